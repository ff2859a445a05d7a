"""manage.py bring_sources FILE: record the sources of a bibliography."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.core.sentences import RuleError
from factcheck.extraction.bibliographies.reading import MAX_BYTES
from factcheck.models import Person
from factcheck.services.bringing.sources import bring_sources


class Command(BaseCommand):
    help = "Bring in the sources of a bibliography: CSL-JSON, BibTeX or RIS, told by its content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="LOG-IN", help="the person in whose name they are recorded")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            by = Person.objects.get(username=options["by"]) if options["by"] else None
            with path.open("rb") as file:
                brought = bring_sources(content=file.read(MAX_BYTES + 1), by=by)
        except Person.DoesNotExist:
            raise CommandError(f"Nobody here has the log-in {options['by']}.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except RuleError as error:
            raise CommandError(str(error.sentence)) from error
        for entry in brought.refused:
            named = f" ({entry.key})" if entry.key else ""
            self.stderr.write(f"left out, line {entry.line}{named}: {entry.problem}")
        self.stdout.write(
            f"{brought.entries:,} entries: {brought.added:,} sources added, {brought.completed:,} completed, "
            f"{brought.left:,} left as they were, {len(brought.refused):,} left out"
        )
