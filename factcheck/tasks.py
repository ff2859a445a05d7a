"""What is done in the background: the entry points of `manage.py db_worker`. They only call services."""

from __future__ import annotations

from django_tasks import task


@task()
def read_document(pk: int) -> None:
    """Read the text of a document that was received."""
    from factcheck.services.intake.reading import read_document as read

    read(pk)
