"""manage.py reopen_due: open again every answer whose review date has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from factcheck.services.reopening import reopen_answers_due


class Command(BaseCommand):
    help = "Open again every answer whose review date has come; meant to run once a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        opened = 0
        for claim in reopen_answers_due(today=timezone.localdate(), by=None):
            opened += 1
            self.stdout.write(f"{claim.ref}: {claim.question}")
        said = ngettext("%(count)s answer opened again.", "%(count)s answers opened again.", opened)
        self.stdout.write(said % {"count": opened})
