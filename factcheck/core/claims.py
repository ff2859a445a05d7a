"""What a claim says about its own answer: of what kind it is, and how it lives in time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class AnswerKind(StrEnum):
    """What answers the question: a figure, a date or words."""

    QUANTITY = "quantity"
    DATE = "date"
    TEXT = "text"


class Lives(StrEnum):
    """How the answer to a claim lives in time.

    `fixed`: one answer for ever. `period`: an answer per period. `level`: moves freely. `running`: a total that
    never falls.
    """

    FIXED = "fixed"
    PERIOD = "period"
    LEVEL = "level"
    RUNNING = "running"


DEFAULT_TOLERANCE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the citations of a claim are compared.

    `tolerance` is what "about" allows on either side, as a share of the figure, between 0 and 1.
    """

    answer_kind: AnswerKind
    lives: Lives
    unit: str = ""
    tolerance: Decimal = DEFAULT_TOLERANCE
