"""One citation was amended in a claim with many: what follows for the discrepancy it stands in, at little cost.

Most amendments in a claim of thousands change next to nothing: another citation is further out at either end throughout
the same time, so the amended one is not what anything else is apart from, and the positions stay where they are. Where
all of that is certain, only what is kept of the citation itself is written anew. Where anything of it is in doubt, the
claim is compared as a whole. Both ways lead to the same, and the tests hold them to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, FloatField, Max, Min, QuerySet
from django.db.models.functions import Cast

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.hedges import Hedge
from factcheck.core.positions import Member as FlagMember
from factcheck.core.quantities import Edge
from factcheck.core.readings import Reading
from factcheck.core.rounding import is_rounding
from factcheck.core.spread import is_spread
from factcheck.models import Attribution, Citation, Claim, Desk, Discrepancy, Member, Position
from factcheck.services.locking import CHUNK
from factcheck.services.positions import words_of_position
from factcheck.services.readings import compared_among

FURTHEST, AT_THE_SAME_TIME = 100, 10
"""As many citations as are asked whether they are further out."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A citation before and after it was amended, as it is compared."""

    before: Reading
    after: Reading

    @property
    def both(self) -> tuple[Reading, Reading]:
        return self.before, self.after


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
    cited = _Cited(claim, terms, links)
    if not _has_worst_of_its_own(discrepancy, amended, cited) or not _is_never_furthest(amended, cited):
        return None
    positions = _Positions(list(discrepancy.positions.order_by("index")))
    member = discrepancy.members.filter(citation=amended.after.key).first()
    if member is None or not positions.stay(amended):
        return None
    first, last = positions.run_of(amended.after)
    _Supports(discrepancy, amended, cited, positions).write(member, first, last)
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


class _Cited:
    """Other citations of the claim, read as they are asked for."""

    def __init__(self, claim: Claim, terms: Terms, links: dict[int, list[int]]) -> None:
        self.terms = terms
        self.links = links
        self.standing: QuerySet[Citation] = Citation.objects.standing().filter(claim=claim)

    def among(self, wanted: QuerySet[Citation]) -> Iterator[Reading]:
        return (reading for _claim, reading in compared_among(wanted, lambda _claim: self.terms, self.links))

    def with_keys(self, keys: Iterable[int]) -> list[Reading]:
        return list(self.among(self.standing.filter(pk__in=list(keys))))

    def furthest(self, reading: Reading, column: str, as_of: str) -> Iterator[Reading]:
        """Those with the greatest or the least figures: among the ones of the same time, and then among all."""
        size = Cast(F(column.lstrip("-")), FloatField())
        others = self.standing.exclude(pk=reading.key).exclude(hedge="").exclude(**{column.lstrip("-"): None})
        order = size.desc() if column.startswith("-") else size.asc()
        yield from self.among(others.filter(as_of=as_of).order_by(order, "pk")[:AT_THE_SAME_TIME])
        yield from self.among(others.order_by(order, "pk")[:FURTHEST])


def _has_worst_of_its_own(discrepancy: Discrepancy, amended: Amended, cited: _Cited) -> bool:
    """Whether the two furthest apart are others, and no rounding of each other: then they alone say how grave it is."""
    pair = {discrepancy.highest_id, discrepancy.lowest_id} - {None, amended.after.key}
    if len(pair) != 2:
        return False
    found = cited.with_keys(key for key in pair if key is not None)
    return len(found) == 2 and not is_rounding(*found)


def _is_never_furthest(amended: Amended, cited: _Cited) -> bool:
    """Whether, before and after, others are further out at both ends throughout its time, and it is apart from one."""
    as_of = cited.standing.values_list("as_of", flat=True).get(pk=amended.after.key)
    above = _throughout(
        amended, cited.furthest(amended.after, "-stated_low", as_of), lambda other, one: other.low > one.low, cited
    )
    below = _throughout(
        amended, cited.furthest(amended.after, "stated_high", as_of), lambda other, one: other.high < one.high, cited
    )
    return all(
        higher is not None and lower is not None and (higher.low > reading.high or lower.high < reading.low)
        for reading, higher, lower in zip(amended.both, above, below, strict=True)
    )


def _throughout(
    amended: Amended,
    others: Iterable[Reading],
    is_further: Callable[[Reading, Reading], bool],
    cited: _Cited,
) -> list[Reading | None]:
    """For the citation before and after, another that is further out throughout its time: the first that is found."""
    found: list[Reading | None] = [None, None]
    for other in others:
        for index, reading in enumerate(amended.both):
            if found[index] is None and is_further(other, reading) and _holds_throughout(other, reading, cited):
                found[index] = other
        if None not in found:
            break
    return found


def _holds_throughout(other: Reading, reading: Reading, cited: _Cited) -> bool:
    """Whether another figure of the same scope holds at all times at which this one does."""
    if other.scope != reading.scope or not other.is_read:
        return False
    if cited.terms.lives is Lives.FIXED:
        return True
    if other.period is None:
        return False
    return other.first_day <= reading.first_day and reading.last_day <= other.last_day


class _Positions:
    """The positions that are stored, and where a figure stands among them."""

    def __init__(self, stored: Sequence[Position]) -> None:
        self.stored = stored
        self.answers = [position.low_edge for position in stored]
        self.highs = [position.high_edge for position in stored]

    def stay(self, amended: Amended) -> bool:
        """Whether gathering the citations into positions goes as before: the old figure defined none of them, and the
        new one is gathered by an answer that others give.
        """
        before, after = amended.both
        if self._is_at(self.highs, before.high) or self._is_at(self.answers, before.low):
            return False
        gathered = bisect_left(self.highs, after.low)
        return (
            gathered < len(self.highs)
            and after.low <= self.answers[gathered]
            and after.high >= self.highs[gathered]
        )

    @staticmethod
    def _is_at(edges: Sequence[Edge], edge: Edge) -> bool:
        place = bisect_left(edges, edge)
        return place < len(edges) and edges[place] == edge

    def run_of(self, reading: Reading) -> tuple[int, int]:
        return bisect_left(self.answers, reading.low), bisect_right(self.answers, reading.high) - 1


class _Supports:
    """How many sources and origins stand behind each position, where one citation stands in others than before."""

    def __init__(
        self, discrepancy: Discrepancy, amended: Amended, cited: _Cited, positions: _Positions
    ) -> None:
        self.discrepancy = discrepancy
        self.amended = amended
        self.cited = cited
        self.positions = positions
        self.others = discrepancy.members.exclude(citation=amended.after.key)

    def write(self, member: Member, first: int, last: int) -> None:
        was = range(member.first, member.last + 1)
        now = range(first, last + 1)
        left, entered = sorted(set(was) - set(now)), sorted(set(now) - set(was))
        moved: dict[int, Position] = {}
        reading = self.amended.after
        if left or entered:
            self._count("source_count", self.others.filter(citation__source=reading.source), left, entered, moved)
            for same in self._with_same_origin():
                self._count("origin_count", same, left, entered, moved)
        if (member.first, member.last) != (first, last):
            Member.objects.filter(pk=member.pk).update(first=first, last=last)
        for index in {was[-1], last}:
            position = self.positions.stored[index]
            words = words_of_position(self._ending_at(index, first, last))
            if words != position.figure:
                position.figure = words
                moved[index] = position
        Position.objects.bulk_update(moved.values(), ["figure", "source_count", "origin_count"])

    def _count(
        self,
        column: str,
        same: QuerySet[Member],
        left: Sequence[int],
        entered: Sequence[int],
        moved: dict[int, Position],
    ) -> None:
        """One supporter leaves some positions and enters others, unless another citation holds its place there."""
        runs = list(same.order_by().values_list("first", "last").distinct())
        for indexes, change in ((left, -1), (entered, 1)):
            for index in indexes:
                if not any(first <= index <= last for first, last in runs):
                    position = self.positions.stored[index]
                    setattr(position, column, getattr(position, column) + change)
                    moved[index] = position

    def _with_same_origin(self) -> Iterator[QuerySet[Member]]:
        """For each origin of the citation, the other members that go back to it."""
        origins = self.amended.after.origins
        if any(origin.startswith("attribution:") for origin in origins):
            yield self.others.filter(citation__attribution__in=self._attributions_of(origins))
            return
        children: dict[int, list[int]] = {}
        for child, parents in self.cited.links.items():
            for parent in parents:
                children.setdefault(parent, []).append(child)
        for origin in origins:
            waiting, echoes = [int(origin.removeprefix("source:"))], set[int]()
            while waiting:
                if (source := waiting.pop()) not in echoes:
                    echoes.add(source)
                    waiting.extend(children.get(source, ()))
            yield self.others.filter(citation__attribution=None, citation__source__in=echoes)

    def _attributions_of(self, origins: frozenset[str]) -> list[int]:
        from factcheck.core.origins import origins_of

        given = self.cited.standing.exclude(attribution=None).order_by()
        found = Attribution.objects.filter(pk__in=given.values("attribution").distinct())
        names = found.order_by("pk").values_list("pk", "name", "counts_as")
        return [key for key, name, counts_as in names if origins_of(counts_as or name, 0, {}) == origins]

    def _ending_at(self, index: int, first: int, last: int) -> list[FlagMember]:
        """The members that name a position: of those that stand in it and in none after it, the ones that stand
        nowhere else, and all where none does. The same words are the same interval, so no others say the same. The
        amended one is among them as it stands now.
        """
        own = [FlagMember(self.amended.after, first, last)] if last == index else []
        ending = self.others.filter(last=index).order_by()
        if here_only := list(ending.filter(first=index).values_list("citation_id", "first")):
            return self._members(here_only, index) + [member for member in own if member.first == index]
        if any(member.first == index for member in own):
            return own
        return self._members(list(ending.values_list("citation_id", "first")), index) + own

    def _members(self, runs: Sequence[tuple[int, int]], last: int) -> list[FlagMember]:
        first_of = dict(runs)
        found: list[FlagMember] = []
        for begin in range(0, len(runs), CHUNK):
            readings = self.cited.with_keys(key for key, _first in runs[begin : begin + CHUNK])
            found += [FlagMember(reading, first_of[reading.key], last) for reading in readings]
        return found
