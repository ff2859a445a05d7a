"""manage.py import_citations FILE: record what a file says."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.core.sentences import RuleError
from factcheck.models import Person
from factcheck.services.importing import BadRowsError, Report, import_citations


class Command(BaseCommand):
    help = "Import citations from a CSV or XLSX file in the product's format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--skip-bad", action="store_true", help="leave bad rows out and save the others")
        parser.add_argument("--by", metavar="LOG-IN", help="the person in whose name it is recorded")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            by = Person.objects.get(username=options["by"]) if options["by"] else None
            report = import_citations(path=options["file"], by=by, skip_bad=options["skip_bad"])
        except Person.DoesNotExist:
            raise CommandError(f"Nobody here has the log-in {options['by']}.") from None
        except BadRowsError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"{error.sentence} Mend the file, or leave the bad rows out with --skip-bad."
            ) from error
        except RuleError as error:
            raise CommandError(str(error.sentence)) from error
        self._tell(report)

    def _tell(self, report: Report) -> None:
        for problem in report.problems:
            self.stderr.write(f"left out, {problem}")
        for column in report.unknown_columns:
            self.stderr.write(f"unknown column, not imported: {column}")
        self.stdout.write(
            f"{report.rows:,} rows: {report.added:,} citations added, {report.changed:,} changed, "
            f"{report.left:,} left as they were, {report.skipped:,} left out"
        )
        self.stdout.write(
            f"claims: {report.claims_added:,} added, {report.claims_changed:,} changed · "
            f"sources: {report.sources_added:,} added, {report.sources_changed:,} changed"
        )
        self.stdout.write(f"number of this import: {report.number}")
        for sentence in report.flags[:SHOWN]:
            self.stdout.write(f"  {sentence}")
        if len(report.flags) > SHOWN:
            self.stdout.write(f"  and {len(report.flags) - SHOWN:,} more changes of discrepancies")
        sys.stdout.flush()


SHOWN = 50
