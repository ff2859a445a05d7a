"""Changing the desk's settings."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Desk, Person
from factcheck.services.checking import check, clean_text, require
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claim
from factcheck.services.publishing import follow_the_desk
from factcheck.services.reconciling import reconcile_claim


@transaction.atomic
def change_desk_settings(
    *,
    tolerance: Decimal,
    single_review: bool,
    by: Person | None,
    name: str | None = None,
    publishes: bool | None = None,
) -> Desk:
    """Change the tolerance for "about", whether one person may propose and approve, and what readers are told: the
    name of the desk, and whether its verified claims are published. None leaves those two as they are.

    A new tolerance reads every hedged figure anew, so the claims that use the desk's own are compared again.
    Raises NotPermittedError and InvalidInputError.
    """
    require(by, Act.ADMINISTER)
    desk = Desk.current()
    tolerance_was = desk.tolerance
    desk.tolerance, desk.single_review = tolerance, single_review
    if name is not None:
        desk.name = clean_text(name, "name")
    begins_or_ends = publishes is not None and publishes != desk.publishes
    if publishes is not None:
        desk.publishes = publishes
    check(desk)
    save_with_history(desk, by=by, reason=_("Amended"))
    if tolerance != tolerance_was:
        for pk in Claim.objects.filter(tolerance=None).order_by("pk").values_list("pk", flat=True):
            reconcile_claim(lock_claim(pk), by=by, why=_("The desk's tolerance was changed."))
    if begins_or_ends:
        follow_the_desk(desk)
    return desk
