"""Discrepancies: what is in dispute, and the acts of review on it. Their state follows from these alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ReviewedAdmin
from factcheck.admin.assigning import ASSIGN_SEVERAL, DueFilter
from factcheck.admin.discrepancy_acts import ACTS, APPROVE_SEVERAL, RETURN_SEVERAL
from factcheck.admin.discrepancy_facts import facts_of
from factcheck.admin.lists import YesNoFilter
from factcheck.models import Discrepancy, Step


class HoldFilter(YesNoFilter):
    title = _("hold")
    parameter_name = "hold"
    choice_words = (("on_hold", _("on hold")), ("not_on_hold", _("not on hold")))
    conditions = {"on_hold": Q(is_on_hold=True), "not_on_hold": Q(is_on_hold=False)}


class DiscrepancyAdmin(ReviewedAdmin[Discrepancy]):
    acts = ACTS
    review_template = "admin/factcheck/discrepancy.html"
    list_display = [
        "claim",
        "in_positions",
        "state_in_words",
        "severity",
        "kind_in_words",
        "age",
        "assigned_to",
        "due_on",
        "printed",
    ]
    list_filter = [
        "state",
        HoldFilter,
        ("assigned_to", admin.RelatedOnlyFieldListFilter),
        DueFilter,
        "severity",
        "kind",
        "is_rounding",
        "claim__topic",
    ]
    list_per_page = 50
    search_fields = ["claim__question", "claim__ref", "scope_words"]
    search_help_text = _("Words of the question, its reference or the scope")
    date_hierarchy = "opened_at"
    actions = ["approve", "return_proposals", "assign"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Discrepancy]:
        step = Step.objects.filter(discrepancy=OuterRef("pk")).order_by("-pk")
        return Discrepancy.objects.for_list().annotate(last_step=Subquery(step.values("pk")[:1]))

    @admin.display(description=_("positions"))
    def in_positions(self, discrepancy: Any) -> str:
        said = [
            ngettext("%(figure)s (%(count)d origin)", "%(figure)s (%(count)d origins)", one.origin_count)
            % {"figure": one.figure, "count": one.origin_count}
            for one in discrepancy.shown_positions
        ]
        more = discrepancy.position_count - len(said)
        return " · ".join([*said, gettext("%d more") % more] if more > 0 else said)

    @admin.display(description=_("state"), ordering="state")
    def state_in_words(self, discrepancy: Discrepancy) -> str:
        state = str(discrepancy.get_state_display())
        return f"{state}, {gettext('on hold')}" if discrepancy.is_on_hold else state

    @admin.display(description=_("kind"), ordering="kind")
    def kind_in_words(self, discrepancy: Discrepancy) -> str:
        kind = str(discrepancy.get_kind_display())
        return f"{kind}, {gettext('rounding')}" if discrepancy.is_rounding else kind

    @admin.display(description=_("age"), ordering="opened_at")
    def age(self, discrepancy: Discrepancy) -> str:
        return timesince(discrepancy.opened_at, depth=1)

    @admin.display(description=_("proposed or printed"))
    def printed(self, discrepancy: Discrepancy) -> str:
        resolution = discrepancy.resolution
        return "" if resolution is None else resolution.answer or resolution.get_outcome_display()

    def last_step(self, record: Discrepancy) -> int | None:
        return record.steps.order_by("pk").values_list("pk", flat=True).last()

    def facts(self, request: HttpRequest, record: Discrepancy) -> dict[str, Any]:
        return {
            **facts_of(record),
            "in_positions": self.in_positions(record),
            "kind": self.kind_in_words(record),
        }

    @admin.action(description=_("Approve…"), permissions=["approve"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Discrepancy]) -> HttpResponse | None:
        """Approve what others proposed, each by itself, after a page that shows what will be printed."""
        return APPROVE_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("Return with comment…"), permissions=["approve"])
    def return_proposals(self, request: HttpRequest, queryset: QuerySet[Discrepancy]) -> HttpResponse | None:
        return RETURN_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("Assign…"), permissions=["assign"])
    def assign(self, request: HttpRequest, queryset: QuerySet[Discrepancy]) -> HttpResponse | None:
        return ASSIGN_SEVERAL.run(self, request, queryset)
