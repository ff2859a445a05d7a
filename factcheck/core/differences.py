"""What changes between the positions of a discrepancy, so that a page can point at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.readings import DATE_UNIT
from factcheck.core.rivals import Rival
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.words import fold


class Part(StrEnum):
    """The parts of a citation in which rivals may differ; `number` is the date or the words where those answer."""

    NUMBER = "number"
    UNIT = "unit"
    HEDGE = "hedge"
    AS_OF = "as_of"
    SCOPE = "scope"
    ATTRIBUTION = "attribution"


PART_WORDS: dict[Part, str] = {
    Part.NUMBER: _("the answer"),
    Part.UNIT: _("its unit"),
    Part.HEDGE: _("how firmly it is stated"),
    Part.AS_OF: _("its date"),
    Part.SCOPE: _("what it counts"),
    Part.ATTRIBUTION: _("whom they credit with it"),
}
FIGURE_WORDS = _("the figure")

DIFFER = _("The sources differ in %(parts)s.")
DIFFER_AND_SHARE = _("The sources differ in %(parts)s; %(shared)s.")
NO_DIFFERENCE = _("The sources do not differ in anything that is recorded.")
ONE_CITATION = _("This is one citation, so there is nothing to compare.")
TWO = _("%(first)s and in %(second)s")
MORE = _("%(first)s, in %(second)s")
SAME_TIME = _("they are for the same time")
SAME_BODY = _("they credit the same body")
SAME_TIME_AND_BODY = _("they are for the same time and credit the same body")


@dataclass(frozen=True, slots=True)
class Differences:
    """`parts` are those in which the members are not all the same; `by_member` holds, by the key of each reading,
    those in which it differs from a member with which it shares no position; `summary` says it in one sentence.
    """

    parts: frozenset[Part]
    by_member: dict[int, frozenset[Part]]
    summary: Sentence


def differences_of(rivals: Sequence[Rival]) -> Differences:
    """In which parts the members of a discrepancy differ, over all and for each of them.

    Words are the same by the rule for texts (case, spaces, form and final punctuation do not count), numbers when
    their stated ends are equal. A part that is stated by some and not by others differs too. One look at each
    member is enough: of each part the lowest and the highest positions with two values are remembered.
    """
    apart: dict[int, set[Part]] = {rival.reading.key: set() for rival in rivals}
    parts: set[Part] = set()
    for part, value_of in _VALUES.items():
        values = [value_of(rival) for rival in rivals]
        if len(set(values)) < 2:
            continue
        parts.add(part)
        for rival, differs in zip(rivals, _differs_from_a_rival(rivals, values), strict=True):
            if differs:
                apart[rival.reading.key].add(part)
    by_member = {key: frozenset(found) for key, found in apart.items()}
    return Differences(frozenset(parts), by_member, _summary(rivals, parts))


def _number(rival: Rival) -> object:
    reading = rival.reading
    if reading.stated is not None:
        return reading.stated.low, reading.stated.high
    if reading.quantity is not None:
        return reading.low, reading.high
    return reading.text or fold(reading.figure)


def _unit(rival: Rival) -> object:
    return rival.reading.quantity.unit if rival.reading.quantity else ""


def _hedge(rival: Rival) -> object:
    stated = rival.reading.stated
    return (stated.hedge, stated.low_hedge, stated.high_hedge) if stated else ""


_VALUES: dict[Part, Callable[[Rival], object]] = {
    Part.NUMBER: _number,
    Part.UNIT: _unit,
    Part.HEDGE: _hedge,
    Part.AS_OF: lambda rival: fold(rival.reading.as_of_words),
    Part.SCOPE: lambda rival: rival.reading.scope,
    Part.ATTRIBUTION: lambda rival: fold(rival.attribution),
}


def _differs_from_a_rival(rivals: Sequence[Rival], values: Sequence[object]) -> list[bool]:
    """For each, whether one that lies wholly below or wholly above it has another value."""
    lowest = _two_values(sorted(zip((r.last for r in rivals), values, strict=True), key=lambda pair: pair[0]))
    highest = _two_values(
        sorted(zip((r.first for r in rivals), values, strict=True), key=lambda pair: -pair[0])
    )
    return [
        any(last < rival.first for last, other in lowest if other != value)
        or any(first > rival.last for first, other in highest if other != value)
        for rival, value in zip(rivals, values, strict=True)
    ]


def _two_values(ordered: Iterable[tuple[int, object]]) -> list[tuple[int, object]]:
    found: list[tuple[int, object]] = []
    for place, value in ordered:
        if not found or value != found[0][1]:
            found.append((place, value))
        if len(found) == 2:
            break
    return found


def _summary(rivals: Sequence[Rival], parts: set[Part]) -> Sentence:
    if len(rivals) < 2:
        return Sentence(ONE_CITATION)
    words = [Sentence(_words(part, rivals)) for part in Part if part in parts]
    if not words:
        return Sentence(NO_DIFFERENCE)
    listed = words[0]
    for word in words[1:-1]:
        listed = Sentence(MORE, {"first": listed, "second": word})
    if len(words) > 1:
        listed = Sentence(TWO, {"first": listed, "second": words[-1]})
    if shared := _shared(rivals, parts):
        return Sentence(DIFFER_AND_SHARE, {"parts": listed, "shared": Sentence(shared)})
    return Sentence(DIFFER, {"parts": listed})


def _words(part: Part, rivals: Sequence[Rival]) -> str:
    is_figure = part is Part.NUMBER and all(r.reading.dimension not in {"", DATE_UNIT} for r in rivals)
    return FIGURE_WORDS if is_figure else PART_WORDS[part]


def _shared(rivals: Sequence[Rival], parts: set[Part]) -> str:
    """What all members state, and state alike; what none of them states is not shared."""
    same_time = Part.AS_OF not in parts and bool(rivals[0].reading.as_of_words)
    same_body = Part.ATTRIBUTION not in parts and bool(fold(rivals[0].attribution))
    if same_time and same_body:
        return SAME_TIME_AND_BODY
    return SAME_TIME if same_time else SAME_BODY if same_body else ""
