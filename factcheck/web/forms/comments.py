"""The form of a comment."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewCommentForm(forms.Form):
    """What a person says on a claim or a discrepancy. The service says what is too long or missing."""

    text = forms.CharField(
        label=_("Your comment"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "c", "aria-keyshortcuts": "c"}),
        help_text=_("Write @ and a log-in, and that person is told."),
    )
    text.is_asked = True  # type: ignore[attr-defined] # the service's own sentence asks for it
