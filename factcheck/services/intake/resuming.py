"""The reading of a document that was stopped, failed or was killed: what becomes of it, and how it is done again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from factcheck.models import Document, DocumentState, Person
from factcheck.models.documents import MAX_PROBLEM
from factcheck.services.background.subjects import Subject
from factcheck.services.intake.reading import read_again

_UNREAD = (DocumentState.WAITING.value, DocumentState.READING.value)


def subjects(keys: Collection[int]) -> Mapping[int, Subject]:
    """The documents by their keys; one query."""
    found = Document.objects.filter(pk__in=keys).defer("text").select_related("received_by")
    return {one.pk: Subject(str(one), one.get_absolute_url(), one.received_by) for one in found}


def resume(args: Sequence[int], *, was_killed: bool) -> list[int] | None:
    """Let it wait again. What killed its reader is counted, so that no document kills readers for ever."""
    counted = {} if was_killed else {"attempts": F("attempts") - 1}
    reading = Document.objects.filter(pk=args[0], state=DocumentState.READING.value)
    waiting = Document.objects.filter(pk=args[0], state=DocumentState.WAITING.value)
    put_back = reading.update(state=DocumentState.WAITING.value, heard_of_at=timezone.now(), **counted)
    return list(args) if put_back or waiting.exists() else None


def end(args: Sequence[int], *, problem: str) -> None:
    """Leave it unread, with its file: its page says why, and offers to read it again."""
    Document.objects.filter(pk=args[0], state__in=_UNREAD).update(
        state=DocumentState.WAITING.value, problem=problem[:MAX_PROBLEM]
    )


def again(args: Sequence[int], *, by: Person | None) -> bool:  # noqa: ARG001 -- who may is asked by the caller
    return read_again(Document.objects.get(pk=args[0]))
