"""Ending a hold; putting something on hold is a proposal like any other, made with the outcome “hold”."""

from __future__ import annotations

from django.db import transaction

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Discrepancy, Person
from factcheck.services.checking import require, require_text
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.proposing import lock_discrepancy
from factcheck.services.steps import take_step


@transaction.atomic
def end_hold(
    *, discrepancy: Discrepancy, reason: str, by: Person, seen_step: int | None = None
) -> Discrepancy:
    """What the hold waited for has come, or will not: the discrepancy can be decided like any other that is open.

    Raises NotPermittedError, InvalidInputError without a reason, and ChangedMeanwhileError where it is not on hold.
    """
    require(by, Act.PROPOSE)
    reason = require_text(reason, "reason", _("The hold stays: say what has come of it."))
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    if not discrepancy.is_on_hold:
        raise ChangedMeanwhileError(_("This discrepancy is not on hold. Look at it again before you go on."))
    why = Sentence(_("No longer on hold: %(why)s"), {"why": reason})
    take_step(discrepancy, DiscrepancyState(discrepancy.state), by=by, why=str(why))
    return discrepancy
