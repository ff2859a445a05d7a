"""manage.py find_figures: the figures in a text, for people or as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.figures import Figure, find_figures, say_quantity, say_stated
from factcheck.core.hedges import EmptyReadingError, reading_of
from factcheck.core.quantities import Edge
from factcheck.core.units import unit_for
from factcheck.management.json_lines import json_lines

TOLERANCE = Decimal("0.05")


class Command(BaseCommand):
    help = "Print the figures in texts: a table of each file, or with --jsonl one line of JSON for each line read."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="text files; with --jsonl, none to read standard input"
        )
        parser.add_argument(
            "--jsonl", action="store_true", help='read {"id", "text"} and write {"id", "figures"} lines'
        )
        parser.add_argument("--language", default="", help="the language of the texts, such as de")
        parser.add_argument("--published", default=None, help="when they were published, such as 2018-01-20")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jsonl"]:
            self._lines(options)
            return
        if not options["files"]:
            raise CommandError("Name a file to read, or give --jsonl.")
        for path in options["files"]:
            self._table(path, options)

    def _lines(self, options: dict[str, Any]) -> None:
        for row in json_lines(_input_lines(options["files"]), ("id", "text")):
            found = find_figures(
                str(row["text"]),
                published=row.get("published", options["published"]),
                language=row.get("language", options["language"]),
            )
            answer = {"id": row["id"], "figures": [as_json(figure) for figure in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _table(self, path: Path, options: dict[str, Any]) -> None:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        self.stdout.write(_columns(("figure", "read as", "unit", "as of", "what is counted")))
        for figure in find_figures(text, published=options["published"], language=options["language"]):
            row = (figure.text, say_stated(figure.stated), figure.stated.unit, figure.as_of, figure.subject)
            self.stdout.write(_columns(row))


def _columns(cells: Iterable[str]) -> str:
    return "  ".join(f"{' '.join(cell.split()):28}" for cell in cells).rstrip()


def _input_lines(files: list[Path]) -> Iterator[str]:
    """The lines of the files, or of standard input, one at a time."""
    if not files:
        yield from (line for line in sys.stdin if line.strip())
    for path in files:
        with path.open(encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())


def as_json(figure: Figure) -> dict[str, Any]:
    stated = figure.stated
    answer = {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "low": _number(stated.low),
        "high": _number(stated.high),
        "hedge": stated.hedge.value,
        "unit": stated.unit,
        "unit_kind": figure.unit_kind.value,
        "reading": _reading(figure),
        "as_of": figure.as_of,
        "subject": figure.subject,
    }
    if figure.doubt is not None:
        answer["doubt"] = str(figure.doubt)
    return answer


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _reading(figure: Figure) -> dict[str, Any] | None:
    """The interval after the tolerance, with its open ends; None where the words leave no number."""
    try:
        quantity = reading_of(
            figure.stated, tolerance=TOLERANCE, floor=unit_for(figure.stated.unit).has_floor
        )
    except EmptyReadingError:
        return None
    return {
        "low": _end(quantity.low),
        "high": _end(quantity.high),
        "low_open": not quantity.low.closed,
        "high_open": not quantity.high.closed,
        "words": say_quantity(quantity),
    }


def _end(edge: Edge) -> str | None:
    return _number(edge.value) if edge.is_finite else None
