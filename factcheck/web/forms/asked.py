"""Fields that a rule asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "_StrPromise | str"


class AskedField(forms.CharField):
    """A field that a rule of review asks for; the rule's own sentence says so, so the browser does not."""

    is_asked = True

    def __init__(self, *, rows: int = 0, max_length: int, label: Words, help_text: Words) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(
            required=False, max_length=max_length, label=label, help_text=help_text, widget=widget
        )
