"""Causes suggested by dates: figures that are compared without them, or over times that are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.core.claims import Lives
from factcheck.core.dates import Period
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import Cause
from factcheck.core.rivals import Rival, by_position, days_of
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.suggestions.case import Case, Suggestion
from factcheck.core.units import UnitKind, unit_for

DATES_IGNORED = _(
    "“%(first)s” is for %(first_as_of)s and “%(second)s” for %(second_as_of)s. This question has one answer for ever, "
    "so the dates were not compared; they may be what tells the answers apart."
)
GROWN = _(
    "“%(second)s” (%(second_as_of)s) reaches to a later day than “%(first)s” (%(first_as_of)s): "
    "the total may have grown in between."
)
MOVED = _(
    "“%(first)s” (%(first_as_of)s) and “%(second)s” (%(second_as_of)s) hold for times that overlap but are not the "
    "same: the answer may have moved."
)
PART = _(
    "“%(first)s” is for %(first_as_of)s, a part of %(second_as_of)s, for which the higher “%(second)s” is given."
)


def different_as_of(case: Case) -> Iterable[Suggestion]:
    """Different dates, in three cases. The question has one answer for ever, so dates were not compared, but every
    citation states one and no two rival positions share a day. Or the total grows with time, and every higher
    position reaches to a later day than those below it. Or the answer moves freely, and no two rival positions are
    for the same time. A citation without a date, or one that stands in several positions, leaves it open.
    """
    if case.kind in {DiscrepancyKind.FALLS, DiscrepancyKind.PART_EXCEEDS_WHOLE}:
        return
    positions = by_position(case.rivals)
    if len(positions) < case.position_count or any(r.first != r.last for r in case.rivals):
        return
    groups = list(positions.values())
    if case.is_timeless:
        template, holds = DATES_IGNORED, _share_no_day(groups)
    elif case.terms.lives is Lives.RUNNING and case.kind is DiscrepancyKind.VALUE:
        template, holds = GROWN, _reach_ever_later(groups)
    elif case.terms.lives is Lives.LEVEL or case.kind is DiscrepancyKind.TEXT:
        template, holds = MOVED, _share_no_period(groups)
    else:
        return
    if holds:
        yield Suggestion(Cause.DIFFERENT_AS_OF, _say(template, *case.ends), True)


def part_of_total(case: Case) -> Iterable[Suggestion]:
    """Part of a total: the question has one answer for ever, so dates were not compared; of two rival counts the
    lower is for a time strictly inside that of the higher. A part above its whole is the contrary, and no reason.
    """
    positions = by_position(case.rivals)
    is_count = case.kind is DiscrepancyKind.VALUE and _is_count(case.rivals[0])
    if not (is_count and case.is_timeless and len(positions) == case.position_count == 2):
        return
    lower, higher = (_periods(group) for group in positions.values())
    part = days_of(lower)
    if part is None or any(whole is None for whole in higher):
        return
    wholes = [whole for whole in higher if whole is not None]
    if all(
        whole.start <= part.first
        and part.last <= whole.end
        and (whole.start, whole.end) != (part.first, part.last)
        for whole in wholes
    ):
        yield Suggestion(Cause.PART_OF_TOTAL, _say(PART, *case.ends), True)


def _is_count(rival: Rival) -> bool:
    quantity = rival.reading.quantity
    return quantity is not None and unit_for(quantity.unit).kind is UnitKind.COUNT


def _periods(group: Sequence[Rival]) -> list[Period | None]:
    return [rival.reading.period for rival in group]


def _share_no_day(groups: Sequence[Sequence[Rival]]) -> bool:
    spans = [days_of(_periods(group)) for group in groups]
    known = sorted((span for span in spans if span), key=lambda span: (span.first, span.last))
    return len(known) == len(groups) and all(one.is_over_before(other) for one, other in pairwise(known))


def _reach_ever_later(groups: Sequence[Sequence[Rival]]) -> bool:
    """From the lowest position to the highest, the last days of each are all later than those of the one before."""
    ends = [[period.end for period in _periods(group) if period] for group in groups]
    return all(ends) and all(max(lower) < min(higher) for lower, higher in pairwise(ends))


def _share_no_period(groups: Sequence[Sequence[Rival]]) -> bool:
    owner: dict[tuple[object, ...], int] = {}
    for place, group in enumerate(groups):
        for period in _periods(group):
            if period is None or owner.setdefault(period.bounds, place) != place:
                return False
    return True


def _say(template: str, first: Rival, second: Rival) -> Sentence:
    return Sentence(
        template,
        {
            "first": first.reading.figure,
            "second": second.reading.figure,
            "first_as_of": first.reading.as_of_words,
            "second_as_of": second.reading.as_of_words,
        },
    )
