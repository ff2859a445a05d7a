"""Lists of choices are written in one template, because a desk has hundreds of sources to choose from."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting

PLAIN = [("", "Any"), ("a&b", "<A> & B"), (1_000, "One thousand")]
GROUPED = [("", "Any"), ("Apparent", [("x", "X"), ("y", "Y")]), ("Error", [("z", "Z")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=PLAIN), "a&b"),
        (forms.Select(choices=PLAIN, attrs={"class": "wide", "disabled": True, "hidden": False}), 1_000),
        (forms.Select(choices=GROUPED), "y"),
        (forms.SelectMultiple(choices=GROUPED, attrs={"size": 6}), ["x", "z"]),
        (forms.NullBooleanSelect(), True),
        (forms.Select(), None),
    ],
)
def test_choices_are_written_as_django_writes_them(widget, value):
    ours = widget.render("choice", value, renderer=TemplatesSetting())
    assert "".join(ours.split()) == "".join(
        widget.render("choice", value, renderer=DjangoTemplates()).split()
    )
