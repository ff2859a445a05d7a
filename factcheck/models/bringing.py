"""What somebody is about to bring in: a bibliography or fact checks, kept while they look at what it would do."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_NAME, MAX_ADDRESS = 255, 2_000
KEPT_FOR = timedelta(days=7)
"""How long a file waits that nobody brings in."""


class BringingKind(models.TextChoices):
    """What is in a file."""

    SOURCES = "sources", _("sources")
    FACT_CHECKS = "fact_checks", _("fact checks")


class Bringing(models.Model):
    """One file, from the moment it came in. Nothing of it is recorded before whoever sent it says so; what it said is
    not kept once it is brought in. Its bytes are in the database because they go in the very transaction that records
    what they said.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=BringingKind.choices)
    name = models.CharField(_("file name"), max_length=MAX_NAME, blank=True)
    address = models.CharField(_("address"), max_length=MAX_ADDRESS, blank=True)
    content = models.BinaryField(_("content"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("received by"),
        on_delete=models.CASCADE,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("file that is brought in")
        verbose_name_plural = _("files that are brought in")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name or self.address or str(_("what was pasted"))

    def get_absolute_url(self) -> str:
        return reverse(f"bring_{self.kind}_preview", args=[self.pk])
