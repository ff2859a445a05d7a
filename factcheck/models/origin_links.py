"""Links between sources that the app suggested and somebody turned down."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.sources import Source


class TurnedDownQuerySet(models.QuerySet["TurnedDownLink"]):
    def of_source(self, source: Source) -> TurnedDownQuerySet:
        """What was turned down of a source, the latest first, with the other source of each."""
        mine = self.filter(Q(first=source) | Q(second=source))
        return mine.select_related("first", "second", "by").order_by("-pk")


class TurnedDownLink(models.Model):
    """Somebody looked at a suggested link and turned it down: neither source draws on the other, by what there was.

    `evidence` keeps what the suggestion rested on, each piece by its key; only another piece brings it back. The two
    sources stand in the order of their keys, since which one draws on which was part of what was turned down. Appended,
    never changed.
    """

    first = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    evidence = models.JSONField(_("what it rested on"))
    because = models.CharField(_("because"), max_length=1_000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = TurnedDownQuerySet.as_manager()

    class Meta:
        verbose_name = _("link that was turned down")
        verbose_name_plural = _("links that were turned down")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="turned_down_link_is_of_two_sources",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("A link is between two sources."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}: {self.second_id}"

    def other_than(self, source: Source) -> Source:
        """The source at the other end."""
        return self.second if self.first_id == source.pk else self.first
