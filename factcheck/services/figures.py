"""Reading a printed figure on the terms of its claim, and saying how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.claims import AnswerKind, Terms
from factcheck.core.dates import DateError, read_period
from factcheck.core.decimals import FigureTooLargeError
from factcheck.core.figures import Unread, read_figure, say_quantity
from factcheck.core.hedges import EmptyReadingError, Stated, reading_of
from factcheck.core.quantities import Quantity
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import unit_for
from factcheck.models.citations import Citation

MAX_UNIT = 200


@dataclass(frozen=True, slots=True)
class FigureReading:
    """How a figure is read: what it states, the interval after the tolerance, and both in words.

    `unread_because` is a sentence where it is kept as words; then there is neither statement nor interval.
    Answers in words and dates have no statement either, and are read all the same.
    """

    is_read: bool
    stated: Stated | None
    quantity: Quantity | None
    words: str
    unread_because: Sentence | None


def read_for_terms(figure: str, terms: Terms) -> FigureReading:
    """Read a figure as the claim's terms ask for it. Never raises."""
    figure = figure.strip()
    match terms.answer_kind:
        case AnswerKind.TEXT:
            return FigureReading(True, None, None, figure, None)
        case AnswerKind.DATE:
            return _read_date(figure)
        case AnswerKind.QUANTITY:
            return _read_quantity(figure, terms)


def _unread(sentence: Sentence) -> FigureReading:
    return FigureReading(False, None, None, "", sentence)


def _read_date(figure: str) -> FigureReading:
    try:
        period = read_period(figure)
    except DateError as error:
        return _unread(error.sentence)
    if period is None:
        return _unread(Sentence(_("“%(figure)s” names no date that can be placed."), {"figure": figure}))
    return FigureReading(True, None, None, period.words, None)


def _read_quantity(figure: str, terms: Terms) -> FigureReading:
    found = read_figure(figure, unit=terms.unit)
    if isinstance(found, Unread):
        return _unread(found.reason)
    stated = found.stated
    unit = unit_for(stated.unit or terms.unit)
    if len(unit.symbol) > MAX_UNIT:
        return _unread(Sentence(_("What is counted is not clear from the words.")))
    try:
        quantity = reading_of(stated, tolerance=terms.tolerance, floor=unit.has_floor)
    except (EmptyReadingError, FigureTooLargeError) as error:
        return _unread(error.sentence)
    return FigureReading(True, stated, quantity, say_quantity(quantity), None)


def keep_reading(citation: Citation, terms: Terms) -> None:
    """Put the reading of the citation's figure beside its words; the caller saves it."""
    reading = read_for_terms(citation.figure, terms)
    stated = reading.stated
    citation.is_read = reading.is_read
    citation.unread_because = str(reading.unread_because or "")[:1_000]
    citation.hedge = stated.hedge.value if stated else ""
    citation.stated_low = _kept(stated.low) if stated else None
    citation.stated_high = _kept(stated.high) if stated else None
    citation.low_hedge = stated.low_hedge.value if stated else ""
    citation.high_hedge = stated.high_hedge.value if stated else ""
    citation.unit = stated.unit if stated else ""


def _kept(value: Decimal | None) -> Decimal | None:
    """The value in the digits in which it is kept, so that what was just read equals what comes back."""
    return None if value is None else Decimal(format(value, "f"))
