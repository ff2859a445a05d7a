"""Our reading of what a source says, beside its words."""

from __future__ import annotations

from factcheck.core.figures import say_quantity
from factcheck.core.readings import DATE_UNIT, Reading, read_cited_figure
from factcheck.models import Citation, Claim, Desk


def reading_of(citation: Citation, claim: Claim, desk: Desk) -> Reading:
    """A citation as it is compared on the terms of its claim. Asks the database nothing."""
    return read_cited_figure(citation.as_cited_figure({}), claim.terms(desk))


def in_words(reading: Reading) -> str:
    """The interval that the figure is read as; empty where it was not read, or where words and dates are."""
    quantity = reading.quantity
    return say_quantity(quantity) if quantity is not None and quantity.unit != DATE_UNIT else ""
