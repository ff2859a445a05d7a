"""What a history is narrowed by, and the date on which a claim is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models import Person
from factcheck.models.events import EventKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2999, 12, 31)


def _day_field(label: _StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST_DAY, _("Give a date from 1900 on.")),
            MaxValueValidator(LAST_DAY, _("Give a date before the year 3000.")),
        ],
    )


class HistoryForm(forms.Form):
    """Who, what and when; the choices are those that occur in the history."""

    NOBODY = "nobody"

    by = forms.ChoiceField(label=_("Who"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    since = _day_field(_("From"))
    until = _day_field(_("Until"))

    def __init__(
        self, asked: QueryDict, *, people: Iterable[Person], has_nobody: bool, kinds: Collection[str]
    ) -> None:
        super().__init__(asked)
        named = sorted((str(person), str(person.pk)) for person in people)
        choices = [("", _("Everybody")), *((pk, name) for name, pk in named)]
        if has_nobody:
            choices.append((self.NOBODY, _("Nobody by name")))
        self.fields["by"].choices = choices  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("Everything")),
            *(choice for choice in EventKind.choices if choice[0] in kinds),
        ]


class ThenForm(forms.Form):
    """A day, of which the end counts, or a moment as an address gives it."""

    date = _day_field(_("As we knew it on"))
    at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_date(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["date"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Give today's date or an earlier one."))
        return day

    def clean_at(self) -> dt.datetime | None:
        """The moment that an event's link names."""
        given = self.cleaned_data["at"]
        if not given:
            return None
        try:
            at = dt.datetime.fromisoformat(given)
        except ValueError as error:
            raise ValidationError(_("This address names no moment. Give a date.")) from error
        if not FIRST_DAY.year <= at.year <= LAST_DAY.year:
            raise ValidationError(_("This address names no moment. Give a date."))
        return at if timezone.is_aware(at) else timezone.make_aware(at)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if not self.errors and not cleaned.get("date") and not cleaned.get("at"):
            self.add_error("date", _("Give the date on which you want to see the claim."))
        return cleaned

    def moment(self) -> dt.datetime:
        """The moment that is asked for; of a day its last."""
        at: dt.datetime | None = self.cleaned_data["at"]
        if at is not None:
            return at
        following = self.cleaned_data["date"] + dt.timedelta(days=1)
        midnight = timezone.make_aware(dt.datetime.combine(following, dt.datetime.min.time()))
        return midnight - dt.timedelta(microseconds=1)
