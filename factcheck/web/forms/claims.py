"""The form of a claim."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.core.claims import AnswerKind, Lives
from factcheck.models import Claim
from factcheck.models.claims import ANSWER_KIND_CHOICES, LIVES_CHOICES
from factcheck.models.desk import TOLERANCE_VALIDATORS
from factcheck.services.claims import ClaimWords


class ClaimForm(forms.Form):
    """A question, and the terms on which answers to it are compared."""

    question = forms.CharField(
        label=_("Question"),
        max_length=500,
        help_text=_("One checkable question, neutral about the answer."),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    answer_kind = forms.ChoiceField(
        label=_("Answered by"),
        choices=ANSWER_KIND_CHOICES,
        initial=AnswerKind.QUANTITY.value,
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("What is counted or measured, in the singular: person, percent, USD, km."),
    )
    lives = forms.ChoiceField(
        label=_("How the answer lives in time"),
        choices=LIVES_CHOICES,
        initial=Lives.FIXED.value,
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "topics"})
    )
    tolerance = forms.DecimalField(
        label=_("Tolerance"),
        required=False,
        max_digits=5,
        decimal_places=4,
        validators=TOLERANCE_VALIDATORS,
        help_text=_("What “about” allows on this claim: 0.05 is five percent. Empty for the desk's own."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def words(self) -> ClaimWords:
        cleaned = self.cleaned_data
        return ClaimWords(
            question=cleaned["question"],
            topic=cleaned["topic"],
            answer_kind=AnswerKind(cleaned["answer_kind"]),
            unit=cleaned["unit"],
            lives=Lives(cleaned["lives"]),
            tolerance=cleaned["tolerance"],
        )

    @staticmethod
    def initial_of(claim: Claim) -> dict[str, object]:
        return {
            "question": claim.question,
            "topic": claim.topic.name if claim.topic else "",
            "answer_kind": claim.answer_kind,
            "unit": claim.unit,
            "lives": claim.lives,
            "tolerance": claim.tolerance,
            "seen_version": claim.version,
        }
