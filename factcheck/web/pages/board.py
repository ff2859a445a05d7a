"""The board of the whole desk: numbers, each of which is the way to exactly the rows that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from factcheck.models.board import Age, count_board, live_by_severity_and_age

NUMBERS = {
    "overdue": ("discrepancies", "due=overdue", ngettext_lazy("is overdue", "are overdue", "count")),
    "soon": (
        "discrepancies",
        "due=soon",
        ngettext_lazy("is due within 3 days", "are due within 3 days", "count"),
    ),
    "unassigned": (
        "discrepancies",
        "assigned=nobody",
        ngettext_lazy("is assigned to nobody", "are assigned to nobody", "count"),
    ),
    "on_hold": ("discrepancies", "state=held", ngettext_lazy("is on hold", "are on hold", "count")),
    "proposed": (
        "discrepancies",
        "state=proposed",
        ngettext_lazy("waits for approval", "wait for approval", "count"),
    ),
    "one_origin": (
        "claims",
        "rests=one",
        ngettext_lazy("claim rests on one origin", "claims rest on one origin", "count"),
    ),
    "graded": (
        "claims",
        "rests=graded",
        ngettext_lazy(
            "claim rests only on sources graded D to F", "claims rest only on sources graded D to F", "count"
        ),
    ),
    "unread": (
        "claims",
        "rests=unread",
        ngettext_lazy("claim has a figure that is unread", "claims have figures that are unread", "count"),
    ),
    "review": (
        "claims",
        "state=review",
        ngettext_lazy("answer is past its review date", "answers are past their review dates", "count"),
    ),
    "verified": (
        "verified",
        "",
        ngettext_lazy("claim is verified", "claims are verified", "count"),
    ),
}
"""For each number of the board: the list, the filter, and what is said after the number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the board and the address of the rows that it counts."""

    count: int
    address: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """The live discrepancies of one severity: the cell of each age, and them all."""

    severity: str
    name: str
    cells: list[Number]
    total: Number


@dataclass(frozen=True, slots=True)
class Board:
    ages: list[str]
    rows: list[BoardRow]
    all_of_age: list[Number]
    live: Number
    discrepancies: list[Number]
    claims: list[Number]
    one_origin: Number


def board() -> Board:
    """The board as it is now: two queries."""
    counts = count_board()
    numbers = {name: _number(name, counts[name]) for name in NUMBERS}
    counted = live_by_severity_and_age()
    rows = [
        BoardRow(
            row.severity,
            row.name,
            [
                Number(count, _address("discrepancies", f"severity={row.severity}&age={age.value}"))
                for age, count in row.by_age.items()
            ],
            Number(row.total, _address("discrepancies", f"severity={row.severity}")),
        )
        for row in counted
    ]
    of_claims = ("one_origin", "graded", "unread", "review", "verified")
    return Board(
        ages=[str(age.label) for age in Age],
        rows=rows,
        all_of_age=[
            Number(sum(row.by_age[age] for row in counted), _address("discrepancies", f"age={age.value}"))
            for age in Age
        ],
        live=Number(counts["live"], _address("discrepancies", "")),
        discrepancies=[number for name, number in numbers.items() if name not in of_claims],
        claims=[numbers[name] for name in of_claims],
        one_origin=numbers["one_origin"],
    )


def _number(name: str, count: int) -> Number:
    shown, query, words = NUMBERS[name]
    return Number(count, _address(shown, query), str(words % {"count": count}))


def _address(shown: str, query: str) -> str:
    return f"{reverse(shown)}?{query}" if query else reverse(shown)
