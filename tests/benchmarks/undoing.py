"""How long an import takes to be undone, and whether the database is as it was, row for row.

    uv run python -m tests.benchmarks.undoing FILE

Imports the file into the empty desk that FACTCHECK_VAR or DATABASE_URL names, and undoes it; then does the same on a
desk that holds every tenth row already with another figure, grade and title, all of which the import amends.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

EVERY = 10
OTHER = {"source_title": "Another title", "reliability": "A", "publisher": "somebody else"}


def earlier_file(path: Path, folder: Path) -> Path:
    """Every tenth row, as if the desk had recorded it otherwise before."""
    earlier = folder / "earlier.csv"
    with (
        path.open(encoding="utf-8", newline="") as given,
        earlier.open("w", encoding="utf-8", newline="") as file,
    ):
        rows = csv.DictReader(given)
        writer = csv.DictWriter(file, list(rows.fieldnames or ()))
        writer.writeheader()
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                writer.writerow(row | OTHER | {"figure": f"about {row['figure']}"})
    return earlier


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from factcheck.models import Claim, Import
    from factcheck.services.importing import import_citations
    from factcheck.services.importing.undoing import undo_import
    from tests.services.dumping import differences, dump

    path = Path(sys.argv[1])
    call_command("migrate", verbosity=0)
    if Claim.objects.exists():
        sys.exit("This desk is not empty.")

    def there_and_back(where: str) -> None:
        before = dump()
        begin = time.perf_counter()
        report = import_citations(path=path, by=None)
        imported = time.perf_counter()
        changed = len(differences(before, dump()))
        again = time.perf_counter()
        undo_import(run=Import.objects.get(pk=report.number), by=None)
        undone = time.perf_counter() - again
        left = differences(before, dump())
        print(  # noqa: T201
            f"{where}: {report.added:,} added and {report.changed:,} amended in {imported - begin:.1f} s, in {changed} "
            f"tables; undone in {undone:.1f} s; {left or 'every row as it was'}"
        )

    there_and_back("an empty desk")
    with TemporaryDirectory() as folder:
        import_citations(path=earlier_file(path, Path(folder)), by=None)
    there_and_back("a desk that holds every tenth row otherwise")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    main()
