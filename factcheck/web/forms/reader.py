"""The forms of the reader: what is recorded of a figure, and words chosen by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.models import Claim
from factcheck.services.intake.citing import Range
from factcheck.web.forms.citations import CitedWordsForm
from factcheck.web.forms.claims import ClaimForm

NEW_CLAIM = "new"


class FigureForm(CitedWordsForm):
    """What a document says at one place, filled in for correction."""

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    claim = forms.CharField(
        max_length=120,
        label=_("Claim"),
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose the claim that this belongs to, or a new one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["figure"].widget.attrs |= {"data-key": "e", "aria-keyshortcuts": "e"}

    field_order = ("figure", "as_of", "scope", "attribution", "quote", "locator", "credibility")

    def at(self) -> Range:
        return Range(self.cleaned_data["start"], self.cleaned_data["end"])

    @property
    def asks_for_new_claim(self) -> bool:
        return bool(self["claim"].value() == NEW_CLAIM)

    def clean_claim(self) -> Claim | None:
        """The claim of that reference; None for a new one."""
        ref: str = self.cleaned_data["claim"]
        if ref == NEW_CLAIM:
            return None
        found = Claim.objects.filter(ref=ref).first()
        if found is None:
            raise forms.ValidationError(_("There is no such claim. Choose another, or a new one."))
        return found


class NewClaimForm(ClaimForm):
    """The question that a figure answers, drafted for correction."""

    field_order = ("question", "unit", "lives", "answer_kind", "topic")

    prefix = "claim"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        del self.fields["tolerance"], self.fields["seen_version"]
        del self.fields["question"].widget.attrs["autofocus"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned | {"tolerance": None}


class PlaceForm(forms.Form):
    """A figure by its place alone."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)

    def at(self) -> Range:
        return Range(self.cleaned_data["start"], self.cleaned_data["end"])
