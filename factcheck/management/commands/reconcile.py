"""manage.py reconcile: compare everything again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from factcheck.models import Claim
from factcheck.services.reconciling import reconcile_all


class Command(BaseCommand):
    help = "Compare all citations again and bring the discrepancies into line. Prints what changed."

    def handle(self, *_args: Any, **options: Any) -> None:
        total, changed = Claim.objects.count(), 0
        for done, changes in reconcile_all(by=None):
            for sentence in changes.sentences:
                self.stdout.write(str(sentence))
            changed += len(changes.sentences)
            if options["verbosity"] > 1 or done < total:
                self.stderr.write(f"{done:,} of {total:,} claims compared")
        self.stdout.write(f"{total:,} claims compared, {changed:,} changes")
