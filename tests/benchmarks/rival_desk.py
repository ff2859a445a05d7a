"""A desk that holds the figures of the generator of rival figures, from the tables in a folder.

Written by plain inserts, with the readings that the grammar gives for such words.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import django

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
BATCH = 2_000
UNITS = {
    "persons": "person",
    "%": "percent",
    "t CO2e": "t",
    "cases": "case",
    "deaths": "death",
    "years": "year",
}


def make_desk(folder: Path) -> None:
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        _write(_sources(folder))
        tolerances: dict[str, tuple[Decimal, str]] = {}
        _write(_claims(folder, tolerances))
        _write(_citations(folder, tolerances))


def _write(records: Iterable[Any]) -> None:
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _sources(folder: Path) -> Iterator[Any]:
    from factcheck.models import Source

    for row in _rows(folder / "source.csv"):
        yield Source(
            pk=int(row["id"]), ref=f"source-{row['id']}", title=row["title"], url=row["url"], recorded_at=AT
        )


def _claims(folder: Path, tolerances: dict[str, tuple[Decimal, str]]) -> Iterator[Any]:
    from factcheck.models import Claim

    for row in _rows(folder / "measure.csv"):
        unit = UNITS.get(row["unit"], row["unit"])
        tolerances[row["id"]] = Decimal(row["tolerance"]).quantize(Decimal("1e-12")), unit
        yield Claim(
            pk=int(row["id"]),
            ref=f"claim-{row['id']}",
            question=row["name"],
            unit=unit,
            lives="level",
            recorded_at=AT,
        )


def _citations(folder: Path, tolerances: dict[str, tuple[Decimal, str]]) -> Iterator[Any]:
    from factcheck.models import Citation

    for row in _rows(folder / "claim.csv"):
        tolerance, unit = tolerances[row["measure_id"]]
        low, high = Decimal(row["low"]) - tolerance, Decimal(row["high"])
        yield Citation(
            pk=int(row["id"]),
            ref=f"citation-{row['id']}",
            claim_id=int(row["measure_id"]),
            source_id=int(row["source_id"]),
            figure=f"between {low:f} and {high:f}",
            quote=row["statement"],
            as_of=_as_of(row["as_of_start"], row["as_of_end"]),
            is_read=True,
            hedge="range",
            stated_low=low,
            stated_high=high,
            low_hedge="exact",
            high_hedge="exact",
            unit=unit,
            recorded_at=AT,
        )


def _as_of(first: str, last: str) -> str:
    if first == last:
        return first
    after = date.fromisoformat(last) + timedelta(days=1)
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    assert after.day == 1
    return f"{first[:7]}/{last[:7]}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    make_desk(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
