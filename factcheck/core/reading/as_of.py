"""The as-of offered for a figure: it depends on how the answer of the claim lives in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.claims import Lives
from factcheck.core.dates import DateError, read_period
from factcheck.core.reading.times import Sense
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _


class Basis(StrEnum):
    """Where an as-of comes from."""

    SENTENCE = "sentence"
    BEFORE = "before"
    INTRODUCED = "introduced"
    DOCUMENT = "document"
    WORDS = "words"
    NONE = "none"


BASIS_WORDS: dict[Basis, str] = {
    Basis.SENTENCE: _("stated in the sentence: “%(words)s”"),
    Basis.BEFORE: _("from the sentence before: “%(words)s”"),
    Basis.INTRODUCED: _("from the words that introduce the speaker: “%(words)s”"),
    Basis.DOCUMENT: _("from the date of the document"),
    Basis.WORDS: _("in the words of the document"),
    Basis.NONE: _("the document says no time for it"),
}


@dataclass(frozen=True, slots=True)
class FoundTime:
    """The time that the text gives a figure, with the words that say it and where they stand.

    `is_state` says that the figure is said to hold all through a time ("has stood at 35,000 since").
    """

    sense: Sense
    edtf: str
    words: str
    basis: Basis
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class AsOf:
    """An as-of to fill in, "" for none, and why."""

    edtf: str
    basis: Basis
    why: Sentence


def as_of_for(time: FoundTime | None, published: str, lives: Lives) -> AsOf:
    """The as-of to offer for a figure on a claim that lives so; `published` is the date of the document.

    A time that is stated is offered as it is. "Since" ends at the date of the document, and a running total counted
    since then stands at that date. "Until" is, for what moves freely, the last time for which the text vouches. Where
    the text says none, the date of the document is offered for what moves or runs; an answer for each period or for
    ever has none then, since the date on which it was told is neither.
    """
    if time is None:
        return _as_of("", Basis.NONE) if lives in {Lives.FIXED, Lives.PERIOD} else _document(published)
    if time.sense is Sense.TYPICAL:
        return AsOf(time.edtf, Basis.WORDS, Sentence(BASIS_WORDS[Basis.WORDS]))
    if time.sense is Sense.ONCE:
        return _as_of("", Basis.NONE)
    if time.sense is Sense.NOW:
        return _as_of("", Basis.NONE) if lives is Lives.FIXED else _document(published)
    return _stated(time, published, lives)


def _stated(time: FoundTime, published: str, lives: Lives) -> AsOf:
    if time.sense is Sense.SINCE:
        if lives is Lives.RUNNING and not time.is_state:
            return _document(published)
        return _as_of(_span(time.edtf, published), time.basis, time.words)
    if time.sense is Sense.UNTIL:
        edtf = f"../{time.edtf}" if lives in {Lives.PERIOD, Lives.FIXED} else _about_the_end(time.edtf)
        return _as_of(edtf, time.basis, time.words)
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", time.edtf) is not None
    if lives is Lives.PERIOD and is_day and time.basis is Basis.BEFORE:
        # the day on which a story happened; what is counted by periods is counted over longer ones
        return _as_of(time.edtf[:7], time.basis, time.words)
    return _as_of(time.edtf, time.basis, time.words)


def _as_of(edtf: str, basis: Basis, words: str = "") -> AsOf:
    return AsOf(
        edtf, basis, Sentence(BASIS_WORDS[basis], {"words": " ".join(words.split())} if words else {})
    )


def _document(published: str) -> AsOf:
    return _as_of(published, Basis.DOCUMENT if published else Basis.NONE)


def _about_the_end(edtf: str) -> str:
    """Until the 2010s is about 2010, until 2016 about 2016."""
    return f"{edtf[:3]}0~" if edtf.endswith("X") else f"{edtf.rstrip('~')}~"


def _span(first: str, published: str) -> str:
    """From a date up to that of the document; open at the end where there is none, or it lies before."""
    last = published.rstrip("~?%")
    if not last:
        return f"{first}/.."
    try:
        begins, ends, span = read_period(first), read_period(last), read_period(f"{first}/{last}")
    except DateError:
        return f"{first}/.."
    if begins is None or ends is None or span is None:
        return f"{first}/.."
    if span.bounds == ends.bounds:
        return last
    return first if span.bounds == begins.bounds else f"{first}/{last}"
