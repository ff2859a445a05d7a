"""Importing a file in the product's own format without a look at it first, as the command line does."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.models import Import, ImportFile, ImportState, Person
from factcheck.models.imports import MAX_NAME
from factcheck.services.checking import require
from factcheck.services.importing.files import opened
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.problems import Report
from factcheck.services.importing.recognising import CSV, XLSX
from factcheck.services.importing.tally import counts_of
from factcheck.services.importing.whole import Beside, write_whole
from factcheck.services.importing.writing import Writer

_PIECE = 2**20


def import_citations(*, path: Path, by: Person | None, skip_bad: bool = False) -> Report:
    """Import a CSV or XLSX file in the product's format.

    A row whose reference is known amends that citation; a row without one is added unless the same row is
    recorded already. Raises UnreadableFileError where the file is no such table, and BadRowsError, with every
    problem by line and column, where a row is bad: then nothing of the file is saved. With `skip_bad` the bad
    rows are left out and the rest is saved. What is imported stands in the list of imports.
    """
    require(by, Act.RECORD)
    file = GivenFile.at(path)
    run = _described(file, by)
    run.skip_bad = skip_bad

    def begin() -> Import:
        run.pk = None
        run.save(force_insert=True)
        if run.size <= settings.MAX_DOCUMENT_BYTES:
            ImportFile.objects.create(belongs_to=run, content=path.read_bytes())
        return run

    def end(report: Report, _writer: Writer) -> None:
        run.state, run.imported_at = ImportState.IMPORTED.value, timezone.now()
        run.rows = run.rows_done = report.rows
        run.counts = counts_of(report)
        run.save()

    return write_whole(file, Layout(), by=by, skip_bad=skip_bad, beside=Beside(begin=begin, end=end))


def _described(file: GivenFile, by: Person | None) -> Import:
    digest, size, begins_with = hashlib.sha256(), 0, b""
    with opened(file) as binary:
        while piece := binary.read(_PIECE):
            begins_with = begins_with or piece[:4]
            digest.update(piece)
            size += len(piece)
    return Import(
        name=file.name[-MAX_NAME:],
        sha256=digest.hexdigest(),
        size=size,
        media_type=XLSX if begins_with.startswith(b"PK") else CSV,
        received_by=by,
        imported_by=by,
    )
