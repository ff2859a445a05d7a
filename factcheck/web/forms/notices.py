"""The form on which a person chooses what to be told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext

from factcheck.core.notices import NOTICE_DESCRIPTIONS, Choice, Kind, Mail
from factcheck.models.notices import MAIL_CHOICES


class NoticeChoicesForm(forms.Form):
    """For each kind: in the app or not, and by e-mail not at all, at once or once a day."""

    def __init__(self, *args: object, choices: Mapping[Kind, Choice], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for kind, choice in choices.items():
            name = gettext(NOTICE_DESCRIPTIONS[kind][0])
            self.fields[f"{kind.value}_in_app"] = forms.BooleanField(
                label=gettext("%(kind)s, in the app") % {"kind": name}, initial=choice.in_app, required=False
            )
            self.fields[f"{kind.value}_mail"] = forms.ChoiceField(
                label=gettext("%(kind)s, by e-mail") % {"kind": name},
                initial=choice.mail.value,
                choices=MAIL_CHOICES,
            )

    def rows(self) -> Iterator[tuple[str, str, BoundField, BoundField]]:
        """Name, what it tells of, and the two fields of each kind."""
        for kind, (name, line) in NOTICE_DESCRIPTIONS.items():
            yield gettext(name), gettext(line), self[f"{kind.value}_in_app"], self[f"{kind.value}_mail"]

    def chosen(self) -> dict[Kind, Choice]:
        return {
            kind: Choice(
                in_app=self.cleaned_data[f"{kind.value}_in_app"],
                mail=Mail(self.cleaned_data[f"{kind.value}_mail"]),
            )
            for kind in Kind
        }
