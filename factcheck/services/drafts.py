"""Keeping what somebody has written of a proposal until they propose it or discard it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Discrepancy, Draft, Person
from factcheck.services.checking import clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError

MOST_CHARACTERS = 60_000
"""More than a proposal may have in all its fields together; a draft is somebody's text, not a store."""


@transaction.atomic
def keep_draft(
    *, discrepancy: Discrepancy, fields: Mapping[str, str], by: Person, seen_step: int = 0
) -> Draft:
    """Keep what a person has written of a proposal, in place of what they kept before.

    Raises NotPermittedError, InvalidInputError where it is longer than a proposal can be, and ChangedMeanwhileError
    where this person has proposed since: what is sent then is an older text on its way, and would come back as a
    draft of what is proposed already.
    """
    require(by, Act.PROPOSE)
    kept = {name: clean_text(value, name) for name, value in fields.items()}
    if len(json.dumps(kept)) > MOST_CHARACTERS:
        raise InvalidInputError(
            _("Not kept: this has more than %(most)s characters, which no proposal has."),
            most=MOST_CHARACTERS,
        )
    # Held so that a draft and a proposal by one person come one after the other.
    discrepancy = Discrepancy.objects.select_for_update(no_key=True).get(pk=discrepancy.pk)
    if discrepancy.resolutions.filter(proposed_by=by, steps__pk__gt=seen_step).exists():
        raise ChangedMeanwhileError(_("Not kept: you have proposed this since."))
    draft, _is_new = Draft.objects.update_or_create(
        person=by,
        discrepancy=discrepancy,
        defaults={"fields": kept, "seen_step": seen_step, "saved_at": timezone.now()},
    )
    return draft


@transaction.atomic
def drop_draft(*, discrepancy: Discrepancy, by: Person) -> bool:
    """Discard a person's own draft; says whether there was one. Raises NotPermittedError."""
    require(by, Act.PROPOSE)
    count, _each = Draft.objects.filter(discrepancy=discrepancy, person=by).delete()
    return count > 0
