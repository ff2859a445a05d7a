"""What people say to each other about a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.models.claims import Claim
from factcheck.models.discrepancies import Discrepancy
from factcheck.models.people import Person

MOST_CHARACTERS = 5_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def standing(self) -> CommentQuerySet:
        return self.filter(withdrawn_at=None)

    def for_page(self) -> CommentQuerySet:
        """What a page shows of comments: two queries, however many there are."""
        return self.select_related("by", "withdrawn_by", "discrepancy").prefetch_related("mentioned")


class Comment(models.Model):
    """Words of one person on a claim, or on one of its discrepancies. Withdrawn, it is kept and struck."""

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="comments"
    )
    discrepancy = models.ForeignKey(
        Discrepancy,
        verbose_name=_("discrepancy"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("comment"), max_length=MOST_CHARACTERS)
    mentioned = models.ManyToManyField(Person, related_name="mentioned_in", blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_has_words",
                condition=~Q(text=""),
                violation_error_message=_("A comment needs words."),
            ),
            models.CheckConstraint(
                name="comment_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message=_("A comment is withdrawn by somebody."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:80]}"

    def get_absolute_url(self) -> str:
        """Where it stands among the others."""
        return f"{(self.discrepancy or self.claim).get_absolute_url()}#comment-{self.pk}"


class Watch(models.Model):
    """A person wants to hear of what happens to a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="watches")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="watches")
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="a_claim_is_watched_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.claim}"
