"""The forms of merging names and of taking them apart."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from factcheck.models import Attribution
from factcheck.models.attributions import MAX_BECAUSE, MAX_NAME
from factcheck.web.forms.asked import AskedField


class MergeForm(forms.Form):
    kept = forms.CharField(
        label=_("Merge it into"),
        max_length=MAX_NAME,
        widget=forms.TextInput(attrs={"list": "attribution-names", "autocomplete": "off"}),
        help_text=_("The name under which both count from now on, as it is written in the list."),
    )
    because = AskedField(
        rows=3,
        max_length=MAX_BECAUSE,
        label=_("Why the two names mean the same"),
        help_text=_("Kept in the history. No citation changes: each goes on saying what its source says."),
    )

    def clean_kept(self) -> Attribution:
        name = " ".join(self.cleaned_data["kept"].split())
        found = Attribution.objects.filter(name=name).first()
        if found is None:
            raise ValidationError(_("No attribution has this name. Choose one from the list."))
        return found


class PartForm(forms.Form):
    because = AskedField(
        rows=3,
        max_length=MAX_BECAUSE,
        label=_("Why the two names mean different ones"),
        help_text=_("Kept in the history, beside the reason for which they were merged."),
    )
