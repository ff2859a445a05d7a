"""manage.py undo_import NUMBER: take an import back as a whole."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from factcheck.core.sentences import RuleError
from factcheck.models import Import, Person
from factcheck.models.speech import spoken
from factcheck.services.importing.undoing import undo_import


class Command(BaseCommand):
    help = "Undo an import as a whole: what it added goes, what it changed is as it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, help="the number of the import, as import_citations printed it"
        )
        parser.add_argument("--by", metavar="LOG-IN", help="the person in whose name it is undone")

    def handle(self, *_args: Any, **options: Any) -> None:
        run = Import.objects.filter(pk=options["number"]).first()
        if run is None:
            raise CommandError(_("There is no import %(number)s.") % {"number": options["number"]})
        try:
            by = Person.objects.get(username=options["by"]) if options["by"] else None
            undo_import(run=run, by=by)
        except Person.DoesNotExist:
            raise CommandError(f"Nobody here has the log-in {options['by']}.") from None
        except RuleError as error:
            raise CommandError(spoken(error.sentence)) from error
        self.stdout.write(_("Undone: %(name)s, with all that it brought in.") % {"name": run.name})
