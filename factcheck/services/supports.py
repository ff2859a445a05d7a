"""What is kept of the positions of a discrepancy, where one citation stands in others than before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast

from factcheck.core.claims import Terms
from factcheck.core.origins import origins_of
from factcheck.core.positions import Member as FlagMember
from factcheck.core.quantities import Edge
from factcheck.core.readings import Reading
from factcheck.models import Attribution, Citation, Claim, Discrepancy, Member, Position
from factcheck.services.locking import CHUNK
from factcheck.services.positions import words_of_position
from factcheck.services.readings import compared_among

FURTHEST, AT_THE_SAME_TIME = 1_000, 10
"""As many citations as are asked whether they are further out."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A citation before and after it was amended, as it is compared."""

    before: Reading
    after: Reading

    @classmethod
    def of(cls, before: Reading | None, after: Reading | None) -> Amended | None:
        """None where one of the two is not compared."""
        return cls(before, after) if before and after else None

    @property
    def both(self) -> tuple[Reading, Reading]:
        return self.before, self.after


class Cited:
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


class Positions:
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


class Supports:
    """How many sources and origins stand behind each position, where one citation stands in others than before."""

    def __init__(
        self, discrepancy: Discrepancy, amended: Amended, cited: Cited, positions: Positions
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
            self._count(
                "source_count", self.others.filter(citation__source=reading.source), left, entered, moved
            )
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
