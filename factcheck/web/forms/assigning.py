"""The form with which discrepancies are assigned."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models import Person

NOBODY = "nobody"


class AssignForm(forms.Form):
    """To whom, and until when. The people are asked for once, and whoever looks stands first."""

    to = forms.ChoiceField(
        label=_("Assign to"), error_messages={"required": _("Not assigned: choose a person first.")}
    )
    due_on = forms.DateField(
        label=_("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Not assigned: write the day as 2030-12-31.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, me: Person, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(person.pk): person for person in Person.deciders()}
        others = [(key, str(person)) for key, person in self.people.items() if person.pk != me.pk]
        first = [("", _("Choose a person")), (str(me.pk), _("me"))]
        self.fields["to"].choices = [*first, *others, (NOBODY, _("nobody"))]  # type: ignore[attr-defined]
        self.fields["due_on"].widget.attrs["min"] = timezone.localdate().isoformat()

    def assignee(self) -> Person | None:
        """Who was chosen; None is nobody."""
        return self.people.get(self.cleaned_data["to"])

    @property
    def sentences(self) -> Sequence[str]:
        """What is wrong, as sentences that need no field beside them."""
        return [str(sentence) for errors in self.errors.values() for sentence in errors]
