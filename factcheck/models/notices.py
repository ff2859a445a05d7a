"""What people are told, and what they choose to be told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.core.notices import MAIL_DESCRIPTIONS, NOTICE_DESCRIPTIONS, Mail
from factcheck.core.sentences import Sentence
from factcheck.models.claims import Claim
from factcheck.models.comments import Comment
from factcheck.models.discrepancies import Discrepancy
from factcheck.models.people import Person
from factcheck.models.withholding import SpokenRecord

NOTICE_CHOICES = [(kind.value, _(name)) for kind, (name, _line) in NOTICE_DESCRIPTIONS.items()]
MAIL_CHOICES = [(mail.value, _(name)) for mail, name in MAIL_DESCRIPTIONS.items()]


def is_unread() -> Q:
    """Waits in the app for the person to look at it."""
    return Q(in_app=True, read_at=None)


def awaits_mail() -> Q:
    """Is to be sent by e-mail, at once or daily, and was not."""
    return Q(mailed_at=None) & ~Q(mail=Mail.NONE.value)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> NotificationQuerySet:
        return self.filter(is_unread())

    def awaiting_mail(self, mail: Mail) -> NotificationQuerySet:
        return self.filter(mailed_at=None, mail=mail.value)

    def for_list(self, person: Person) -> NotificationQuerySet:
        """What a row of a person's notices shows, unread ones first; one query."""
        return (
            self.filter(person=person, in_app=True)
            .annotate(is_read=ExpressionWrapper(Q(read_at__isnull=False), output_field=models.BooleanField()))
            .select_related("claim", "comment")
            .order_by("is_read", "-at", "-pk")
        )


class Notification(SpokenRecord):
    """One person is told of one thing. The sentence is kept as template and values, and spoken in the language of
    whoever reads it; it never holds the words of a comment, which may be withdrawn.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=NOTICE_CHOICES)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="notices")
    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.CASCADE, null=True, related_name="notices")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="notices")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    template = models.TextField()
    values = models.JSONField(default=dict)
    in_app = models.BooleanField(_("in the app"))
    read_at = models.DateTimeField(_("read at"), null=True)
    mail = models.CharField(_("by e-mail"), max_length=8, choices=MAIL_CHOICES)
    mailed_at = models.DateTimeField(_("mailed at"), null=True)

    spoken_fields = ("values",)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person"], condition=is_unread(), name="notice_unread"),
            models.Index(fields=["mail", "person"], condition=awaits_mail(), name="notice_awaits_mail"),
            models.Index(fields=["person", "-at"], name="notice_of_person"),
        ]

    def __str__(self) -> str:
        return str(self.sentence)

    def get_absolute_url(self) -> str:
        """The address that takes one to what it is about, and marks it read."""
        return reverse("notice", args=[self.pk])

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.template, {name: _restored(value) for name, value in self.values.items()})

    @sentence.setter
    def sentence(self, sentence: Sentence) -> None:
        self.template = sentence.template
        self.values = {name: _kept(value) for name, value in sentence.values.items()}


class NotificationChoice(models.Model):
    """What one person gets of one kind; without a row, what the policy gives."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(_("kind"), max_length=12, choices=NOTICE_CHOICES)
    in_app = models.BooleanField(_("in the app"))
    mail = models.CharField(_("by e-mail"), max_length=8, choices=MAIL_CHOICES)

    class Meta:
        verbose_name = _("notice choice")
        verbose_name_plural = _("notice choices")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"


def _kept(value: object) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """A value of a sentence as JSON: dates and sentences say what they are, so that they can be spoken later."""
    if isinstance(value, Sentence):
        return {
            "template": value.template,
            "values": {name: _kept(one) for name, one in value.values.items()},
        }
    if isinstance(value, date):
        return {"date": value.isoformat()[:10]}
    return value if isinstance(value, int) else str(value)


def _restored(value: Any) -> object:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(value, dict):
        return value
    if "date" in value:
        return date.fromisoformat(value["date"])
    return Sentence(value["template"], {name: _restored(one) for name, one in value["values"].items()})
