"""manage.py db_worker: do what waits in the background."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.management.working import LANES, Working
from factcheck.services.background.taking import Lane


class Command(BaseCommand):
    help = (
        "Do what waits in the background: read documents, check, write and undo imports, send messages. Run as many as "
        "you like, on as many machines. SIGTERM ends it: what it has in hand is given back at its next step."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--queue-name",
            default="*",
            help="the queues to serve, separated by commas; all of them if not given",
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between two looks at a queue"
        )
        parser.add_argument("--batch", action="store_true", help="end when nothing waits any more")
        parser.add_argument("--worker-id", default="", help="a name of its own; one is made up if not given")

    def handle(self, *_args: Any, **options: Any) -> None:
        queues = frozenset(options["queue_name"].split(","))
        lanes = LANES if "*" in queues else (Lane(queues, all_but=False),)
        working = Working(lanes, interval=options["interval"], name=options["worker_id"])
        working.end_on_signals()
        working.run(until_done=options["batch"])
