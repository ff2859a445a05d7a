"""The list of claims: its filters, and what is done to several of them at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.bulk import AskedForm, BulkAct
from factcheck.admin.confirming import Line
from factcheck.admin.lists import YesNoFilter
from factcheck.admin.policy import person_of
from factcheck.models import Claim, ClaimState
from factcheck.models.board import is_due_for_review
from factcheck.models.claim_states import changed_since_verdict
from factcheck.services.reopening import reopen_answer


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ClaimState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = _("printed answer")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("due", _("due for review")),
            ("changed", _("evidence changed since")),
            ("reopened", _("re-opened")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        conditions = {
            "due": is_due_for_review(),
            "changed": Q(verdict__isnull=False) & changed_since_verdict(),
            "reopened": Q(reopened_at__isnull=False),
        }
        condition = conditions.get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


class OriginFilter(YesNoFilter):
    title = _("origins")
    parameter_name = "origins"
    choice_words = (("one", _("rests on one origin")), ("more", _("rests on more")))
    conditions = {"one": Q(origin_count=1), "more": Q(origin_count__gt=1)}


class ReopenAnswersForm(AskedForm):
    reason = forms.CharField(
        label=_("Why it is opened again"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Whoever proposed, approved or watches it reads this, and it stands in the correction log. "
            "Nothing is printed until another answer is approved."
        ),
        error_messages={"required": _("Not re-opened: say why this is opened again.")},
    )


def _line(claim: Claim) -> Line:
    detail = gettext("nothing is printed")
    if claim.printed is not None:
        detail = f"{claim.printed.answer} “{claim.printed.sentence}”"
    return Line(claim.pk, claim.question, detail, None)


REOPEN_SEVERAL: BulkAct[Claim] = BulkAct(
    name="reopen",
    form=ReopenAnswersForm,
    title=ngettext_lazy("Re-open what is printed on %d claim", "Re-open what is printed on %d claims"),
    button=_("Re-open"),
    done=ngettext_lazy("%d answer opened again.", "%d answers opened again."),
    line=_line,
    call=lambda one, data, request: reopen_answer(claim=one, reason=data["reason"], by=person_of(request)),
)
