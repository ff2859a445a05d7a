"""Discrepancies: what is in dispute, and the acts of review on it. Their state follows from these alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ApproveForm, ReopenForm, ReturnForm, ReviewAct, ReviewedAdmin
from factcheck.admin.citation_forms import in_words
from factcheck.admin.confirming import CommentForm, Line, one_by_one, page_that_asks, seen_of
from factcheck.admin.policy import person_of
from factcheck.admin.proposal_form import ProposalForm
from factcheck.core.comparison import compare
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.readings import read_cited_figure
from factcheck.core.roles import Act
from factcheck.models import Desk, Discrepancy, Step
from factcheck.models.speech import spoken
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy

MEMBERS_SHOWN = 100


def _step(form: Any) -> int | None:
    seen: int | None = form.cleaned_data["seen_step"]
    return seen


def _propose(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    return propose_resolution(
        discrepancy=discrepancy, decision=form.decision(), by=person_of(request), seen_step=_step(form)
    )


def _approve(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    comment = form.cleaned_data["comment"]
    return approve_resolution(
        discrepancy=discrepancy, by=person_of(request), comment=comment, seen_step=_step(form)
    )


def _return(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    comment = form.cleaned_data["comment"]
    return return_resolution(
        discrepancy=discrepancy, by=person_of(request), comment=comment, seen_step=_step(form)
    )


def _reopen(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    reason = form.cleaned_data["reason"]
    return reopen_discrepancy(
        discrepancy=discrepancy, by=person_of(request), reason=reason, seen_step=_step(form)
    )


def _is_proposed(discrepancy: Discrepancy) -> bool:
    return discrepancy.state == DiscrepancyState.PROPOSED


def _plain(form: type[Any]) -> Any:
    """A form that asks nothing about the record."""
    return lambda _record, data=None, **kwargs: form(data, **kwargs)


ACTS: tuple[ReviewAct[Discrepancy], ...] = (
    ReviewAct(
        name="approve",
        title=_("Approve"),
        allowed_by=Act.APPROVE,
        is_open=_is_proposed,
        form=_plain(ApproveForm),
        call=_approve,
        done=_("Approved."),
        buttons=(("approve", _("Approve")),),
    ),
    ReviewAct(
        name="return",
        title=_("Return with comment"),
        allowed_by=Act.APPROVE,
        is_open=_is_proposed,
        form=_plain(ReturnForm),
        call=_return,
        done=_("Returned with your comment."),
        buttons=(("return", _("Return with comment")),),
    ),
    ReviewAct(
        name="propose",
        title=_("Propose a resolution"),
        allowed_by=Act.PROPOSE,
        is_open=lambda discrepancy: discrepancy.awaits_proposal,
        form=ProposalForm,
        call=_propose,
        done=_("Kept in the history. A proposal waits for another person to approve it; a hold stays open."),
        buttons=(("propose", _("Propose")), ("hold", _("Hold"))),
    ),
    ReviewAct(
        name="reopen",
        title=_("Re-open"),
        allowed_by=Act.PROPOSE,
        is_open=lambda discrepancy: discrepancy.state == DiscrepancyState.RESOLVED,
        form=_plain(ReopenForm),
        call=_reopen,
        done=_("Re-opened."),
        buttons=(("reopen", _("Re-open")),),
    ),
)


class DiscrepancyAdmin(ReviewedAdmin[Discrepancy]):
    acts = ACTS
    review_template = "admin/factcheck/discrepancy.html"
    list_display = ["claim", "in_positions", "state", "severity", "kind_in_words", "age", "printed"]
    list_filter = ["state", "severity", "kind", "is_rounding", "claim__topic"]
    list_per_page = 50
    search_fields = ["claim__question", "claim__ref", "scope_words"]
    search_help_text = _("Words of the question, its reference or the scope")
    date_hierarchy = "opened_at"
    actions = ["approve"]

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
        desk = Desk.current()
        members = record.members.select_related("citation__source", "citation__attribution").order_by(
            "first", "pk"
        )
        standings = {}
        if record.resolution is not None:
            standings = {
                one.citation_id: one.get_standing_display() for one in record.resolution.judged.all()
            }
        rows = []
        for member in members[:MEMBERS_SHOWN]:
            member.citation.claim = record.claim
            rows.append((member, in_words(member.citation, desk), standings.get(member.citation_id, "")))
        return {
            "reason": _reason(record, desk),
            "in_positions": self.in_positions(record),
            "kind": self.kind_in_words(record),
            "members": rows,
            "steps": record.steps.select_related("by", "resolution").order_by("-pk"),
        }

    @admin.action(description=_("Approve…"), permissions=["approve"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Discrepancy]) -> HttpResponse | None:
        """Approve what others proposed, each by itself, after a page that shows what will be printed."""
        form = CommentForm(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            comment = form.cleaned_data["comment"]
            done = one_by_one(
                request,
                queryset,
                lambda one: approve_resolution(
                    discrepancy=one,
                    by=person_of(request),
                    comment=comment,
                    seen_step=seen_of(request, one.pk),
                ),
            )
            if done:
                messages.success(
                    request, ngettext("%d resolution approved.", "%d resolutions approved.", done) % done
                )
            return None
        lines = [_line(one) for one in queryset]
        title = ngettext("Approve %d resolution", "Approve %d resolutions", len(lines)) % len(lines)
        return page_that_asks(
            self, request, title=title, button=gettext("Approve"), act="approve", lines=lines, form=form
        )


def _line(discrepancy: Any) -> Line:
    resolution = discrepancy.resolution
    detail = gettext("nothing is proposed")
    if resolution is not None:
        detail = gettext("%(outcome)s: %(answer)s %(sentence)s Proposed by %(who)s: %(rationale)s") % {
            "outcome": resolution.get_outcome_display(),
            "answer": resolution.answer,
            "sentence": f"“{resolution.sentence}”" if resolution.sentence else "",
            "who": resolution.proposed_by,
            "rationale": resolution.rationale,
        }
    return Line(discrepancy.pk, str(discrepancy), detail, discrepancy.last_step)


def _reason(discrepancy: Discrepancy, desk: Desk) -> str:
    """The sentence that says why the two furthest apart disagree; empty where it is one source's own wide range."""
    highest, lowest = discrepancy.highest, discrepancy.lowest
    if highest is None or lowest is None or highest.pk == lowest.pk:
        return ""
    terms = discrepancy.claim.terms(desk)
    one, other = (read_cited_figure(citation.as_cited_figure({}), terms) for citation in (highest, lowest))
    return spoken(compare(one, other, terms).reason)
