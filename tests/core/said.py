"""Citations for the tests of the core, written as a source would say them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.comparison import Comparison, compare
from factcheck.core.discrepancies import Flag, flags_of
from factcheck.core.figures import Unread, read_figure
from factcheck.core.readings import CitedFigure, Reading, read_cited_figure


def terms(lives: str = "fixed", *, kind: str = "quantity", unit: str = "", tolerance: str = "0.05") -> Terms:
    return Terms(AnswerKind(kind), Lives(lives), unit, Decimal(tolerance))


def said(figure: str, as_of: str = "", *, key: int = 1, unit: str = "", **rest: object) -> CitedFigure:
    """A citation whose figure is read as the product reads it."""
    read = read_figure(figure, unit=unit)
    stated = None if isinstance(read, Unread) else read.stated
    return CitedFigure(key=key, figure=figure, stated=stated, as_of=as_of, **rest)  # type: ignore[arg-type]


def citations(rows: Sequence[str | tuple[str, ...]], unit: str = "") -> list[CitedFigure]:
    """Rows of (figure, as-of, publication date, scope), each a citation of its own."""
    found = []
    for key, row in enumerate(rows, start=1):
        figure, as_of, published, scope = (*((row,) if isinstance(row, str) else row), "", "", "")[:4]
        found.append(said(figure, as_of, key=key, unit=unit, published=published, scope=scope, source=key))
    return found


def readings(rows: Sequence[str | tuple[str, ...]], on: Terms) -> list[Reading]:
    return [read_cited_figure(cited, on) for cited in citations(rows, on.unit)]


def flags(rows: Sequence[str | tuple[str, ...]], on: Terms) -> list[Flag]:
    return flags_of(citations(rows, on.unit), on)


def compared(one: str | tuple[str, ...], other: str | tuple[str, ...], on: Terms) -> Comparison:
    """How two citations stand to each other; that the order does not matter is checked in passing."""
    first, second = readings([one, other], on)
    comparison = compare(first, second, on)
    back = compare(second, first, on)
    assert (comparison.relation, comparison.rule, str(comparison.reason)) == (
        back.relation,
        back.rule,
        str(back.reason),
    )
    return comparison
