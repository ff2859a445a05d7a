"""Tokens with which programs act for people, and what was answered to a request that may come twice."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MAX_NAME = 80
SHOWN_LETTERS = 16
"""The beginning of a token by which people tell it from others; far too little to use it."""


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def in_use(self, now: datetime) -> ApiTokenQuerySet:
        """Those that open a door: not revoked and not past their day, of people who still have a log-in."""
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, person__is_active=True
        )

    def for_list(self) -> ApiTokenQuerySet:
        """What the page of tokens shows of each, in one query: those that can be used first, the newest on top."""
        return self.select_related("person", "revoked_by").order_by(
            models.F("revoked_at").asc(nulls_first=True), "-made_at", "-pk"
        )


class ApiToken(models.Model):
    """A key with which a program acts for a person. Only its digest is kept, so nobody can read it here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("name"), max_length=MAX_NAME)
    prefix = models.CharField(_("begins with"), max_length=SHOWN_LETTERS)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("for"), default=list)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"), null=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="token_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A token needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


class IdempotentRequest(models.Model):
    """A request that a program marked with a key, so that sending it again does nothing twice.

    `asked` is the digest of what was asked. Without `answered_at` it is under way; `begun_at` says since when, and
    whose turn it is.
    """

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="requests")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answered request")
        verbose_name_plural = _("answered requests")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="a_request_has_a_key_once")]
        indexes = [models.Index(fields=["begun_at"], name="answered_request_by_age")]

    def __str__(self) -> str:
        return self.key
