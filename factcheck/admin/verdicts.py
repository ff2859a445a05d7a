"""Verdicts: the answer that is printed for a claim, proposed here and approved by a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ReviewedAdmin
from factcheck.admin.lists import YesNoFilter, in_short
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin, RecordedForm
from factcheck.admin.verdict_acts import ACTS, APPROVE_SEVERAL, RETURN_SEVERAL
from factcheck.core.roles import Act
from factcheck.models import Claim, Verdict, VerdictState, VerdictStep
from factcheck.services.verdicts import VerdictWords, propose_verdict


class WaitingFilter(YesNoFilter):
    title = _("state")
    parameter_name = "state"
    choice_words = (
        ("waits", _("waits for approval")),
        ("in_force", _("what we print")),
        ("past", _("no longer")),
    )
    conditions = {
        "waits": Q(waits=True),
        "in_force": Q(in_force=True),
        "past": Q(waits=False, in_force=False),
    }


class VerdictForm(RecordedForm):
    class Meta:
        widgets = {
            "answer": forms.TextInput(attrs={"class": "vTextField"}),
            "sentence": forms.Textarea(attrs={"rows": 2}),
            "basis": forms.Textarea(attrs={"rows": 4}),
            "single_origin_reason": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "answer": _("The figure or the words."),
            "sentence": _("As it would stand in print."),
            "basis": _("What the answer rests on."),
            "single_origin_reason": _("Asked only where the claim rests on one origin."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether they are missing is for the service to say, in the same words as everywhere.
        for name in ("answer", "sentence", "basis"):
            if name in self.fields:
                self.fields[name].required = False

    def words(self) -> VerdictWords:
        data = self.cleaned_data
        return VerdictWords(
            answer=data["answer"],
            sentence=data["sentence"],
            basis=data["basis"],
            single_origin_reason=data["single_origin_reason"],
            review_on=data["review_on"],
        )


class VerdictAdmin(ReviewedAdmin[Verdict], RecordedAdmin[Verdict]):
    """Adding a verdict is proposing it; afterwards there are only the acts of review."""

    acts = ACTS
    form = VerdictForm
    added_by = Act.PROPOSE
    act_of_adding = _("Propose an answer")
    review_template = "admin/factcheck/verdict.html"
    list_display = [
        "claim",
        "answer",
        "sentence",
        "state_in_words",
        "review_on",
        "proposed_by",
        "proposed_at",
    ]
    list_filter = [WaitingFilter, "claim__topic"]
    list_per_page = 50
    search_fields = ["claim__question", "answer", "sentence"]
    search_help_text = _("Words of the question, the answer or the sentence")
    date_hierarchy = "proposed_at"
    ordering = ["-proposed_at", "-pk"]
    autocomplete_fields = ["claim"]
    fields = ["claim", "answer", "sentence", "basis", "single_origin_reason", "review_on"]
    actions = ["approve", "return_answers"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        last = VerdictStep.objects.filter(verdict=OuterRef("pk")).order_by("-pk")
        return (
            Verdict.objects.select_related("claim", "proposed_by", "resolution")
            .annotate(
                waits=Exists(Claim.objects.filter(proposed_verdict=OuterRef("pk"))),
                in_force=Exists(Claim.objects.filter(printed=OuterRef("pk"))),
                last_state=Subquery(last.values("to_state")[:1]),
                approved_by=Subquery(last.filter(to_state=VerdictState.APPROVED).values("by")[:1]),
            )
            .order_by("-proposed_at", "-pk")
        )

    @admin.display(description=_("print-ready sentence"))
    def sentence_in_short(self, verdict: Verdict) -> str:
        return in_short(verdict.sentence)

    @admin.display(description=_("state"))
    def state_in_words(self, verdict: Any) -> str:
        if verdict.waits:
            return gettext("waits for approval")
        if verdict.in_force:
            single = verdict.approved_by == verdict.proposed_by_id
            return gettext("what we print, single review") if single else gettext("what we print")
        if verdict.last_state == VerdictState.APPROVED:
            return gettext("no longer what we print")
        return str(VerdictState(verdict.last_state).label) if verdict.last_state else ""

    def keep(self, request: HttpRequest, form: Any, obj: Verdict, *, change: bool) -> Verdict:
        return propose_verdict(claim=form.cleaned_data["claim"], words=form.words(), by=person_of(request))

    def last_step(self, record: Verdict) -> int | None:
        return record.steps.order_by("pk").values_list("pk", flat=True).last()

    def facts(self, request: HttpRequest, record: Verdict) -> dict[str, Any]:
        return {
            "state": self.state_in_words(record),
            "is_single_review": record.approved_by == record.proposed_by_id,  # type: ignore[attr-defined] # the query's
            "steps": record.steps.select_related("by").order_by("-pk"),
        }

    @admin.action(description=_("Approve…"), permissions=["approve"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> HttpResponse | None:
        """Approve what others proposed, each by itself, after a page that shows what will be printed."""
        return APPROVE_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("Return with comment…"), permissions=["approve"])
    def return_answers(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> HttpResponse | None:
        return RETURN_SEVERAL.run(self, request, queryset)
