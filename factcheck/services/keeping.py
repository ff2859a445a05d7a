"""Saving a record together with who did it and why."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Desk, Person, QuotePlace, Source
from factcheck.services.errors import ChangedMeanwhileError


def save_with_history(
    record: Claim | Citation | Source | Desk | QuotePlace, *, by: Person | None, reason: str
) -> None:
    """Save, and let the history say who and why; the two attributes are how its library is told."""
    sign(record, by=by, reason=reason)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        # The check before saving found nothing, so somebody took the same reference in between.
        raise ChangedMeanwhileError(
            _(
                "Not saved: somebody recorded the same at this moment. Look, and save again if it is still needed."
            )
        ) from error


def sign(record: Claim | Citation | Source | Desk | QuotePlace, *, by: Person | None, reason: str) -> None:
    """Tell the history who acts on a record and why, for what is written of it next."""
    vars(record).update(_history_user=by, _change_reason=reason)
