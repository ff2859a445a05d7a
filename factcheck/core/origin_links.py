"""Why one source may draw on another: rules that each say what they found. They suggest; people decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from factcheck.core.dates import DateError, Period, read_period
from factcheck.core.figures import say_stated
from factcheck.core.hedges import Stated
from factcheck.core.likeness import Passage, longest_same_words
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

TELLING_DIGITS = 3
"""Significant digits from which on a figure tells where it is from; zeros at the end do not count."""
FEW = 5
"""Other sources that may give a figure or credit somebody and still make it unusual."""
QUOTED_WORDS = 6
"""Words that two quotes have in common, word for word, when one was taken from the other."""


class Kind(StrEnum):
    """What links two sources, the surest first."""

    PASSAGE = "passage"
    QUOTE = "quote"
    FIGURE = "figure"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that links two sources. `key` stays the same as long as it is the same thing, and `words` are what they
    have in common, as one of them writes it.
    """

    kind: Kind
    key: str
    reason: Sentence
    words: str = ""


class Way(StrEnum):
    """Which of two sources may draw on the other, by the days on which they were published."""

    DRAWS_ON_IT = "draws_on_it"
    DRAWN_ON_BY_IT = "drawn_on_by_it"
    EITHER = "either"


def is_telling(low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a figure is one that two sources do not come to by chance: 33,834 is, 30,000 is not."""
    return any(end is not None and significant_digits(end) >= TELLING_DIGITS for end in (low, high))


def significant_digits(value: Decimal) -> int:
    """The digits of a number without zeros at either end: 4 of 1,047, 2 of 580,000 and of 0.058."""
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def same_figure(stated: Stated, others: int) -> Evidence | None:
    """Same unusual figure: both give the same value in the same unit, with at least three digits that are not zeros at
    the end, and hardly any other source does.
    """
    if not is_telling(stated.low, stated.high) or others > FEW:
        return None
    said = say_stated(stated)
    template = (
        _("Both give “%(figure)s”, and no other source does.")
        if others == 1
        else _("Both give “%(figure)s”, which %(count)s sources give in all.")
    )
    reason = Sentence(template, {"figure": said, "count": others + 1})
    return Evidence(Kind.FIGURE, f"figure:{stated.low}:{stated.high}:{stated.unit}", reason, said)


def same_quote(quote: str, other: str, citations: tuple[int, int]) -> Evidence | None:
    """Same quote: six words or more of what is quoted from both stand in both word for word, typography aside."""
    words, count = longest_same_words(quote, other)
    if count < QUOTED_WORDS:
        return None
    first, second = sorted(citations)
    reason = Sentence(_("Both quote the same %(count)s words."), {"count": count})
    return Evidence(Kind.QUOTE, f"quote:{first}:{second}", reason, words)


def same_attribution(name: str, others: int) -> Evidence | None:
    """Same attribution: both credit the same, whom hardly any other source credits."""
    if others > FEW:
        return None
    template = (
        _("Both credit %(name)s, and no other source does.")
        if others == 1
        else _("Both credit %(name)s, as %(count)s sources do in all.")
    )
    reason = Sentence(template, {"name": name, "count": others + 1})
    return Evidence(Kind.ATTRIBUTION, f"attribution:{name}", reason)


def same_passages(passages: Sequence[Passage], text: str, documents: tuple[int, int]) -> Evidence | None:
    """Near-identical passages: twenty words and more in a row stand in the stored texts of both, but for a few."""
    if not passages:
        return None
    longest = max(passages, key=lambda passage: passage.words)
    first, second = sorted(documents)
    template = (
        _("Their texts share a passage of %(longest)s words.")
        if len(passages) == 1
        else _("Their texts share %(count)s passages, the longest of %(longest)s words.")
    )
    reason = Sentence(template, {"count": len(passages), "longest": longest.words})
    return Evidence(Kind.PASSAGE, f"passage:{first}:{second}", reason, text[longest.start : longest.end])


def strength(evidence: Iterable[Evidence]) -> tuple[int, ...]:
    """By which suggestions are ordered: how many pieces there are of each kind, the surest kind first."""
    kinds = [one.kind for one in evidence]
    return tuple(kinds.count(kind) for kind in Kind)


def way_between(published: str, other: str) -> Way:
    """What was published earlier is what is drawn on; where the dates do not say which that is, either may be."""
    mine, theirs = _period(published), _period(other)
    if mine is None or theirs is None:
        return Way.EITHER
    if theirs.last is not None and mine.first is not None and theirs.last < mine.first:
        return Way.DRAWS_ON_IT
    if mine.last is not None and theirs.first is not None and mine.last < theirs.first:
        return Way.DRAWN_ON_BY_IT
    return Way.EITHER


def _period(published: str) -> Period | None:
    try:
        return read_period(published)
    except DateError:
        return None
