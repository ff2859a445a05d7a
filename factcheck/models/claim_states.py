"""Where a claim stands, as conditions that every list and every count shares."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.core.lifecycle import LIVE_STATES, DiscrepancyState


class ClaimState(models.TextChoices):
    """Where a claim stands; derived from its discrepancies and its verdict, never stored."""

    DISPUTED = "disputed", _("disputed")
    PROPOSED = "proposed", _("proposed")
    VERIFIED = "verified", _("verified")
    UNVERIFIED = "unverified", _("unverified")


def _has_discrepancy(*states: str) -> Exists:
    from factcheck.models.discrepancies import Discrepancy

    return Exists(Discrepancy.objects.filter(claim=OuterRef("pk"), state__in=states))


def is_disputed() -> Q:
    """A claim is disputed while a discrepancy waits for a proposal."""
    return Q(_has_discrepancy(*sorted(LIVE_STATES - {DiscrepancyState.PROPOSED})))


def is_verified() -> Q:
    """A claim is verified when its verdict was approved and not re-opened, a source stands behind it and no
    discrepancy is live.
    """
    settled = Q(verdict__isnull=False, reopened_at__isnull=True, source_count__gt=0)
    return settled & ~Q(_has_discrepancy(*sorted(LIVE_STATES)))


def is_published() -> Q:
    """What readers are shown, without a log-in: a verified claim that is not kept back, where the desk publishes.

    This is the one rule of it. Everything that readers can ask for goes through it.
    """
    from factcheck.models.desk import Desk

    return is_verified() & Q(is_kept_back=False) & Q(Exists(Desk.objects.filter(pk=1, publishes=True)))


def is_proposed() -> Q:
    """A claim is proposed while a resolution, or a first verdict, waits for approval."""
    return Q(_has_discrepancy(DiscrepancyState.PROPOSED.value)) | Q(proposed_verdict__isnull=False)


def changed_since_verdict() -> Q:
    """The evidence of a verified claim changed after its verdict was approved."""
    return Q(evidence_changed_at__gt=F("verified_at"))
