"""What readers were shown of a claim, from when on."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from factcheck.models.claims import Claim
from factcheck.models.verdicts import Verdict


class PublicationQuerySet(models.QuerySet["Publication"]):
    def latest_of_each_claim(self) -> PublicationQuerySet:
        """What holds for each claim that readers ever saw, the latest first."""
        later = Publication.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later)).order_by("-pk")


class Publication(models.Model):
    """From a moment on readers are shown this answer to a claim; where there is none, nothing any longer.

    Appended, never changed. Whether a claim is shown is not decided here but by `is_published`; this remembers what
    was, so that a page that is gone can say so, and what changed is told to whoever read it before.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="publications")
    shown = models.ForeignKey(Verdict, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["pk"]
        indexes = [models.Index(fields=["claim", "id"], name="publication_of_claim")]

    def __str__(self) -> str:
        return str(self.shown or "–")
