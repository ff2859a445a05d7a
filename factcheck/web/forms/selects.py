"""A select that is written at once: with a template for each option, sixty topics cost more than the rows of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


class LeanSelect(forms.Select):
    """The select of a filter: plain choices, none of them in groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401, ARG002 -- as Django calls it
        chosen = {str(one) for one in self.format_value(value) or ()}
        options = "".join(
            f'<option value="{conditional_escape(code)}"{" selected" if code in chosen else ""}>'
            f"{conditional_escape(label)}</option>"
            for code, label in ((str(code or ""), str(label)) for code, label in self.choices)
        )
        written = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return mark_safe(f"<select{written}>{options}</select>")  # noqa: S308 -- every part of it is escaped


def make_lean(form: forms.Form) -> None:
    """Have a form of filters write its selects so."""
    for field in form.fields.values():
        if type(field.widget) is forms.Select:
            field.widget.__class__ = LeanSelect
