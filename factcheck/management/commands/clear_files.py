"""manage.py clear_files: files that nobody refers to are taken away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from factcheck.services.files import clear_files


class Command(BaseCommand):
    help = "Take files away from the storage that no document refers to and that are older than a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            count = clear_files()
        except OSError as error:
            raise CommandError(f"The storage of files cannot be reached: {error}") from error
        self.stdout.write(
            ngettext("%(count)s file was taken away.", "%(count)s files were taken away.", count)
            % {"count": count}
        )
