"""A case file with the texts that it cites, as the measures of the reader take it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from factcheck.core.dates import read_period
from factcheck.core.figures import Figure, Unread, read_figure
from factcheck.core.reading import FoundFigure, found_in
from factcheck.core.units import unit_for
from factcheck.core.words import fold

ARTICLES = Path(__file__).parent / "articles"
SHARED = Path(__file__).parent.parent.parent.parent / "shared"

Row = Mapping[str, str]


@dataclass(slots=True)
class Case:
    """The rows of a case file and the texts of its sources."""

    rows: list[Row]
    texts: dict[str, str]
    half: str = ""

    @classmethod
    def at(cls, folder: Path) -> Case:
        (table,) = [*folder.glob("casefile/*.csv"), *folder.glob("*.csv")]
        with table.open(encoding="utf-8") as file:
            rows: list[Row] = list(csv.DictReader(file))
        place = folder / "articles" if (folder / "articles").is_dir() else folder
        sources = {row["source_ref"] for row in rows}
        texts = {ref: (place / f"{ref}.txt").read_text(encoding="utf-8") for ref in sources}
        return cls(rows, texts)

    @property
    def quantities(self) -> list[Row]:
        """The rows to measure: the claims and quotes of the other half are there all the same."""
        return [
            row
            for row in self.rows
            if row["answer_kind"] == "quantity" and row["source_ref"].startswith(self.half)
        ]

    def published(self, source: str) -> str:
        return next(row["published"] for row in self.rows if row["source_ref"] == source)

    def found(self) -> dict[str, list[FoundFigure]]:
        """The figures of each text."""
        return {
            ref: found_in(text, published=self.published(ref), language="en")
            for ref, text in sorted(self.texts.items())
        }


@dataclass(slots=True)
class Tally:
    """How many of how many, and the misses in words."""

    name: str
    right: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, row: Row, *, is_right: bool, got: object = "") -> None:
        self.of += 1
        self.right += is_right
        if not is_right:
            self.misses.append(f"{row['citation_ref']} “{row['figure']}”: {got}")

    def __str__(self) -> str:
        return f"{self.name:<72} {self.right:>3} of {self.of}"


def match(row: Row, text: str, found: Sequence[FoundFigure]) -> FoundFigure | None:
    """The figure found in the line of the row, with its reading and in the sentence of its quote."""
    line = int(row["locator"].removeprefix("line "))
    for one in found:
        if (
            text.count("\n", 0, one.start) + 1 == line
            and is_same_figure(row, one)
            and is_in_sentence(row, one)
        ):
            return one
    return None


def is_same_figure(row: Row, one: FoundFigure) -> bool:
    wanted = read_figure(row["figure"], unit=row["unit"])
    if isinstance(wanted, Unread) or one.unread:
        return (
            isinstance(wanted, Unread) and one.unread is not None and fold(one.words) == fold(row["figure"])
        )
    got = read_figure(one.words, unit=row["unit"])
    return isinstance(got, Figure) and got.stated == wanted.stated


def is_in_sentence(row: Row, one: FoundFigure) -> bool:
    return fold(row["quote"]) in fold(one.sentence_text)


def is_same_time(wanted: str, got: str) -> bool:
    """The same words, or the same first and last day."""
    if fold(wanted) == fold(got):
        return True
    one, other = read_period(wanted), read_period(got)
    return one is not None and other is not None and one.bounds == other.bounds


def is_same_name(wanted: str, got: str) -> bool:
    """The same name as far as a person would say: one within the other, but for endings and small words."""
    return bool(got) and fuzz.token_set_ratio(wanted, got, processor=default_process) >= 88


def is_same_unit(one: str, other: str) -> bool:
    return unit_for(one).symbol == unit_for(other).symbol
