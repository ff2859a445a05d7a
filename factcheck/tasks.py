"""What is done in the background: the entry points of `manage.py db_worker`. They only call services."""

from __future__ import annotations

from django_tasks import task


@task()
def read_document(pk: int) -> None:
    """Read the text of a document that was received."""
    from factcheck.services.intake.reading import read_document as read

    read(pk)


@task()
def undo_import(pk: int) -> None:
    """Undo an import as a whole."""
    from factcheck.services.importing.undoing import carry_out_undoing

    carry_out_undoing(pk)
