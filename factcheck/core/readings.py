"""How one citation is read on the terms of its claim: the interval, the time and the scope that are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.dates import DateError, Period, read_period
from factcheck.core.hedges import EmptyReadingError, Hedge, Stated, reading_of
from factcheck.core.quantities import Edge, Quantity
from factcheck.core.units import unit_for
from factcheck.core.words import fold, fold_key

DATE_UNIT = "day"
"""The unit of an answer that is a date: whole days, counted from the first of January of the year 1."""


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """What a citation says, as it is kept: the words, and what the grammar made of them.

    `stated` is None where the figure was not read. `as_of` and `published` are dates as typed. `source` is
    the key of the source, and `origins` names who first gave the figure: the attribution, or the roots of the source.
    `key` tells citations apart and sorts. Where the publication is withheld, it is compared and never said.
    """

    key: int
    figure: str
    stated: Stated | None = None
    as_of: str = ""
    published: str = ""
    scope: str = ""
    source: int = 0
    origins: frozenset[str] = frozenset()
    is_publication_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A citation as it is compared.

    `quantity` is in the unit that the words state; `low` and `high` are its ends on the scale shared by all units
    of `dimension`, and `stated_low` and `stated_high` the ends as stated on that same scale, from which severity is
    taken. `period` is None where no period is stated; `stands_in` says that the publication date was used for it, and
    `is_period_withheld` that this date is not to be shown.
    """

    key: int
    figure: str
    stated: Stated | None
    quantity: Quantity | None
    text: str
    dimension: str
    low: Edge
    high: Edge
    stated_low: Decimal
    stated_high: Decimal
    period: Period | None
    stands_in: bool
    scope: str
    scope_words: str
    as_of_words: str
    source: int
    origins: frozenset[str]
    is_period_withheld: bool = False

    @property
    def is_read(self) -> bool:
        return self.quantity is not None or bool(self.text)

    @property
    def is_vague(self) -> bool:
        return self.stated is not None and self.stated.hedge is Hedge.VAGUE

    @property
    def first_day(self) -> int:
        return self.period.start.toordinal() if self.period else 1

    @property
    def last_day(self) -> int:
        return self.period.end.toordinal() if self.period else 1


_ZERO = Decimal(0)
_NOWHERE = Edge(_ZERO)


def read_cited_figure(cited: CitedFigure, terms: Terms) -> Reading:
    """Read a citation on the terms of its claim. Never raises: what cannot be read has no quantity and no text."""
    is_withheld = cited.is_publication_withheld
    period, stands_in = period_of(cited.as_of, cited.published, terms.lives, is_withheld=is_withheld)
    blank = Reading(
        cited.key,
        cited.figure,
        cited.stated,
        None,
        "",
        "",
        _NOWHERE,
        _NOWHERE,
        _ZERO,
        _ZERO,
        period,
        stands_in,
        fold_key(cited.scope) if cited.scope else "",
        cited.scope.strip(),
        period.words if period else _words_of(cited.as_of),
        cited.source,
        cited.origins,
        stands_in and is_withheld,
    )
    match terms.answer_kind:
        case AnswerKind.TEXT:
            return replace(blank, text=fold(cited.figure))
        case AnswerKind.DATE:
            return _read_date(blank)
        case AnswerKind.QUANTITY:
            return _read_quantity(blank, terms)


def _read_date(blank: Reading) -> Reading:
    try:
        answer = read_period(blank.figure)
    except DateError:
        answer = None
    if answer is None:
        return blank
    first = None if answer.first is None else Decimal(answer.first.toordinal())
    last = None if answer.last is None else Decimal(answer.last.toordinal())
    quantity = Quantity.between(first, last, DATE_UNIT)
    return replace(
        blank,
        quantity=quantity,
        dimension=DATE_UNIT,
        low=quantity.low,
        high=quantity.high,
        stated_low=first or _ZERO,
        stated_high=last or _ZERO,
    )


def _read_quantity(blank: Reading, terms: Terms) -> Reading:
    stated = blank.stated
    if stated is None:
        return blank
    unit = unit_for(stated.unit or terms.unit)
    if stated.unit != unit.symbol:
        stated = replace(stated, unit=unit.symbol)
    try:
        quantity = reading_of(stated, tolerance=terms.tolerance, floor=unit.has_floor)
    except EmptyReadingError:
        return blank
    # Written out, because `replace` takes longer than all else here together.
    return Reading(
        blank.key,
        blank.figure,
        stated,
        quantity,
        "",
        unit.dimension,
        quantity.low,
        quantity.high,
        _end(stated.low, quantity.low),
        _end(stated.high, quantity.high),
        blank.period,
        blank.stands_in,
        blank.scope,
        blank.scope_words,
        blank.as_of_words,
        blank.source,
        blank.origins,
        blank.is_period_withheld,
    )


def _end(stated: Decimal | None, edge: Edge) -> Decimal:
    if stated is not None:
        return stated
    return edge.value if edge.is_finite else Decimal(0)


@lru_cache(maxsize=20_000)
def period_of(
    as_of: str, published: str, lives: Lives, *, is_withheld: bool = False
) -> tuple[Period | None, bool]:
    """The period for which a figure holds, and whether the publication date stands in for a part of it.

    On claims that move in time (level, running) the publication date of the source stands in for an as-of that is
    missing, and an open end stops there: "since 2016" is 2016 up to publication. On claims with an answer per
    period it never does, and an open period is none. Where the date is withheld the words do not tell it.
    """
    stated = _period_or_none(as_of)
    if lives is Lives.PERIOD:
        return (stated if stated and stated.is_closed else None), False
    if lives is Lives.FIXED:
        return stated, False
    publication = _period_or_none(published)
    if publication is None:
        return stated, False
    if not as_of.strip():
        words = "the day of its publication" if is_withheld else f"{publication.words}, when it was published"
        return replace(publication, words=words), True
    if stated and stated.last is None and publication.end >= stated.start:
        until = "up to its publication" if is_withheld else f"up to its publication in {publication.words}"
        words = f"{stated.words}, {until}"
        return replace(stated, last=publication.last, words=words), True
    return stated, False


def _words_of(as_of: str) -> str:
    """A time that is not compared, in words: a period without an end where one is needed, or no dates at all."""
    stated = _period_or_none(as_of)
    return stated.words if stated else as_of.strip()


def _period_or_none(text: str) -> Period | None:
    try:
        return read_period(text)
    except DateError:
        return None


def on_one_scale(readings: Iterable[Reading]) -> list[Reading]:
    """Put figures of one dimension on one scale: their own where all share a unit, the base unit where they differ."""
    found = list(readings)
    units = {reading.quantity.unit for reading in found if reading.quantity}
    if len(units) < 2:
        return found
    return [_in_base_unit(reading) for reading in found]


def _in_base_unit(reading: Reading) -> Reading:
    assert reading.quantity is not None
    unit = unit_for(reading.quantity.unit)
    return replace(
        reading,
        low=Edge(unit.to_base(reading.low.value), reading.low.side),
        high=Edge(unit.to_base(reading.high.value), reading.high.side),
        stated_low=unit.to_base(reading.stated_low),
        stated_high=unit.to_base(reading.stated_high),
    )
