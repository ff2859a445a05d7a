"""Comparing everything again: each time that it was done, and what was compared when."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.core.sentences import Sentence

STALE_AFTER = timedelta(minutes=2)
"""How long nothing may be heard of one at work before it counts as broken off."""


class ReconciliationState(models.TextChoices):
    """How far comparing everything has come."""

    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("stopped")


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def for_list(self) -> ReconciliationQuerySet:
        """The newest first, with who began it."""
        return self.select_related("started_by").order_by("-pk")

    def at_work(self) -> ReconciliationQuerySet:
        return self.filter(state=ReconciliationState.RUNNING.value)


class Reconciliation(models.Model):
    """Every claim compared again, once. It goes through the claims by their keys, and `reached` is the last one whose
    comparison is written: whatever stops it, it goes on from there.
    """

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReconciliationState.choices,
        default=ReconciliationState.RUNNING.value,
    )
    is_anew = models.BooleanField(_("also what has not changed"), default=False)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    heard_of_at = models.DateTimeField(_("heard of at"), default=timezone.now)
    turn = models.PositiveIntegerField(_("attempts"), default=0)
    reached = models.PositiveBigIntegerField(_("last claim reached"), default=0)
    claims = models.PositiveIntegerField(_("claims"), default=0)
    claims_done = models.PositiveIntegerField(_("claims done"), default=0)
    claims_compared = models.PositiveIntegerField(_("claims whose evidence was compared"), default=0)
    changes = models.PositiveIntegerField(_("changes"), default=0)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison of everything")
        verbose_name_plural = _("comparisons of everything")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="one_reconciliation_is_under_way"
            ),
            models.CheckConstraint(
                name="reconciliation_state_is_known",
                condition=Q(state__in=[state.value for state in ReconciliationState]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("reconciliation", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state == ReconciliationState.RUNNING

    @property
    def is_broken_off(self) -> bool:
        """At work once, and not heard of for minutes: whatever did it was stopped, or nothing ever began it."""
        return self.is_at_work and self.heard_of_at < timezone.now() - STALE_AFTER

    @property
    def percent(self) -> int:
        return min(100, self.claims_done * 100 // self.claims) if self.claims else 0


class ReconciliationChange(models.Model):
    """One thing that comparing everything changed, as a sentence; of many, the first are kept here and all of them in
    the history of their claims.
    """

    run = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="told")
    template = models.CharField(_("sentence"), max_length=200)
    values = models.JSONField(_("values"), default=dict)

    class Meta:
        verbose_name = _("change by comparing everything")
        verbose_name_plural = _("changes by comparing everything")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.template, self.values)


class ComparedClaim(models.Model):
    """With what evidence a claim was last compared in full, as a digest. While the digest of what is on the claim now
    is the same, the rules would say the same again.

    It is derived, and may be thrown away at any time: then everything is compared. Nothing refers to it, and it
    refers to nothing, so that what it is about can come and go.
    """

    claim = models.PositiveBigIntegerField(primary_key=True)
    evidence = models.CharField(_("digest of the evidence"), max_length=32)

    class Meta:
        verbose_name = _("claim that was compared")
        verbose_name_plural = _("claims that were compared")

    def __str__(self) -> str:
        return self.evidence
