"""Receiving what somebody is about to bring in, so that they can look at what it would do first."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Bringing, BringingKind, Person
from factcheck.models.bringing import KEPT_FOR, MAX_ADDRESS, MAX_NAME
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import InvalidInputError


@transaction.atomic
def receive_bringing(
    *, kind: BringingKind, content: bytes, by: Person, name: str = "", address: str = ""
) -> Bringing:
    """Keep a file until whoever sent it brings it in. Files that wait for longer than a week are forgotten.

    Raises NotPermittedError, and InvalidInputError for an empty file. Whether it can be read is found out by whoever
    shows what it would do.
    """
    require(by, Act.RECORD)
    if not content.strip():
        raise InvalidInputError(_("There is nothing in it: the file or text is empty."), field="content")
    Bringing.objects.filter(received_at__lt=timezone.now() - KEPT_FOR).delete()
    bringing = Bringing(
        kind=kind.value,
        content=content,
        name=clean_text(name, "name")[-MAX_NAME:],
        address=clean_text(address, "address")[:MAX_ADDRESS],
        received_by=by,
    )
    check(bringing)
    bringing.save()
    return bringing
