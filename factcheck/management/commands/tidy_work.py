"""manage.py tidy_work: take up what killed workers left behind, and clear away what was done long ago."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from factcheck.services.background.workers import KEPT_FOR, prune, tidy


class Command(BaseCommand):
    help = (
        "Put back what killed workers left behind, queue messages that were forgotten, and throw away the records of "
        "tasks that ended long ago. Workers do so by themselves; this is for a timer where none may be running."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=KEPT_FOR.days, help="for how many days ended tasks are kept"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        tidied = tidy()
        pruned = tidied.pruned + prune(now_less=timedelta(days=options["days"]))
        self.stdout.write(
            _("%(taken_up)s taken up, %(queued)s messages queued, %(pruned)s records thrown away")
            % {"taken_up": tidied.taken_up, "queued": tidied.queued, "pruned": pruned}
        )
