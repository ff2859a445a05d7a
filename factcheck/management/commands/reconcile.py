"""manage.py reconcile: compare everything again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.sentences import RuleError
from factcheck.models.speech import spoken
from factcheck.services.everything import StoppedError, reconcile_all


class Command(BaseCommand):
    help = "Compare all citations again and bring the discrepancies into line. Prints what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anew",
            action="store_true",
            help="compare also claims whose evidence is what it was when they were compared last",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        run = None
        try:
            for run, changes in reconcile_all(by=None, is_anew=options["anew"]):
                for sentence in changes.sentences:
                    self.stdout.write(str(sentence))
                if options["verbosity"] > 1 or run.claims_done < run.claims:
                    self.stderr.write(f"{run.claims_done:,} of {run.claims:,} claims compared")
        except RuleError as error:
            raise CommandError(spoken(error.sentence)) from error
        except StoppedError:
            raise CommandError("stopped, or taken up elsewhere") from None
        compared, changed = (run.claims_done, run.changes) if run else (0, 0)
        self.stdout.write(f"{compared:,} claims compared, {changed:,} changes")
