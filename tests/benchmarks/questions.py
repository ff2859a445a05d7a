"""The questions of a made-up desk, and what its sources say on each: alike, or apart in every way that is flagged."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Dice = random.Random


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source gives: the figure, and when and for whom it holds."""

    figure: str
    as_of: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of claim, how often it comes up in a hundred, and what its sources say of a number."""

    weight: int
    ask: str
    say: Callable[[Dice, int, int], list[Figure]]
    unit: str = "person"
    lives: str = "fixed"
    answer_kind: str = "quantity"


def _alike(dice: Dice, number: int, count: int) -> list[Figure]:
    return [Figure(dice.choice((f"{number:,}", f"about {number:,}"))) for _one in range(count)]


def _apart(share: float) -> Callable[[Dice, int, int], list[Figure]]:
    """The last source gives another figure than the others, by a share of it."""

    def say(dice: Dice, number: int, count: int) -> list[Figure]:
        rival = number + max(1, round(number * share))
        return [*(Figure(f"{number:,}") for _one in range(count - 1)), Figure(f"{rival:,}")]

    return say


def _spread(dice: Dice, number: int, count: int) -> list[Figure]:
    return [Figure(f"between {number:,} and {number * 4:,}"), *_alike(dice, number * 2, count - 1)]


def _level(dice: Dice, number: int, count: int) -> list[Figure]:
    return [Figure(f"about {number + year:,}", str(2010 + year % 15)) for year in range(count)]


def _falling(dice: Dice, number: int, count: int) -> list[Figure]:
    rising = [Figure(f"{number + year:,}", str(2010 + year)) for year in range(count - 1)]
    return [*rising, Figure(f"{number // 2:,}", "2024")]


def _part(dice: Dice, number: int, count: int) -> list[Figure]:
    return [
        Figure(f"{number * 2:,}", "2019-06"),
        *(Figure(f"{number:,}", "2019") for _one in range(count - 1)),
    ]


def _words(dice: Dice, number: int, count: int) -> list[Figure]:
    said = dice.choice((["Yes"], ["Yes"], ["Yes", "No"]))
    return [Figure(said[index % len(said)]) for index in range(count)]


def _dates(dice: Dice, number: int, count: int) -> list[Figure]:
    year = 1900 + number % 120
    said = dice.choice(([year], [year], [year, year + 3]))
    return [Figure(str(said[index % len(said)])) for index in range(count)]


def _unread(dice: Dice, number: int, count: int) -> list[Figure]:
    return [Figure("maybe one"), *_alike(dice, number, count - 1)]


def _scoped(dice: Dice, number: int, count: int) -> list[Figure]:
    return [
        Figure(f"{number * (1 + index % 2):,}", "", ("", "women only")[index % 2]) for index in range(count)
    ]


QUESTIONS = [
    Question(44, "How many people crossed at {place} in the years of post {index}?", _alike),
    Question(12, "What did a crossing at {place} cost through broker {index}?", _level, "USD", "level"),
    Question(8, "How many boats landed at {place} in wave {index}?", _scoped, "boat"),
    Question(4, "How many people did camp {index} of {place} hold?", _apart(0.01)),
    Question(5, "How many people died at {place} in winter {index}?", _apart(0.3)),
    Question(4, "How many families left {place} after flood {index}?", _apart(1.5), "family"),
    Question(3, "How many people starved around {place} in famine {index}?", _spread),
    Question(4, "How many people has {place} taken in since treaty {index}?", _falling, lives="running"),
    Question(3, "How many people arrived at {place} each year on route {index}?", _part, lives="period"),
    Question(5, "Did {place} keep to agreement {index}?", _words, unit="", answer_kind="text"),
    Question(4, "When was fence {index} of {place} built?", _dates, unit="", answer_kind="date"),
    Question(4, "How many ships did {place} send in convoy {index}?", _unread, "ship"),
]

EVERY_HUNDRED = [question for question in QUESTIONS for _one in range(question.weight)]
MANY_CITATIONS = 50
MANY = {0: QUESTIONS[0], 1: QUESTIONS[4]}
"""Claims with very many citations: one on which they agree, one on which they do not."""
DISPUTED_WITH_MANY = "claim-1"
AGREED_WITH_MANY = "claim-0"
