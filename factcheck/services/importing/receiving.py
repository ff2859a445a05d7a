"""Receiving a file of citations: what is kept of it, how it is laid out, and which of its columns are which."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from factcheck.core.column_names import LEFT_OUT, guess_columns
from factcheck.core.file_format import COLUMNS
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import, ImportFile, ImportState, Person
from factcheck.models.imports import MAX_NAME
from factcheck.services.checking import clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.importing.encodings import ENCODINGS, QUOTES, SEPARATORS
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.recognising import Column, columns_in, recognise
from factcheck.services.importing.remembering import remember, remembered
from factcheck.services.importing.workbooks import sheet_names

MEGABYTE = 1024 * 1024


@transaction.atomic
def receive_import(*, name: str, content: bytes, by: Person | None) -> Import:
    """Keep a file of citations as it came, recognise how it is laid out, and match its columns as files of the same
    names were matched before, or by their names. Nothing is recorded.

    Raises NotPermittedError, InvalidInputError for what is too large, and UnreadableFileError for what is no table.
    """
    require(by, Act.RECORD)
    if len(content) > settings.MAX_DOCUMENT_BYTES:
        raise InvalidInputError(
            _("This is larger than the %(most)s MB that are taken in. Split the file."),
            field="file",
            most=settings.MAX_DOCUMENT_BYTES // MEGABYTE,
        )
    name = clean_text(name, "file")[-MAX_NAME:] or str(_("table"))
    file = GivenFile.of(name, content)
    media_type, layout = recognise(file, content)
    run = Import(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        received_by=by,
    )
    _lay_out(run, layout)
    run.columns = matched(columns_in(file, layout))
    run.save()
    ImportFile.objects.create(belongs_to=run, content=content)
    return run


def matched(columns: Sequence[Column]) -> dict[str, str]:
    """What each column is taken for: as remembered, else by its name and cells."""
    labels = [column.label for column in columns]
    samples = {column.label: column.samples for column in columns}
    return remembered(labels) or guess_columns(labels, samples)


def file_of(run: Import) -> GivenFile:
    """The file of an import. Raises ChangedMeanwhileError where it was discarded."""
    kept = ImportFile.objects.filter(belongs_to=run).first()
    if kept is None:
        raise ChangedMeanwhileError(_("The file of this import is not kept. Add it again."))
    return GivenFile.of(run.name, bytes(kept.content))


def layout_of(run: Import) -> Layout:
    """How the file of an import is read."""
    return Layout(
        encoding=run.encoding,
        separator=run.separator,
        quote=run.quote,
        sheet=run.sheet,
        columns=run.columns or None,
    )


@transaction.atomic
def lay_out_import(*, run: Import, layout: Layout, by: Person | None) -> Import:
    """Read a file by another encoding, separator, quotation mark or sheet, and match its columns anew.

    Raises NotPermittedError, ChangedMeanwhileError, and UnreadableFileError where it cannot be read like that; then
    it stays as it was.
    """
    require(by, Act.RECORD)
    run = waiting_to_be_matched(run)
    if run.encoding and (
        layout.encoding not in ENCODINGS or layout.separator not in SEPARATORS or layout.quote not in QUOTES
    ):
        raise InvalidInputError(
            _("There is no such encoding, separator or quotation mark."), field="encoding"
        )
    file = file_of(run)
    if not run.encoding:
        if layout.sheet not in sheet_names(file):
            raise InvalidInputError(_("The workbook has no such sheet."), field="sheet")
        layout = replace(layout, encoding="", separator="", quote="")
    columns = columns_in(file, layout)
    _lay_out(run, layout)
    run.columns = matched(columns)
    run.save()
    return run


@transaction.atomic
def match_columns(*, run: Import, columns: Mapping[str, str], by: Person | None) -> Import:
    """Say what each column of the file is; "" leaves it out. The next file with the same columns is matched so.

    Raises NotPermittedError, ChangedMeanwhileError, and InvalidInputError where a column is named twice or one is
    missing without which no row can be recorded.
    """
    require(by, Act.RECORD)
    run = waiting_to_be_matched(run)
    chosen = {label: columns.get(label, LEFT_OUT) for label in run.columns}
    require_usable(chosen.values())
    run.columns = chosen
    run.save(update_fields=["columns"])
    remember(chosen, by)
    return run


def require_usable(columns: Collection[str]) -> None:
    """Raises InvalidInputError where no row could be recorded of these columns, or one is there twice."""
    for column in columns:
        if column != LEFT_OUT and (column not in COLUMNS or list(columns).count(column) > 1):
            raise InvalidInputError(
                _("Two columns are taken for %(column)s. Leave one of them out."),
                field="columns",
                column=column,
            )
    if "figure" not in columns:
        raise InvalidInputError(_("Say which column holds the figure."), field="columns")
    if "claim_ref" not in columns and "question" not in columns:
        raise InvalidInputError(
            _("Say which column holds the question, or the reference of the claim."), field="columns"
        )
    if not {"source_ref", "source_title", "url"} & set(columns):
        raise InvalidInputError(
            _("Say which column holds the title of the source, or its reference."), field="columns"
        )


def waiting_to_be_matched(run: Import) -> Import:
    """The import as it is now, held, while its columns are being matched. Raises ChangedMeanwhileError."""
    held = Import.objects.select_for_update().get(pk=run.pk)
    if held.state != ImportState.RECEIVED:
        raise ChangedMeanwhileError(
            _("Not changed: this import is %(state)s."), state=held.get_state_display()
        )
    return held


def _lay_out(run: Import, layout: Layout) -> None:
    run.encoding, run.separator, run.quote = layout.encoding, layout.separator, layout.quote
    run.sheet = layout.sheet
