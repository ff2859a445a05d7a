"""The rules of comparison once more, slowly: every pair looked at, written from the words of the specification.

A citation is a plain `Said` here, and an end of an interval is a pair (number, side): side +1 is just above the
number, −1 just below it, 0 the number itself. Nothing is taken from the code under test but its enumerations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

from factcheck.core.hedges import Hedge, Stated

INFINITE = Fraction(10**40)
End = tuple[Fraction, int]


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[int, int]:
    return date(*first).toordinal(), date(*last).toordinal()


FOREVER = date.max.toordinal()
AS_OF: dict[str, tuple[int, int] | None] = {
    "2016": days((2016, 1, 1), (2016, 12, 31)),
    "2016-06": days((2016, 6, 1), (2016, 6, 30)),
    "2016-06-15": days((2016, 6, 15), (2016, 6, 15)),
    "2016~": days((2016, 1, 1), (2016, 12, 31)),
    "2016/2018": days((2016, 1, 1), (2018, 12, 31)),
    "2017": days((2017, 1, 1), (2017, 12, 31)),
    "2018-01": days((2018, 1, 1), (2018, 1, 31)),
    "2016-07/..": (date(2016, 7, 1).toordinal(), FOREVER),
    "../2016-06": (1, date(2016, 6, 30).toordinal()),
    "an average year": None,
    "": None,
}
PUBLISHED: dict[str, tuple[int, int] | None] = {"": None, "2017": AS_OF["2017"], "2018-01": AS_OF["2018-01"]}
OPEN = {"2016-07/..", "../2016-06"}


@dataclass(frozen=True)
class Said:
    key: int
    stated: Stated
    as_of: str
    published: str
    scope: str


def time_of(one: Said, lives: str) -> tuple[int, int] | None:
    """The days for which a figure holds; None is no period stated."""
    if lives == "fixed":
        return 1, FOREVER
    stated = AS_OF[one.as_of]
    if lives == "period":
        return None if one.as_of in OPEN else stated
    publication = PUBLISHED[one.published]
    if one.as_of == "":
        return publication
    if one.as_of == "2016-07/.." and stated and publication:
        return stated[0], publication[1]
    return stated


def interval(stated: Stated, a: Fraction, *, floor: bool) -> tuple[End, End] | None:
    """The table of hedges; None is an empty reading."""
    x = Fraction(stated.low if stated.low is not None else stated.high or 0)
    y = Fraction(stated.high if stated.high is not None else x)
    wide, below = a * abs(x), (Fraction(0), 0) if floor and y >= 0 else (-INFINITE, 0)
    above = (INFINITE, 0)
    table: dict[Hedge, tuple[End, End]] = {
        Hedge.EXACT: ((x, 0), (x, 0)),
        Hedge.ABOUT: ((x - wide, 0), (x + wide, 0)),
        Hedge.NEARLY: ((x - wide, 0), (x, -1)),
        Hedge.JUST_OVER: ((x, 1), (x + wide, 0)),
        Hedge.UNDER: (below, (x, -1)),
        Hedge.AT_MOST: (below, (x, 0)),
        Hedge.OVER: ((x, 1), above),
        Hedge.AT_LEAST: ((x, 0), above),
        Hedge.RANGE: ((x, 0), (y, 0)),
        Hedge.VAGUE: ((x, 0), (y, -1)),
    }
    low, high = table[stated.hedge]
    return (low, high) if low <= high else None


@dataclass(frozen=True)
class Held:
    """A read citation: its interval, its stated ends and the days for which it holds."""

    said: Said
    low: End
    high: End
    first: int
    last: int

    @property
    def stated_low(self) -> Fraction:
        return self.low[0] if self.said.stated.low is None else Fraction(self.said.stated.low)

    @property
    def stated_high(self) -> Fraction:
        return self.high[0] if self.said.stated.high is None else Fraction(self.said.stated.high)

    @property
    def span(self) -> tuple[int, int]:
        return self.first, self.last

    @property
    def is_vague(self) -> bool:
        return self.said.stated.hedge is Hedge.VAGUE


def held(citations: list[Said], lives: str, a: Fraction, *, floor: bool) -> list[Held]:
    found = []
    for one in citations:
        ends, time = interval(one.stated, a, floor=floor), time_of(one, lives)
        if ends and time:
            found.append(Held(one, *ends, *time))
    return found


def apart(one: Held, other: Held) -> bool:
    return one.low > other.high or other.low > one.high


def together(one: Held, other: Held, lives: str) -> bool:
    if lives == "period":
        return one.span == other.span
    return one.first <= other.last and other.first <= one.last


def rival_pairs(group: list[Held], lives: str) -> list[tuple[Held, Held]]:
    return [
        (one, other)
        for one in group
        for other in group
        if one.said.key < other.said.key and together(one, other, lives) and apart(one, other)
    ]


def falling_pairs(group: list[Held]) -> list[tuple[Held, Held]]:
    return [(a, b) for a, b in product(group, group) if a.last < b.first and a.low > b.high]


def part_pairs(group: list[Held], span: tuple[int, int]) -> list[tuple[Held, Held]]:
    return [
        (part, whole)
        for part, whole in product(group, group)
        if whole.span == span != part.span
        and span[0] <= part.first
        and part.last <= span[1]
        and part.low > whole.high
    ]


def rounds(one: Held, other: Held) -> bool:
    """Both exact or about, less than a tenth apart, one the other rounded half up to its own digits."""
    if {one.said.stated.hedge, other.said.stated.hedge} - {Hedge.EXACT, Hedge.ABOUT}:
        return False
    x, y = one.said.stated.low, other.said.stated.low
    assert x is not None
    assert y is not None
    if x == 0 or y == 0 or (x < 0) != (y < 0) or max(abs(x), abs(y)) * 10 >= min(abs(x), abs(y)) * 11:
        return False
    return _rounded_like(x, y) == y or _rounded_like(y, x) == x


def _rounded_like(fine: Decimal, coarse: Decimal) -> Decimal:
    """The fine figure with as many significant digits as the coarse one has."""
    text = str(abs(coarse))
    count = len(text.replace(".", "").lstrip("0") if "." in text else text.rstrip("0"))
    place = len(str(int(abs(fine)))) if abs(fine) >= 1 else fine.adjusted() + 1
    unit = Decimal(10) ** (place - count)
    return (fine / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit


def ratio(greatest_low: Fraction, least_high: Fraction) -> Fraction:
    if greatest_low == least_high:
        return Fraction(1)
    if greatest_low * least_high <= 0:
        return INFINITE
    big, small = sorted((abs(greatest_low), abs(least_high)), reverse=True)
    return big / small


def grade(worst: Fraction | None) -> str:
    if worst is None or worst < Fraction("1.05"):
        return "minor"
    return "moderate" if worst < Fraction("1.5") else "major"


def worst_at(above: list[Held], below: list[Held]) -> Fraction | None:
    """At one instant: the stated end behind the greatest low over the one behind the least high."""
    if not above or not below:
        return None
    low, high = max(one.low for one in above), min(one.high for one in below)
    if low <= high:
        return None
    return max(
        ratio(one.stated_low, other.stated_high)
        for one, other in product(above, below)
        if one.low == low and other.high == high
    )


def graver(*ratios: Fraction | None) -> Fraction | None:
    return max((one for one in ratios if one is not None), default=None)


def worst_value(group: list[Held]) -> Fraction | None:
    found = None
    for day in {one.first for one in group}:
        holding = [one for one in group if one.first <= day <= one.last]
        found = graver(found, worst_at(holding, holding))
    return found


def worst_fall(group: list[Held]) -> Fraction | None:
    found = None
    for later in group:
        found = graver(found, worst_at([one for one in group if one.last < later.first], [later]))
    return found


def worst_part(group: list[Held], span: tuple[int, int]) -> Fraction | None:
    wholes = [one for one in group if one.span == span]
    inside = [one for one in group if span[0] <= one.first and one.last <= span[1] and one.span != span]
    return worst_at(inside, wholes)
