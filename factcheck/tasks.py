"""What is done in the background: the entry points of `manage.py db_worker`. They only call services."""

from __future__ import annotations

from django_tasks import task

MESSAGES, READING, FILES = "messages", "reading", "files"
"""The queues. A worker serves each in a thread of its own; what names none is served with the files."""


@task(queue_name=READING)
def read_document(pk: int) -> None:
    """Read the text of a document that was received."""
    from factcheck.services.intake.reading import read_document as read

    read(pk)


@task(queue_name=FILES)
def check_import(pk: int, turn: int) -> None:
    """Check a file of citations that was received."""
    from factcheck.services.importing.previewing import check_import as check

    check(pk, turn)


@task(queue_name=FILES)
def write_import(pk: int, turn: int) -> None:
    """Import a file of citations that was checked."""
    from factcheck.services.importing.committing import write_import as write

    write(pk, turn)


@task(queue_name=FILES)
def undo_import(pk: int) -> None:
    """Undo an import as a whole."""
    from factcheck.services.importing.undoing import carry_out_undoing

    carry_out_undoing(pk)


@task(queue_name=MESSAGES)
def send_webhook(pk: int) -> None:
    """Send a message to an address that wants to hear of answers."""
    from factcheck.services.webhooks.sending import send

    send(pk)


@task()
def reconcile_everything(pk: int, turn: int) -> None:
    """Compare every claim again."""
    from factcheck.services.everything import carry_out_reconciling

    carry_out_reconciling(pk, turn)
