"""Looking again at the address of a source: whether what stands there is what the desk has."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Document, Person, Received, Snapshot, Source, Visit
from factcheck.services.checking import require
from factcheck.services.errors import InvalidInputError
from factcheck.services.intake.fetching import PUBLIC_WEB, Reach, fetch
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import add_snapshot
from factcheck.services.locking import lock_sources
from factcheck.services.quotes.comparing import StillStanding, still_standing


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """What stood at the address of a source. `snapshot` is the state of the source that it is; `is_new` says that it
    was not known before, and then `quotes` says which quotes still stand in it. Without a snapshot the document is long
    and still being read.
    """

    document: Document
    snapshot: Snapshot | None
    is_new: bool
    quotes: StillStanding | None = None


def fetch_again(*, source: Source, by: Person | None, reach: Reach = PUBLIC_WEB) -> LookedAgain:
    """Fetch the address of a source, and keep what stands there as its newest snapshot where it is not known already.

    That it was looked at is written down either way. Citations keep pointing at the snapshot they were taken from, and
    no quote is moved. Not atomic, because it waits for others: nothing is open while it fetches, and what follows is
    whole or not at all. Raises NotPermittedError, InvalidInputError for a source without an address, and what `fetch`,
    `take_in` and `add_snapshot` raise.
    """
    require(by, Act.RECORD)
    if not source.url:
        raise InvalidInputError(_("This source has no address. Amend it, or add the document as a file."))
    fetched = fetch(source.url, reach=reach)
    known = _known(source, hashlib.sha256(fetched.content).hexdigest())
    if known is not None:
        _note(source, known, by)
        return LookedAgain(known.document, known, is_new=False)
    incoming = Incoming(
        content=fetched.content,
        declared=fetched.media_type,
        address=fetched.final_address,
        how=Received.FETCHED,
    )
    document = take_in(incoming, by=by).document
    if not document.is_ready:
        return LookedAgain(document, None, is_new=True)
    with transaction.atomic():
        snapshot = add_snapshot(document=document, source=source, by=by)
        _note(source, snapshot, by)
    return LookedAgain(document, snapshot, is_new=True, quotes=still_standing(snapshot))


def _known(source: Source, sha256: str) -> Snapshot | None:
    found = Snapshot.objects.for_source(source).filter(document__sha256=sha256)
    return found.first()


@transaction.atomic
def _note(source: Source, snapshot: Snapshot, by: Person | None) -> None:
    lock_sources([source.pk])
    Visit.objects.create(source=source, snapshot=snapshot, by=by)
