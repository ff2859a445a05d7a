"""The form of a saved filter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.models import FilteredList
from factcheck.models.saved_filters import MAX_QUERY


class FilterForm(forms.Form):
    """The name under which a filter is kept, and whether others see it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": _("Not kept: it needs a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_shared = forms.BooleanField(label=_("Everybody at the desk sees it"), required=False)


class KeepForm(FilterForm):
    """Also which list it is of, and what the list shows."""

    list = forms.ChoiceField(choices=FilteredList.choices, widget=forms.HiddenInput)
    query = forms.CharField(max_length=MAX_QUERY, required=False, widget=forms.HiddenInput)
