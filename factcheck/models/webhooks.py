"""Webhooks: the addresses of other programs that are told when an answer changes, and what was sent to them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.core.webhooks import EVENT_DESCRIPTIONS, TEST_EVENT
from factcheck.models.imports import FollowsImport

MAX_ADDRESS, MAX_PROBLEM = 2_000, 500
EVENT_CHOICES = [(event.value, _(line)) for event, line in EVENT_DESCRIPTIONS.items()]


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def for_list(self) -> WebhookQuerySet:
        """What the list of webhooks shows, with when each was reached last; one query."""
        mine = WebhookDelivery.objects.filter(webhook=models.OuterRef("pk"))
        reached = mine.exclude(delivered_at=None).order_by("-delivered_at").values("delivered_at")[:1]
        waiting = mine.filter(is_waiting()).order_by().values("webhook").annotate(found=models.Count("pk"))
        return self.annotate(
            reached_at=models.Subquery(reached),
            waiting=models.functions.Coalesce(models.Subquery(waiting.values("found")), 0),
        ).order_by("address", "pk")


class Webhook(models.Model):
    """An address that is told of answers. Its secret signs what is sent, and is shown once; after it was changed the
    one before signs along for a day.
    """

    address = models.URLField(_("address"), max_length=MAX_ADDRESS)
    events = models.JSONField(_("told when"), default=list)
    is_on = models.BooleanField(_("switched on"), default=True)
    secret = models.CharField(_("secret"), max_length=100, editable=False)
    earlier_secret = models.CharField(_("earlier secret"), max_length=100, blank=True, editable=False)
    earlier_until = models.DateTimeField(_("earlier secret until"), null=True, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    registered_at = models.DateTimeField(_("registered at"), default=timezone.now, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["address", "pk"]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("webhook", args=[self.pk])

    @property
    def events_in_words(self) -> str:
        return "; ".join(str(line) for event, line in EVENT_CHOICES if event in self.events)


def is_waiting() -> Q:
    """A delivery that is to be tried, now or later."""
    return Q(next_try_at__isnull=False)


class WebhookDelivery(FollowsImport):
    """One message to one address, written in the transaction of what it tells; then tried until it arrives, or for
    three days. `claim_ref` is a text, so that what was told outlives an import that is undone.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(_("number of the message"), max_length=40, unique=True)
    event = models.CharField(_("event"), max_length=20, choices=[*EVENT_CHOICES, (TEST_EVENT, _("a test"))])
    claim_ref = models.CharField(_("claim"), max_length=120, blank=True)
    body: models.JSONField[Any, Any] = models.JSONField(_("what it says"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), null=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True)
    status = models.PositiveSmallIntegerField(_("last answer"), null=True)
    problem = models.CharField(_("last problem"), max_length=MAX_PROBLEM, blank=True)

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=is_waiting(), name="webhook_delivery_waiting"),
        ]

    def __str__(self) -> str:
        return self.message
