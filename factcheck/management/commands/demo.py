"""manage.py demo: a desk with a real case, ready to try."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from factcheck.core.roles import Role
from factcheck.models import Claim, Discrepancy, Person
from factcheck.services.importing import import_citations
from factcheck.services.people import add_person

CASE = Path(__file__).resolve().parents[2] / "demo" / "north_korea.csv"
FIRST_PORT = 8000


class Command(BaseCommand):
    help = (
        "Set up a desk with a real case and five log-ins, and serve it. What was done there before is kept."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="start over; asks before anything is thrown away"
        )
        parser.add_argument("--no-input", action="store_true", help="with --fresh: do not ask")
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument("--port", type=int, help="a port of your choice instead of a free one")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["fresh"]:
            self._start_over(ask=not options["no_input"])
        call_command("migrate", verbosity=0)
        self._load_case()
        self._add_people()
        if not options["no_serve"]:
            call_command("collectstatic", interactive=False, verbosity=0)
            self._serve(options["port"] or _free_port())

    def _start_over(self, *, ask: bool) -> None:
        if ask:
            try:
                answer = input(
                    "This throws away every claim, source and decision of this desk. Type “yes” to go on: "
                )
            except EOFError:  # nobody is there to answer
                answer = ""
            if answer.strip().lower() not in {"yes", "“yes”"}:
                raise CommandError("Nothing was changed.")
        call_command("migrate", "factcheck", "zero", verbosity=0)

    def _load_case(self) -> None:
        if Claim.objects.exists():
            self.stdout.write(f"The desk holds {Claim.objects.count()} claims; they are kept as they are.")
            return
        report = import_citations(path=CASE, by=None)
        live = Discrepancy.objects.live().count()
        self.stdout.write(
            f"Loaded a case of {report.claims_added} claims, {report.sources_added} sources and "
            f"{report.added} citations; {live} discrepancies wait for you."
        )

    def _add_people(self) -> None:
        self.stdout.write("\nLog-ins (name and password):")
        for role in Role:
            password = f"{role.value}-demo"
            if not Person.objects.filter(username=role.value).exists():
                add_person(
                    username=role.value,
                    password=password,
                    roles=[role],
                    by=None,
                    first_name=role.value.title(),
                    email=f"{role.value}@desk.example",
                )
            self.stdout.write(f"  {role.value:15} {password}")

    def _serve(self, port: int) -> None:
        from factcheck.management.serving import serve

        if "SITE_URL" not in os.environ:  # the links in mails lead to where the demo is served
            settings.SITE_URL = f"http://127.0.0.1:{port}"
        if "FETCH_ADDRESSES" not in os.environ:  # whoever tries the desk tries that too
            settings.FETCH_ADDRESSES = True
        self.stdout.write(f"\nOpen http://127.0.0.1:{port}/ — stop with Ctrl+C.")
        sys.stdout.flush()
        connection.close()
        serve(port)


def _free_port() -> int:
    """The usual port where nobody listens on it, else one that the system gives."""
    for port in (FIRST_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise CommandError("There is no free port on this machine.")
