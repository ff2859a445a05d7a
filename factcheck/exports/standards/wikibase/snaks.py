"""Values, snaks, statements and references as the data model of Wikibase writes them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from factcheck.core.dates import Period
from factcheck.exports.standards.wikibase.terms import P

Node = dict[str, object]
GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
"""The proleptic Gregorian calendar, in which every date of the desk is given; Wikibase names it so everywhere."""
CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11
NO_UNIT = "1"


def text(term: P, words: str) -> list[Node]:
    """A text in one line, as Wikibase wants it; nothing where there is none."""
    line = " ".join(words.split())
    return [_snak(term, "string", line)] if line else []


def in_language(term: P, words: str, language: str) -> list[Node]:
    line = " ".join(words.split())
    return [_snak(term, "monolingualtext", {"text": line, "language": language})] if line else []


def quantity(term: P, amount: Decimal, unit: str, bounds: tuple[Decimal, Decimal] | None = None) -> Node:
    """An amount with both bounds or with none; the model knows no other."""
    value = {"amount": _number(amount), "unit": unit}
    if bounds is not None:
        value |= {"lowerBound": _number(bounds[0]), "upperBound": _number(bounds[1])}
    return _snak(term, "quantity", value)


def unknown(term: P) -> Node:
    """That there is a value which the statement does not give."""
    return {"snaktype": "somevalue", "property": term.value.ref, "datatype": term.value.datatype}


def none(term: P) -> Node:
    """That there is no value."""
    return {"snaktype": "novalue", "property": term.value.ref, "datatype": term.value.datatype}


def time(term: P, period: Period) -> Node | None:
    """A day, month, year, decade or century with its precision; None for any other period."""
    precision = _precision(period)
    if precision is None:
        return None
    day = period.start
    month = f"{day.month:02}" if precision >= MONTH else "00"
    whole = f"{day.day:02}" if precision == DAY else "00"
    return _time(term, f"{day.year:04}-{month}-{whole}", precision)


def on_day(term: P, day: date) -> Node:
    return _time(term, day.isoformat(), DAY)


def statement(
    main: Node, *, rank: str = "normal", qualifiers: Iterable[Node] = (), references: Iterable[Node] = ()
) -> Node:
    """A statement without an identifier: the Wikibase that takes it in gives it one."""
    grouped = _by_property(qualifiers)
    return {
        "mainsnak": main,
        "type": "statement",
        "rank": rank,
        **({"qualifiers": grouped, "qualifiers-order": list(grouped)} if grouped else {}),
        "references": list(references),
    }


def reference(snaks: Iterable[Node]) -> Node:
    grouped = _by_property(snaks)
    return {"snaks": grouped, "snaks-order": list(grouped)}


def _by_property(snaks: Iterable[Node]) -> dict[str, list[Node]]:
    grouped: dict[str, list[Node]] = {}
    for snak in snaks:
        grouped.setdefault(str(snak["property"]), []).append(snak)
    return grouped


def _snak(term: P, kind: str, value: object) -> Node:
    return {
        "snaktype": "value",
        "property": term.value.ref,
        "datatype": term.value.datatype,
        "datavalue": {"value": value, "type": kind},
    }


def _number(amount: Decimal) -> str:
    digits = format(abs(amount), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"-{digits}" if amount < 0 else f"+{digits}"


def _time(term: P, day: str, precision: int) -> Node:
    value = {
        "time": f"+{day}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": GREGORIAN,
    }
    return _snak(term, "time", value)


def _precision(period: Period) -> int | None:
    first, last = period.first, period.last
    if first is None or last is None:
        return None
    spans = {
        DAY: first,
        MONTH: _last_of_month(first),
        YEAR: date(first.year, 12, 31),
        DECADE: _last_of_years(first, 10),
        CENTURY: _last_of_years(first, 100),
    }
    begins = {DAY: True, MONTH: first.day == 1}
    at_new_year = (first.month, first.day) == (1, 1)
    begins |= {
        YEAR: at_new_year,
        DECADE: at_new_year and first.year % 10 == 0,
        CENTURY: at_new_year and first.year % 100 == 0,
    }
    return next(
        (one for one in (DAY, MONTH, YEAR, DECADE, CENTURY) if begins[one] and spans[one] == last), None
    )


def _last_of_month(day: date) -> date:
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def _last_of_years(first: date, count: int) -> date:
    return date(min(first.year + count - 1, date.max.year), 12, 31)
