"""One citation was amended in a claim with many: what follows for the discrepancy it stands in, at little cost.

Most amendments in a claim of thousands change next to nothing: another citation is further out at either end throughout
the same time, so the amended one is not what anything else is apart from, and the positions stay where they are. Where
all of that is certain, only what is kept of the citation itself is written anew. Where anything of it is in doubt, the
claim is compared as a whole. Both ways lead to the same, and the tests hold them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Max, Min

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.hedges import Hedge
from factcheck.core.readings import Reading
from factcheck.core.rounding import is_rounding
from factcheck.core.spread import is_spread
from factcheck.models import Citation, Claim, Desk, Discrepancy
from factcheck.services.supports import Amended, Cited, Positions, Supports

__all__ = ["Amended", "follow_amendment"]


def follow_amendment(claim: Claim, amended: Amended, links: dict[int, list[int]]) -> Discrepancy | None:
    """Bring the discrepancy of a claim into line with one amended citation; None where the claim has to be compared
    as a whole, and then nothing was written. The caller holds the claim.
    """
    terms = claim.terms(Desk.current())
    if not _is_plain(amended, terms):
        return None
    discrepancy = _only_discrepancy(claim, amended.after)
    if discrepancy is None or not _is_alike_throughout(claim, amended.after):
        return None
    if {amended.before.scope_words, amended.after.scope_words} != {discrepancy.scope_words}:
        return None
    cited = Cited(claim, terms, links)
    if not _has_worst_of_its_own(discrepancy, amended, cited) or not _is_never_furthest(amended, cited):
        return None
    positions = Positions(list(discrepancy.positions.order_by("index")))
    member = discrepancy.members.filter(citation=amended.after.key).first()
    if member is None or not positions.stay(amended):
        return None
    first, last = positions.run_of(amended.after)
    Supports(discrepancy, amended, cited, positions).write(member, first, last)
    return discrepancy


def _is_plain(amended: Amended, terms: Terms) -> bool:
    before, after = amended.both
    is_alike = (before.scope, before.dimension, before.source, before.origins) == (
        after.scope,
        after.dimension,
        after.source,
        after.origins,
    )
    return (
        terms.answer_kind is AnswerKind.QUANTITY
        and terms.lives in {Lives.FIXED, Lives.LEVEL}
        and is_alike
        and all(_is_plain_figure(reading, terms) for reading in amended.both)
    )


def _is_plain_figure(reading: Reading, terms: Terms) -> bool:
    if reading.stated is None or not reading.is_read or reading.is_vague:
        return False
    if terms.lives is Lives.LEVEL:
        return reading.period is not None
    return not (reading.stated.hedge is Hedge.RANGE and is_spread(reading.stated))


def _only_discrepancy(claim: Claim, reading: Reading) -> Discrepancy | None:
    """The discrepancy that the citation stands in, where it is the only one that is known and waits for somebody."""
    known = list(claim.discrepancies.all()[:2])
    if len(known) != 1 or not known[0].awaits_proposal:
        return None
    found = known[0]
    is_that = (found.kind, found.scope, found.unit) == (
        DiscrepancyKind.VALUE,
        reading.scope,
        reading.dimension,
    )
    return found if is_that and not found.is_rounding else None


def _is_alike_throughout(claim: Claim, reading: Reading) -> bool:
    """Whether all figures of the claim are in one unit, and none of them is a vague word."""
    unit = reading.stated.unit if reading.stated else ""
    standing = Citation.objects.standing().filter(claim=claim).exclude(hedge="").order_by()
    units = standing.aggregate(least=Min("unit"), most=Max("unit"))
    return units == {"least": unit, "most": unit} and not standing.filter(hedge=Hedge.VAGUE.value).exists()


def _has_worst_of_its_own(discrepancy: Discrepancy, amended: Amended, cited: Cited) -> bool:
    """Whether the two furthest apart are others, and no rounding of each other: then they alone say how grave it is."""
    pair = {discrepancy.highest_id, discrepancy.lowest_id} - {None, amended.after.key}
    if len(pair) != 2:
        return False
    found = cited.with_keys(key for key in pair if key is not None)
    return len(found) == 2 and not is_rounding(*found)


def _is_never_furthest(amended: Amended, cited: Cited) -> bool:
    """Whether, before and after, others are further out at both ends throughout its time, and it is apart from one."""
    as_of = cited.standing.values_list("as_of", flat=True).get(pk=amended.after.key)
    above = _throughout(
        amended,
        cited.furthest(amended.after, "-stated_low", as_of),
        lambda other, one: other.low > one.low,
        cited,
    )
    below = _throughout(
        amended,
        cited.furthest(amended.after, "stated_high", as_of),
        lambda other, one: other.high < one.high,
        cited,
    )
    return all(
        higher is not None and lower is not None and (higher.low > reading.high or lower.high < reading.low)
        for reading, higher, lower in zip(amended.both, above, below, strict=True)
    )


def _throughout(
    amended: Amended,
    others: Iterable[Reading],
    is_further: Callable[[Reading, Reading], bool],
    cited: Cited,
) -> list[Reading | None]:
    """For the citation before and after, another that is further out throughout its time: the first that is found."""
    found: list[Reading | None] = [None, None]
    for other in others:
        for index, reading in enumerate(amended.both):
            if (
                found[index] is None
                and is_further(other, reading)
                and _holds_throughout(other, reading, cited)
            ):
                found[index] = other
        if None not in found:
            break
    return found


def _holds_throughout(other: Reading, reading: Reading, cited: Cited) -> bool:
    """Whether another figure of the same scope holds at all times at which this one does."""
    if other.scope != reading.scope or not other.is_read:
        return False
    if cited.terms.lives is Lives.FIXED:
        return True
    if other.period is None:
        return False
    return other.first_day <= reading.first_day and reading.last_day <= other.last_day
