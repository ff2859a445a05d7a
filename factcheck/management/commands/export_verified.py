"""manage.py export_verified: a list, with the evidence attached, and its manifest."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from contextlib import suppress
from datetime import datetime
from errno import EISDIR
from os import strerror
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.exports.changes import Since
from factcheck.exports.exporting import Exporting, NotExportedError, export_list, since_export, whole_list
from factcheck.exports.formats import FORMATS_OF
from factcheck.exports.manifests import manifest_beside
from factcheck.filters.exported import FILTERS_OF, exported_query, filtered, in_words
from factcheck.models import Export, ExportedList
from factcheck.models.speech import spoken
from factcheck.models.withholding import shown_to_nobody

FORMAT_NAMES = sorted({name for formats in FORMATS_OF.values() for name in formats})


class Command(BaseCommand):
    help = "Write the list of verified claims, or another list, with the evidence attached."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMAT_NAMES, default="csv")
        parser.add_argument("--list", choices=ExportedList.values, default=ExportedList.VERIFIED.value)
        parser.add_argument(
            "--filter", default="", metavar="QUERY", help="as in the address of the list: q=famine&topic=3"
        )
        parser.add_argument(
            "--since",
            metavar="DATE|NUMBER",
            help="only what changed on the verified list since a day, or since the export of this number",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="a file instead of standard output; FILE.manifest.json is written beside it",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        exporting = _begun(options)
        path: Path | None = options["output"]
        if path is not None:
            _write(exporting, path)
            return
        try:
            for piece in exporting.pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.flush()
        finally:
            exporting.pieces.close()


def _begun(options: dict[str, Any]) -> Exporting:
    listed = ExportedList(options["list"])
    asked = QueryDict(options["filter"])
    with shown_to_nobody():
        found = filtered(listed, asked, whole_list(listed), None)
        unknown = sorted(set(asked) - set(FILTERS_OF[listed].base_filters))
        wrong = sorted(found.form.errors)
        if unknown or wrong:
            raise CommandError(
                _("The list %(list)s cannot be filtered by %(what)s.")
                % {"list": listed.value, "what": ", ".join([*unknown, *wrong])}
            )
        queryset, words = found.qs, in_words(found)
    try:
        return export_list(
            by=None,
            listed=listed,
            file_format=options["format"],
            queryset=queryset,
            query=exported_query(listed, asked),
            words=words,
            since=_since(options["since"]),
        )
    except NotExportedError as error:
        raise CommandError(spoken(error.sentence)) from error


def _since(given: str | None) -> Since | None:
    if given is None:
        return None
    if given.isascii() and given.isdigit() and len(given) < 10:
        return since_export(int(given))
    try:
        said = datetime.fromisoformat(given)
    except ValueError as error:
        raise CommandError(
            _("“%(given)s” is neither a day, such as 2026-03-03, nor the number of an export.")
            % {"given": given}
        ) from error
    return Since(said if timezone.is_aware(said) else timezone.make_aware(said))


def _write(exporting: Exporting, path: Path) -> None:
    """The file is there when it is complete, and its manifest with it."""
    beside = path.with_name(f"{path.name}.manifest.json")
    unfinished = path.with_name(f"{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        with unfinished.open("wb") as file:
            file.writelines(exporting.pieces)
        said = manifest_beside(Export.objects.select_related("made_by").get(pk=exporting.export.pk))
        unfinished.replace(path)
        beside.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise CommandError(
            _("%(path)s cannot be written: %(reason)s.") % {"path": path, "reason": error.strerror}
        ) from error
    finally:
        exporting.pieces.close()
