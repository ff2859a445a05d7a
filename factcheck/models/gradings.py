"""The grades that a source was given, one after the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from factcheck.models.imports import FollowsImport
from factcheck.models.sources import Reliability, Source
from factcheck.models.withholding import Sensitive, ShownRecord, withheld_word

GRADES = [("", _("not graded")), *Reliability.choices]
MAX_REASON = 1_000


class Grading(FollowsImport, ShownRecord):
    """From which grade to which a source went, who said so, when and why. Appended, never changed."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="gradings")
    was = models.CharField(_("from"), max_length=1, blank=True, choices=GRADES)
    now = models.CharField(_("to"), max_length=1, blank=True, choices=GRADES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    why = models.CharField(_("why"), max_length=MAX_REASON)

    class Meta:
        verbose_name = _("grade of a source")
        verbose_name_plural = _("grades of sources")
        ordering = ["source", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grading_changes_the_grade",
                condition=~models.Q(was=F("now")),
                violation_error_message=_("The source has this grade already."),
            ),
            models.CheckConstraint(
                name="grading_says_why",
                condition=~models.Q(why=""),
                violation_error_message=_("A grade comes with its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was or '–'} → {self.now or '–'}"

    def withhold(self, sensitive: Sensitive) -> None:
        if vars(self).get("source_id") in sensitive.numbers:
            self.replace(why=withheld_word())
