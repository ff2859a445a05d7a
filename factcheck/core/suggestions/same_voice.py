"""Causes suggested by who speaks: one origin behind all, an origin that corrects itself, an outlet that misreports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from factcheck.core.dates import Period
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import Cause
from factcheck.core.rivals import Rival, are_apart, by_position, days_of, published_in
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.suggestions.case import Case, Suggestion
from factcheck.core.words import fold

ONE_ORIGIN = _(
    "All citations go back to one origin%(who)s, which cannot disagree with itself: “%(first)s” and “%(second)s” "
    "were reported differently."
)
NAMED = _(" (%(name)s)")
UNNAMED = ""

SUPERSEDED = _(
    "From %(who)s come “%(first)s” (%(first_when)s) and later “%(second)s” (%(second_when)s): "
    "the newer may correct the older."
)
SUPERSEDED_FALL = _(
    "From %(who)s come “%(first)s” (%(first_when)s) and later the lower “%(second)s” (%(second_when)s), though this "
    "total never falls: the newer may correct the older."
)
ONE_SOURCE = _("the same origin")

MISREPORTED = _(
    "Two sources credit %(who)s with different figures, “%(first)s” and “%(second)s”: "
    "one may have passed it on wrongly."
)


def same_origin(case: Case) -> Iterable[Suggestion]:
    """Same origin: all citations go back to one and the same origin, by their attribution or by what their sources
    draw on, and it was reported differently.
    """
    if len(frozenset[str]().union(*(rival.reading.origins for rival in case.rivals))) != 1:
        return
    first, second = case.ends
    name = next((r.attribution.strip() for r in case.rivals if r.attribution.strip()), "")
    who = Sentence(NAMED, {"name": name}) if name else UNNAMED
    values = {"who": who, "first": first.reading.figure, "second": second.reading.figure}
    yield Suggestion(Cause.SAME_ORIGIN, Sentence(ONE_ORIGIN, values), True)


def superseded(case: Case) -> Iterable[Suggestion]:
    """Superseded by its source: one origin gives rival figures at different times, and the newest of them stands
    alone: everything else that it gave is older. Older means published earlier or, where dates are not compared or
    the total should not fall, holding for an earlier time.
    """
    best: tuple[int, Sentence] | None = None
    for group in _by_origin(case.rivals):
        found = _correction(case, group)
        if found and (best is None or found[0] > best[0]):
            best = found
    if best:
        yield Suggestion(Cause.SUPERSEDED_SAME_SOURCE, best[1], best[0] == case.position_count)


def misreported(case: Case) -> Iterable[Suggestion]:
    """Misreported: two sources credit the same body and give rival figures, and their dates do not tell the two apart
    as an earlier figure and its correction.
    """
    credited: dict[str, list[Rival]] = {}
    for rival in case.rivals:
        if name := fold(rival.attribution):
            credited.setdefault(name, []).append(rival)
    best: tuple[int, Sentence] | None = None
    for _name, group in sorted(credited.items()):
        pair = _two_sources_apart(group)
        if pair is None or _correction(case, group):
            continue
        values = {
            "who": group[0].attribution.strip(),
            "first": pair[0].reading.figure,
            "second": pair[1].reading.figure,
        }
        positions = len(by_position(group))
        if best is None or positions > best[0]:
            best = positions, Sentence(MISREPORTED, values)
    if best:
        yield Suggestion(Cause.SECONDARY_MISREPORT, best[1], best[0] == case.position_count)


def _two_sources_apart(group: Sequence[Rival]) -> tuple[Rival, Rival] | None:
    """Two citations of different sources with no position in common. Only the lowest and the highest that each source
    gives are looked at, and of those the extremes: who is apart from anybody is apart from one of them.
    """
    if not are_apart(group):
        return None
    by_source: dict[int, list[Rival]] = {}
    for rival in group:
        by_source.setdefault(rival.reading.source, []).append(rival)
    lowest = sorted((min(given, key=_ends_low) for given in by_source.values()), key=_ends_low)[:2]
    highest = sorted((min(given, key=_begins_high) for given in by_source.values()), key=_begins_high)[:2]
    for low in lowest:
        for high in highest:
            if low.reading.source != high.reading.source and low.last < high.first:
                return low, high
    return None


def _ends_low(rival: Rival) -> tuple[int, int]:
    return rival.last, rival.reading.key


def _begins_high(rival: Rival) -> tuple[int, int]:
    return -rival.first, rival.reading.key


def _by_origin(rivals: Iterable[Rival]) -> list[list[Rival]]:
    """The citations of each origin that stands alone behind them, where they are apart; in a fixed order."""
    groups: dict[str, list[Rival]] = {}
    for rival in sorted(rivals, key=lambda rival: rival.reading.key):
        if len(rival.reading.origins) == 1:
            groups.setdefault(next(iter(rival.reading.origins)), []).append(rival)
    return [group for _origin, group in sorted(groups.items()) if are_apart(group)]


def _correction(case: Case, group: Sequence[Rival]) -> tuple[int, Sentence] | None:
    """How many positions one origin went through, and the sentence that names its last figure and the one before."""
    positions = by_position(group)
    if len(positions) < 2:
        return None
    bases: list[Callable[[Rival], Period | None]] = [published_in]
    if case.is_timeless or case.kind is DiscrepancyKind.FALLS:
        bases.append(lambda rival: rival.reading.period)
    for basis in bases:
        spans = {place: days_of(map(basis, given)) for place, given in positions.items()}
        known = {place: span for place, span in spans.items() if span}
        if len(known) < len(spans):
            continue
        ordered = sorted(known, key=lambda place: (known[place].last, known[place].first))
        *older, newest = ordered
        if all(known[place].is_over_before(known[newest]) for place in older):
            earlier, later = positions[older[-1]][0], positions[newest][0]
            return len(positions), _say(case, earlier, later, basis)
    return None


def _say(case: Case, earlier: Rival, later: Rival, basis: Callable[[Rival], Period | None]) -> Sentence:
    is_fall = case.kind is DiscrepancyKind.FALLS and later.last < earlier.first
    first_when, second_when = basis(earlier), basis(later)
    assert first_when is not None
    assert second_when is not None
    return Sentence(
        SUPERSEDED_FALL if is_fall else SUPERSEDED,
        {
            "who": later.attribution.strip() or Sentence(ONE_SOURCE),
            "first": earlier.reading.figure,
            "second": later.reading.figure,
            "first_when": first_when.words,
            "second_when": second_when.words,
        },
    )
