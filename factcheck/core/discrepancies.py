"""Discrepancies: every way in which the citations of one claim disagree, as a pure function of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.core import falls, texts
from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.hedges import Hedge
from factcheck.core.parts import PartsAndWholes
from factcheck.core.positions import Member, Position, positions_of, text_positions_of
from factcheck.core.readings import CitedFigure, Reading, on_one_scale, read_cited_figure
from factcheck.core.rounding import is_rounding
from factcheck.core.roundings import all_round_at_one_time, all_round_over_time
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.severity import Severity, severity_of
from factcheck.core.spread import is_spread
from factcheck.core.sweep import Sweep, Worst, sweep
from factcheck.core.units import UnitKind, unit_for


class DiscrepancyKind(StrEnum):
    """The ways in which citations of one claim disagree."""

    VALUE = "value"
    SPREAD = "spread"
    FALLS = "falls"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    TEXT = "text"
    DATE = "date"


KIND_DESCRIPTIONS: dict[DiscrepancyKind, tuple[str, str]] = {
    DiscrepancyKind.VALUE: (
        _("rival figures"),
        _("No figure satisfies all citations that hold at one time."),
    ),
    DiscrepancyKind.SPREAD: (
        _("wide range"),
        _("One citation states a range whose high end is at least twice its low end; not on level claims."),
    ),
    DiscrepancyKind.FALLS: (
        _("total that falls"),
        _("A total that never falls was higher earlier, before the later figure's time began."),
    ),
    DiscrepancyKind.PART_EXCEEDS_WHOLE: (
        _("part above the whole"),
        _("A count for a part of a period is higher than the count for the whole of it."),
    ),
    DiscrepancyKind.TEXT: (
        _("rival words"),
        _("The answers in words differ after folding case, space and form."),
    ),
    DiscrepancyKind.DATE: (_("rival dates"), _("No date satisfies all citations.")),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One disagreement. There is at most one for a claim, scope, unit, kind and, where answers go by period, period.

    `period` is (first day, last day) as ordinal numbers, or None. `is_rounding` says that every two members that
    lie apart are a rounding of each other. `worst` names the two furthest apart, where figures are compared.
    """

    kind: DiscrepancyKind
    scope: str
    dimension: str
    period: tuple[int, int] | None
    severity: Severity
    is_rounding: bool
    positions: tuple[Position, ...]
    members: tuple[Member, ...]
    worst: Worst | None

    @property
    def key(self) -> tuple[str, str, str, tuple[int, int] | None]:
        return self.kind, self.scope, self.dimension, self.period


def flags_of(citations: Iterable[CitedFigure], terms: Terms) -> list[Flag]:
    """Every discrepancy among the citations of a claim, in a fixed order that does not depend on theirs.

    The same citations on the same terms always give the same flags. The cost is that of sorting: n log n.
    """
    return flags_among([read_cited_figure(cited, terms) for cited in citations], terms)


def flags_among(readings: Iterable[Reading], terms: Terms) -> list[Flag]:
    """As flags_of, for citations that have been read already."""
    groups: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.key):
        if reading.is_read:
            groups[reading.scope, reading.dimension].append(reading)
    flags = [
        flag
        for (scope, dimension), group in sorted(groups.items())
        for flag in _flags_in_group(scope, dimension, on_one_scale(group), terms)
    ]
    return sorted(flags, key=lambda flag: (flag.kind, flag.scope, flag.dimension, flag.period or (0, 0)))


def _flags_in_group(scope: str, dimension: str, group: list[Reading], terms: Terms) -> Iterator[Flag]:
    kind = {
        AnswerKind.QUANTITY: DiscrepancyKind.VALUE,
        AnswerKind.DATE: DiscrepancyKind.DATE,
        AnswerKind.TEXT: DiscrepancyKind.TEXT,
    }[terms.answer_kind]
    for period, together in _at_one_time(group, terms):
        if kind is DiscrepancyKind.TEXT:
            yield from _text_flag(scope, period, together)
        else:
            yield from _value_flag(kind, scope, dimension, period, together)
    if terms.answer_kind is AnswerKind.QUANTITY:
        yield from _spread_flags(scope, dimension, group, terms)
        yield from _flags_across_time(scope, dimension, group, terms)


def _at_one_time(
    group: list[Reading], terms: Terms
) -> Iterator[tuple[tuple[int, int] | None, list[Reading]]]:
    """Groups within which one sweep over time compares: all, or, where answers go by period, those of one period."""
    if terms.lives is Lives.FIXED or terms.answer_kind is AnswerKind.DATE:
        yield None, [_timeless(reading) for reading in group]
    elif terms.lives is Lives.PERIOD:
        yield from sorted(_by_period(group).items())
    elif dated := [reading for reading in group if reading.period]:
        yield None, dated


def _timeless(reading: Reading) -> Reading:
    return replace(reading, period=None)


def _by_period(group: Iterable[Reading]) -> dict[tuple[int, int], list[Reading]]:
    periods: dict[tuple[int, int], list[Reading]] = defaultdict(list)
    for reading in group:
        if reading.period:
            periods[reading.first_day, reading.last_day].append(reading)
    return periods


def _value_flag(
    kind: DiscrepancyKind,
    scope: str,
    dimension: str,
    period: tuple[int, int] | None,
    together: Sequence[Reading],
) -> Iterator[Flag]:
    found = sweep(together)
    if found.worst is None:
        return
    if kind is DiscrepancyKind.DATE:
        rounding, severity = False, Severity.MODERATE
    else:
        rounding, severity = _graded(found, sweep, all_round_at_one_time)
    yield _figure_flag(kind, scope, dimension, period, found, severity, rounding)


def _graded(
    found: Sweep, again: Callable[[Sequence[Reading]], Sweep], all_round: Callable[[Sequence[Reading]], bool]
) -> tuple[bool, Severity]:
    """Whether rival figures are no more than roundings of each other, and how grave their difference is.

    Minor where every two members that lie apart are a rounding of each other, or where only a vague word stands
    apart; a vague word never makes a discrepancy graver than the figures beside it do.
    """
    if _is_all_rounding(found, all_round):
        return True, Severity.MINOR
    sure = (
        again([r for r in found.apart if not r.is_vague]) if any(r.is_vague for r in found.apart) else found
    )
    if sure.worst is None or (sure is not found and _is_all_rounding(sure, all_round)):
        return False, Severity.MINOR
    return False, severity_of(sure.worst.ratio)


def _is_all_rounding(found: Sweep, all_round: Callable[[Sequence[Reading]], bool]) -> bool:
    """The worst two are asked first: where they are no rounding, nothing else needs to be looked at."""
    worst = found.worst
    return worst is not None and is_rounding(worst.highest, worst.lowest) and all_round(found.apart)


def _figure_flag(
    kind: DiscrepancyKind,
    scope: str,
    dimension: str,
    period: tuple[int, int] | None,
    found: Sweep,
    severity: Severity,
    rounding: bool,  # noqa: FBT001 -- one of seven parts of a flag, passed on
) -> Flag:
    positions, members = positions_of(found.apart)
    return Flag(kind, scope, dimension, period, severity, rounding, positions, members, found.worst)


def _text_flag(scope: str, period: tuple[int, int] | None, together: Sequence[Reading]) -> Iterator[Flag]:
    if apart := texts.apart(together):
        positions, members = text_positions_of(apart)
        yield Flag(
            DiscrepancyKind.TEXT, scope, "", period, Severity.MODERATE, False, positions, members, None
        )


def _spread_flags(scope: str, dimension: str, group: Iterable[Reading], terms: Terms) -> Iterator[Flag]:
    if terms.lives is Lives.LEVEL:
        return
    wide: dict[tuple[int, int] | None, list[Reading]] = defaultdict(list)
    for reading in group:
        if reading.stated and reading.stated.hedge is Hedge.RANGE and is_spread(reading.stated):
            dated = terms.lives is Lives.PERIOD and reading.period
            wide[(reading.first_day, reading.last_day) if dated else None].append(reading)
    for period, members in sorted(wide.items(), key=lambda entry: entry[0] or (0, 0)):
        found = Sweep(tuple(members), None)
        yield _figure_flag(
            DiscrepancyKind.SPREAD, scope, dimension, period, found, Severity.MAJOR, rounding=False
        )


def _flags_across_time(scope: str, dimension: str, group: Sequence[Reading], terms: Terms) -> Iterator[Flag]:
    dated = [reading for reading in group if reading.period]
    if terms.lives is Lives.RUNNING:
        found = falls.falls_of(dated)
        if found.worst:
            rounding, severity = _graded(found, falls.falls_of, all_round_over_time)
            yield _figure_flag(DiscrepancyKind.FALLS, scope, dimension, None, found, severity, rounding)
    if terms.lives is Lives.PERIOD and _is_count(group):
        yield from _part_flags(scope, dimension, dated)


def _is_count(group: Sequence[Reading]) -> bool:
    """Readings of one dimension are all counts or none is: a dimension of counts holds one unit alone."""
    return all(r.quantity is not None and unit_for(r.quantity.unit).kind is UnitKind.COUNT for r in group)


def _part_flags(scope: str, dimension: str, dated: Sequence[Reading]) -> Iterator[Flag]:
    """Graded as rival figures are, but among all parts of a whole, since it is shown with the worst of them only."""
    found = PartsAndWholes(dated)
    certain = PartsAndWholes([reading for reading in dated if not reading.is_vague])
    for period, exceeded in sorted(found.exceeded.items()):
        rounding, severity = found.all_round(period), Severity.MINOR
        if not rounding and period in certain.exceeded and not certain.all_round(period):
            worst = certain.exceeded[period].worst
            severity = severity_of(worst.ratio) if worst else severity
        yield _figure_flag(
            DiscrepancyKind.PART_EXCEEDS_WHOLE, scope, dimension, period, exceeded, severity, rounding
        )
