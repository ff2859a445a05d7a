"""The form by which a claim is kept from readers, or no longer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.services.publishing import MAX_REASON
from factcheck.web.forms.asked import AskedField


class KeepBackForm(forms.Form):
    is_kept_back = forms.BooleanField(required=False, widget=forms.HiddenInput)
    because = AskedField(
        rows=3,
        max_length=MAX_REASON,
        label=_("Why"),
        help_text=_("It stands in the history of the claim. Readers are not told."),
    )
