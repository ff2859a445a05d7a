"""The forms of opening an answer again and of marking a source as retracted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.web.forms.asked import AskedField


class ReopenAnswerForm(forms.Form):
    reason = AskedField(
        rows=3,
        max_length=5_000,
        label=_("Why it is opened again"),
        help_text=_(
            "Whoever proposed, approved or watches it reads this, and it stands in the correction log."
        ),
    )


class RetractForm(forms.Form):
    because = AskedField(
        rows=3,
        max_length=1_000,
        label=_("Why it was retracted"),
        help_text=_("By whom, for what reason, and where it was announced."),
    )
    retracted_on = forms.DateField(
        label=_("Retracted on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Today, unless you give a day."),
    )
