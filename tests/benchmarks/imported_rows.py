"""Files of made-up citations of every kind, sound or with bad cells; the same ones every time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.questions import EVERY_HUNDRED, Dice

BAD_EVERY = 33
BAD = (
    ("credibility", "9"),
    ("figure", ""),
    ("figure", "1" * 501),
    ("locator", "p" * 201),
    ("as_of", "x" * 101),
)
QUOTE = "Officials at {place} said that it was {figure}, according to records which the office has kept since then."
PLACES = ("Ansan", "Busan", "Chongjin", "Dandong", "Hoeryong", "Musan", "Paju", "Rason", "Sinuiju", "Yanji")


def rows_of(dice: Dice) -> Iterator[dict[str, str]]:
    """Citations without end, on claims of every kind, two to six on each."""
    index = 0
    while True:
        question, place = EVERY_HUNDRED[index * 37 % 100], PLACES[index % len(PLACES)]
        for number, figure in enumerate(question.say(dice, dice.randint(20, 900_000), dice.randint(2, 6))):
            source = index // 100 * 10 + (index * 7 + number) % 10
            yield {
                "citation_ref": f"claim-{index}-{number}",
                "claim_ref": f"claim-{index}",
                "question": question.ask.format(place=place, index=index),
                "answer_kind": question.answer_kind,
                "unit": question.unit,
                "lives": question.lives,
                "source_ref": f"source-{source}",
                "source_title": f"Reports from {PLACES[source % 10]}, number {source}",
                "publisher": f"The {PLACES[source % 10]} Courier",
                "author": f"Reporter {source % 90}",
                "kind": "report",
                "published": f"{2005 + source % 20}-{1 + source % 12:02d}",
                "reliability": "ABCDEF"[source % 6],
                "figure": figure.figure,
                "quote": QUOTE.format(figure=figure.figure, place=place),
                "locator": f"line {dice.randint(1, 90)}",
                "as_of": figure.as_of,
                "scope": figure.scope,
                "credibility": dice.choice(("", "1", "2", "3", "4", "5", "6")),
            }
        index += 1


def write_bad(path: Path, rows: list[dict[str, str]]) -> set[tuple[int, str]]:
    """The same rows with some bad cells; which, by line and column."""
    expected: set[tuple[int, str]] = set()
    spoilt = list(rows)
    for number in range(0, len(rows), BAD_EVERY):
        column, cell = BAD[number // BAD_EVERY % len(BAD)]
        expected.add((number + 2, column))
        spoilt[number] = rows[number] | {column: cell}
    write(path, spoilt)
    return expected


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    rows = iter(rows)
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
