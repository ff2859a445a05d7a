"""A figure in a text, and the words that could not be read as one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.figures.mentions import Mention
from factcheck.core.figures.values import Exact, as_decimal, exact
from factcheck.core.hedges import Stated
from factcheck.core.sentences import Sentence
from factcheck.core.units import UnitKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as it stands in a text.

    `start` and `end` are places in the text as given, and `text` is what stands between them. `stated` holds what
    the words state, with their unit settled. `per` is the time or thing that a rate is over ("year"). In prose,
    `as_of` is the period that the text gives for it, as EDTF, `subject` the words that say what is counted, and
    `doubt` a sentence where the figure could be read in a second way.
    """

    start: int
    end: int
    text: str
    stated: Stated
    unit_kind: UnitKind
    per: str = ""
    as_of: str = ""
    subject: str = ""
    doubt: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A figure that cannot be read for certain: its words are kept, and the sentence says why."""

    reason: Sentence


def stated_of(mention: Mention, unit: str) -> Stated:
    """The mention with its values as they are kept; a share is percent where the unit is."""
    factor = 100 if mention.is_share and unit == "percent" and mention.unit != "percent" else 1
    return Stated(
        mention.hedge,
        _kept(mention.low, factor),
        _kept(mention.high, factor),
        unit,
        mention.low_hedge,
        mention.high_hedge,
    )


def _kept(value: Exact | None, factor: int) -> Decimal | None:
    if value is None:
        return None
    return as_decimal(value if factor == 1 else exact(value) * factor)
