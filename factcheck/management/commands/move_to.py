"""manage.py move_to: copy the desk into another database, and prove the copy."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from factcheck.management.progress import Bar
from factcheck.models.speech import spoken
from factcheck.services.moving.errors import NotMovedError
from factcheck.services.moving.moving import Moved, move_desk


class Command(BaseCommand):
    help = "Copy the whole desk into another, empty database, and compare both table by table."
    # The command says itself what is missing, and in words.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "address", help="as in DATABASE_URL: sqlite:////folder/desk.sqlite3 or postgres://…"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        bar = Bar(self.stderr)
        try:
            moved = move_desk(to=options["address"], by=None, hearing=bar)
        except NotMovedError as error:
            raise CommandError(spoken(error.sentence)) from error
        finally:
            bar.ends()
        self._say(moved)
        if moved.differing:
            raise CommandError(
                _("Not moved: these tables are not the same there, so nothing was kept: %(tables)s.")
                % {"tables": ", ".join(moved.differing)}
            )
        self.stdout.write(
            _(
                "Moved: every row is there, and says the same. Set DATABASE_URL to the other database to work in it."
            )
        )

    def _say(self, moved: Moved) -> None:
        for one in moved.tables:
            here, there = (
                f"{one.here.rows:,} {one.here.text[:16]}",
                f"{one.there.rows:,} {one.there.text[:16]}",
            )
            same = "=" if one.is_the_same else "≠"
            self.stdout.write(f"{one.table:<42} {here:>30} {same} {there}")
        self.stdout.write(_("Seal here:  %(seal)s") % {"seal": moved.seal_here})
        self.stdout.write(_("Seal there: %(seal)s") % {"seal": moved.seal_there})
