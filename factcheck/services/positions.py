"""Keeping what a flag says: how grave it is, its positions and its members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from factcheck.core.discrepancies import Flag
from factcheck.core.figures import say_stated
from factcheck.core.origins import count_origins
from factcheck.core.positions import Member as FlagMember
from factcheck.core.quantities import Edge
from factcheck.core.readings import Reading
from factcheck.models import Discrepancy, Member, Position

BATCH = 2_000
FACTS = ("low", "low_side", "high", "high_side", "figure", "origin_count", "source_count")
"""What a position says."""


@dataclass(slots=True)
class Kept:
    """The positions and members that are stored of one discrepancy."""

    positions: list[Position] = field(default_factory=list)
    members: set[tuple[int, int, int]] = field(default_factory=set)


def kept_for(discrepancies: Iterable[Discrepancy]) -> dict[int, Kept]:
    """What is stored of each, in two queries for all of them."""
    kept = {discrepancy.pk: Kept() for discrepancy in discrepancies}
    for position in Position.objects.filter(discrepancy__in=list(kept)).order_by("discrepancy", "index"):
        kept[position.discrepancy_id].positions.append(position)
    members = Member.objects.filter(discrepancy__in=list(kept)).order_by()
    for pk, *member in members.values_list("discrepancy_id", "citation_id", "first", "last"):
        citation, first, last = member
        kept[pk].members.add((citation, first, last))
    return kept


def keep_positions(discrepancy: Discrepancy, flag: Flag, kept: Kept) -> bool:
    """Write the positions and members of a flag where they differ from those that are kept; says whether they
    did.
    """
    members = {(member.reading.key, member.first, member.last) for member in flag.members}
    positions = positions_in(discrepancy, flag)
    if members == kept.members and _facts(positions) == _facts(kept.positions):
        return False
    _write_positions(discrepancy, positions, kept.positions)
    _write_members(discrepancy, members, kept.members)
    return True


def _write_positions(discrepancy: Discrepancy, now: Sequence[Position], were: Sequence[Position]) -> None:
    """Write down the positions that are not as they were, each by its place."""
    known = {position.index: position for position in were}
    moved, new = [], []
    for position in now:
        was = known.pop(position.index, None)
        if was is None:
            new.append(position)
        elif _facts([position]) != _facts([was]):
            position.pk = was.pk
            moved.append(position)
    for first in range(0, len(gone := list(known.values())), BATCH):
        pks = [position.pk for position in gone[first : first + BATCH]]
        discrepancy.positions.filter(pk__in=pks).delete()
    Position.objects.bulk_update(moved, FACTS, batch_size=BATCH // 20)
    Position.objects.bulk_create(new, batch_size=BATCH)


def _write_members(
    discrepancy: Discrepancy, now: Collection[tuple[int, int, int]], were: Collection[tuple[int, int, int]]
) -> None:
    """Write down the members that do not stand where they stood."""
    changed = sorted({key for key, _first, _last in set(were) - set(now)})
    for first in range(0, len(changed), BATCH):
        discrepancy.members.filter(citation__in=changed[first : first + BATCH]).delete()
    Member.objects.bulk_create(
        [
            Member(discrepancy=discrepancy, citation_id=key, first=first, last=last)
            for key, first, last in sorted(set(now) - set(were))
        ],
        batch_size=BATCH,
    )


def describe(discrepancy: Discrepancy, flag: Flag) -> bool:
    """Write down what the flag says; returns whether anything is new."""
    example = flag.members[0].reading
    facts: dict[str, object] = {
        "scope_words": example.scope_words,
        "severity": flag.severity.value,
        "severity_order": flag.severity.order,
        "is_rounding": flag.is_rounding,
        "highest_id": flag.worst.highest.key if flag.worst else None,
        "lowest_id": flag.worst.lowest.key if flag.worst else None,
        "position_count": len(flag.positions),
        "member_count": len(flag.members),
        "origin_count": count_origins(member.reading.origins for member in flag.members),
        "period_first": date.fromordinal(flag.period[0]) if flag.period else None,
        "period_last": date.fromordinal(flag.period[1]) if flag.period else None,
        "period_words": _period_words(flag),
    }
    before = {name: getattr(discrepancy, name) for name in facts}
    for name, value in facts.items():
        setattr(discrepancy, name, value)
    return before != facts


def period_key(period: tuple[int, int] | None) -> str:
    if period is None:
        return ""
    first, last = (date.fromordinal(day).isoformat() for day in period)
    return f"{first}/{last}"


def _period_words(flag: Flag) -> str:
    if flag.period is None:
        return ""
    for member in flag.members:
        if (member.reading.first_day, member.reading.last_day) == flag.period:
            return member.reading.as_of_words
    return period_key(flag.period)


def _facts(positions: Iterable[Position]) -> list[tuple[object, ...]]:
    return [(p.index, *(getattr(p, name) for name in FACTS)) for p in positions]


def positions_in(discrepancy: Discrepancy, flag: Flag) -> list[Position]:
    """The positions of a flag, in words and with their support; not yet written down."""
    origin_counts = _support(flag, lambda member: member.reading.origins)
    source_counts = _support(flag, lambda member: (member.reading.source,))
    ending_here: dict[int, list[FlagMember]] = defaultdict(list)
    for member in flag.members:
        ending_here[member.last].append(member)
    return [
        Position(
            discrepancy=discrepancy,
            index=index,
            low=_value(position.answer),
            low_side=position.answer.side if position.answer else 0,
            high=_value(position.high),
            high_side=position.high.side if position.high else 0,
            figure=words_of_position(ending_here[index]),
            origin_count=origin_counts[index],
            source_count=source_counts[index],
        )
        for index, position in enumerate(flag.positions)
    ]


def _support(flag: Flag, supporters: Callable[[FlagMember], Iterable[object]]) -> list[int]:
    """How many different supporters stand in each position. One sweep over the runs, because a wide figure
    stands in many positions and writing each of them out would cost members times positions.
    """
    arriving: dict[int, list[object]] = defaultdict(list)
    leaving: dict[int, list[object]] = defaultdict(list)
    for member in flag.members:
        arriving[member.first].extend(supporters(member))
        leaving[member.last + 1].extend(supporters(member))
    present: Counter[object] = Counter()
    counts = []
    for index in range(len(flag.positions)):
        present.update(arriving[index])
        for supporter in leaving[index]:
            present[supporter] -= 1
            if not present[supporter]:
                del present[supporter]
        counts.append(len(present))
    return counts


def _value(edge: Edge | None) -> Decimal | None:
    return edge.value if edge is not None and edge.is_finite else None


def words_of_position(members: Sequence[FlagMember]) -> str:
    """A position in words: of the figures that stand in it and in none after it, one that stands nowhere
    else, then the one that most origins give.
    """
    by_words: dict[str, list[FlagMember]] = defaultdict(list)
    for member in members:
        by_words[_say(member.reading)].append(member)

    def weight(entry: tuple[str, list[FlagMember]]) -> tuple[bool, int, int]:
        said = entry[1]
        stands_here_only = any(member.first == member.last for member in said)
        origins = count_origins(member.reading.origins for member in said)
        return stands_here_only, origins, -min(member.reading.key for member in said)

    return max(by_words.items(), key=weight)[0][:500]


def _say(reading: Reading) -> str:
    return say_stated(reading.stated) if reading.stated else " ".join(reading.figure.split())
