"""What somebody else did while a person was writing, beside what that person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.core.resolutions import CAUSE_DESCRIPTIONS, OUTCOME_DESCRIPTIONS
from factcheck.models import Discrepancy, Person, Resolution, Step
from factcheck.models.speech import spoken

_PARTS = (
    ("answer", _("Printed answer")),
    ("sentence", _("Print-ready sentence")),
    ("outcome", _("What we print")),
    ("cause", _("Why they differ")),
    ("rationale", _("Rationale")),
    ("single_origin_reason", _("Why one origin is enough")),
)
_CODES = {
    "cause": {code.value: words[0] for code, words in CAUSE_DESCRIPTIONS.items()},
    "outcome": {code.value: words[0] for code, words in OUTCOME_DESCRIPTIONS.items()},
}
_MOST_WORDS = 600
"""Longer texts are not compared word by word, which would take as long as it takes to read them."""
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: who (None for a change of the evidence), when, to what, and why in their words."""

    by: Person | None
    at: datetime
    from_words: str
    to_words: str
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both, or in this one only."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a proposal, theirs beside mine."""

    label: object
    theirs: list[Piece]
    mine: list[Piece]
    differs: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The steps that were taken since, and the proposal that came of them: beside one's own, or beside the one that
    stood before.
    """

    steps: list[Taken]
    theirs: Resolution | None
    compared: list[Compared]
    is_beside_mine: bool


def steps_since(discrepancy: Discrepancy, step: int) -> list[Taken]:
    """What happened after a step, the first first; one query."""
    taken = Step.objects.filter(discrepancy=discrepancy, pk__gt=step).select_related("by").order_by("pk")
    return [
        Taken(
            one.by,
            one.at,
            one.get_from_state_display() if one.from_state else "",
            one.get_to_state_display(),
            one.why,
        )
        for one in taken[:_MOST_STEPS]
    ]


def beside_mine(discrepancy: Discrepancy, since: int, mine: Mapping[str, str], person: Person) -> Meanwhile:
    """What another person proposed since, or has standing now, beside what is in this person's form."""
    others = discrepancy.resolutions.exclude(proposed_by=person).select_related("proposed_by")
    is_news = Q(steps__pk__gt=since) | Q(pk=discrepancy.resolution_id)
    theirs = others.filter(is_news).order_by("pk").last()
    return Meanwhile(
        steps_since(discrepancy, since), theirs, _compared(_parts_of(theirs), mine), is_beside_mine=True
    )


def beside_what_was(discrepancy: Discrepancy, since: int) -> Meanwhile:
    """What is proposed now, beside what somebody who would approve was looking at; nothing where it is the same."""
    looked_at = Step.objects.filter(pk=since, discrepancy=discrepancy).select_related("resolution").first()
    before = looked_at.resolution if looked_at else None
    theirs = discrepancy.resolution
    is_another = theirs is not None and before is not None and before.pk != theirs.pk
    compared = _compared(_parts_of(theirs), _parts_of(before)) if is_another else []
    return Meanwhile(steps_since(discrepancy, since), theirs, compared, is_beside_mine=False)


def _parts_of(resolution: Resolution | None) -> dict[str, str]:
    return {name: getattr(resolution, name) for name, _label in _PARTS} if resolution else {}


def _compared(theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[Compared]:
    """Nothing, where nobody else proposed anything."""
    if not theirs:
        return []
    rows = []
    for name, label in _PARTS:
        one, other = _said(name, theirs), _said(name, mine)
        if one or other:
            rows.append(Compared(label, *_apart(one, other), differs=one.split() != other.split()))
    return rows


def _said(name: str, parts: Mapping[str, str]) -> str:
    value = str(parts.get(name) or "").strip()
    return spoken(_CODES[name].get(value, "")) if name in _CODES else value


def _apart(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts, each in stretches that stand in both or in it alone."""
    left, right = _words(one), _words(other)
    if max(len(left), len(right)) > _MOST_WORDS:
        differs = left != right
        return [Piece(one, differs)], [Piece(other, differs)]
    codes = SequenceMatcher(None, one.split(), other.split()).get_opcodes()
    return (
        list(_pieces((tag != "equal", left[start:end]) for tag, start, end, _from, _to in codes)),
        list(_pieces((tag != "equal", right[start:end]) for tag, _from, _to, start, end in codes)),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def _pieces(stretches: Iterable[tuple[bool, list[str]]]) -> Iterator[Piece]:
    for differs, words in stretches:
        if words:
            yield Piece("".join(words), differs)
