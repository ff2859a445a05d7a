"""The form with which somebody makes a token."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.core.scopes import SCOPE_DESCRIPTIONS, Scope
from factcheck.models import Person
from factcheck.models.tokens import MAX_NAME
from factcheck.web.forms.asked import AskedField

ENDS = [
    ("30", _("in 30 days")),
    ("90", _("in 90 days")),
    ("365", _("in a year")),
    ("", _("when it is revoked")),
]


class TokenForm(forms.Form):
    """What a token is called, what it is for, and when it ends."""

    name = AskedField(
        max_length=MAX_NAME,
        label=_("Name"),
        help_text=_("What uses it: “nightly export”. You know it again by this name."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it is for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ends = forms.ChoiceField(label=_("It ends"), choices=ENDS, required=False, initial="90")

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope.value, f"{_(name)} — {_(line)}")
            for scope, (name, line) in SCOPE_DESCRIPTIONS.items()
            if person.may(scope.act)
        ]
        self.fields["scopes"].initial = [Scope.READ.value]
        # Neither is for the one who fills it in to leave out: the rule's own sentence asks for the first.
        self.fields["scopes"].is_asked = self.fields["ends"].is_asked = True  # type: ignore[attr-defined]

    def chosen(self) -> list[Scope]:
        return [Scope(code) for code in self.cleaned_data["scopes"]]

    def expires_at(self) -> datetime | None:
        days = self.cleaned_data["ends"]
        return timezone.now() + timedelta(days=int(days)) if days else None
