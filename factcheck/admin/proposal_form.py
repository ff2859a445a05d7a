"""The form in which a reviewer says why the sources differ, what is printed, and how each citation stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.consequence_form import ConsequenceForm
from factcheck.admin.refusals import see_again
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    CAUSE_GROUPS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Cause,
    Outcome,
    Standing,
    standing_in_positions,
)
from factcheck.core.sentences import RuleError
from factcheck.models import Claim, Discrepancy, Member, Person, Position
from factcheck.models.discrepancies import letter_of
from factcheck.services.decisions import Decision
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.seen import evidence_of

SHOWN = 100
"""As many positions, and as many citations, as the form asks about; what it leaves out is unassessed."""

NOT_CHOSEN = ("", _("Choose…"))


def _described(descriptions: dict[Any, tuple[str, str]], code: Any) -> tuple[str, Any]:
    name, line = descriptions[code]
    return code.value, format_lazy("{name} – {line}", name=_(name), line=_(line))


CAUSES: list[Any] = [
    NOT_CHOSEN,
    *(
        (_(group), [_described(CAUSE_DESCRIPTIONS, cause) for cause in causes])
        for group, causes in CAUSE_GROUPS.items()
    ),
]
# Hold has a button of its own.
OUTCOMES = [
    NOT_CHOSEN,
    *(_described(OUTCOME_DESCRIPTIONS, one) for one in Outcome if one is not Outcome.HOLD),
]
STANDINGS = [(one.value, _(STANDING_DESCRIPTIONS[one][0])) for one in Standing]


class ProposalForm(ConsequenceForm):
    seen_evidence = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    cause = forms.ChoiceField(
        label=_("Cause"),
        choices=CAUSES,
        required=False,
        help_text=_("Why the sources differ. Not asked for a hold."),
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=OUTCOMES,
        required=False,
        help_text=_("What the desk prints. Not asked for a hold, which prints nothing yet."),
    )
    answer = forms.CharField(
        label=_("Printed answer"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("The figure or the words."),
    )
    sentence = forms.CharField(
        label=_("Print-ready sentence"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As it would stand in print."),
    )
    rationale = forms.CharField(
        label=_("Rationale"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why you decide so. The approver reads it, and so does whoever asks in a year."),
    )
    single_origin_reason = forms.CharField(
        label=_("Why one origin is enough"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked only where the claim rests on one origin."),
    )

    review_on = forms.DateField(
        label=_("Review on"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("The day on which the answer is looked at again. May be left empty."),
    )
    next_step = forms.CharField(
        label=_("Next step"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Only for a hold: what has to happen before this can be decided."),
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        required=False,
        queryset=Person.objects.none(),
        help_text=_("Only for a hold: who takes the next step."),
    )
    due_on = forms.DateField(
        label=_("By when"), required=False, widget=AdminDateWidget, help_text=_("Only for a hold.")
    )

    def __init__(self, discrepancy: Discrepancy, data: Any = None, **kwargs: Any) -> None:
        super().__init__(discrepancy, data, **kwargs)
        self.fields["seen_evidence"].initial = evidence_of(discrepancy.claim)
        self.fields["owner"].queryset = Person.deciders()  # type: ignore[attr-defined] # a choice of records
        for position in self.positions:
            self.fields[f"position_{position.index}"] = forms.ChoiceField(
                label=gettext("%(letter)s · %(figure)s")
                % {"letter": position.letter, "figure": position.figure},
                choices=STANDINGS,
                initial=Standing.UNASSESSED.value,
                required=False,
            )
        for member in self.members:
            self.fields[f"citation_{member.citation_id}"] = forms.ChoiceField(
                label=f"“{member.citation.figure}”, {member.citation.source.title}",
                choices=[("", gettext("as %s") % _letters(member)), *STANDINGS],
                required=False,
            )

    @cached_property
    def positions(self) -> list[Position]:
        return list(self.discrepancy.positions.order_by("index")[:SHOWN])

    @cached_property
    def members(self) -> list[Member]:
        members = self.discrepancy.members.select_related("citation__source")
        return list(members.order_by("first", "citation")[:SHOWN])

    def refuse(self, error: RuleError, seen_step: int | None) -> None:
        super().refuse(error, seen_step)
        now = evidence_of(Claim.objects.get(pk=self.discrepancy.claim_id))
        if isinstance(error, ChangedMeanwhileError) and self.cleaned_data["seen_evidence"] != now:
            # The letter of a position may stand for another by now: how each stands is asked again.
            for one in self.positions:
                see_again(self, f"position_{one.index}", Standing.UNASSESSED.value)
            see_again(self, "seen_evidence", now)

    def fieldsets(self) -> list[tuple[Any, Any]]:
        return [
            (
                gettext("What we print"),
                {
                    "fields": [
                        "outcome",
                        "answer",
                        "sentence",
                        "cause",
                        "rationale",
                        "single_origin_reason",
                        "review_on",
                        "seen_step",
                        "seen_evidence",
                    ]
                },
            ),
            (gettext("For a hold"), {"fields": ["next_step", "owner", "due_on"]}),
            *self.consequence_fieldsets(),
            (
                gettext("How each position stands"),
                {"fields": [f"position_{one.index}" for one in self.positions]},
            ),
            (
                gettext("Single citations that stand otherwise"),
                {"fields": [f"citation_{one.citation_id}" for one in self.members], "classes": ["collapse"]},
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("outcome") and not self._is_hold and "outcome" not in self.errors:
            self.add_error(
                "outcome", gettext("Not proposed: the outcome is missing. Choose what is printed.")
            )
        return cleaned

    @property
    def _is_hold(self) -> bool:
        return bool(self.data.get("act") == "hold")

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(
            cause=Cause(data["cause"]) if data["cause"] else None,
            outcome=Outcome.HOLD if self._is_hold else Outcome(data["outcome"]),
            rationale=data["rationale"],
            answer=data["answer"],
            sentence=data["sentence"],
            single_origin_reason=data["single_origin_reason"],
            standings=self._standings(),
            review_on=data["review_on"],
            next_step=data["next_step"],
            owner=data["owner"],
            due_on=data["due_on"],
            split_question=data["split_question"],
            moved=frozenset(data["moved"]),
            corrections=self.corrections,
        )

    def _standings(self) -> dict[int, Standing]:
        """What was chosen for a citation, else what follows from its positions."""
        chosen = {
            one.index: Standing(self.cleaned_data[f"position_{one.index}"] or Standing.UNASSESSED)
            for one in self.positions
        }
        standings = {}
        for member in self.discrepancy.members.all():
            own = self.cleaned_data.get(f"citation_{member.citation_id}")
            run = [chosen[index] for index in range(member.first, member.last + 1) if index in chosen]
            standings[member.citation_id] = Standing(own) if own else standing_in_positions(run)
        return standings


def _letters(member: Member) -> str:
    first, last = letter_of(member.first), letter_of(member.last)
    return first if first == last else f"{first}–{last}"
