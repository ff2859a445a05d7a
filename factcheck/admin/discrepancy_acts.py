"""The acts of review on one discrepancy, and on several at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ApproveForm, EndHoldForm, ReopenForm, ReturnForm, ReviewAct
from factcheck.admin.bulk import BulkAct, CommentForm, ReturnCommentForm
from factcheck.admin.confirming import Line, seen_of
from factcheck.admin.policy import person_of
from factcheck.admin.proposal_form import ProposalForm
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.roles import Act
from factcheck.models import Discrepancy
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.holding import end_hold
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy


def _step(form: Any) -> int | None:
    seen: int | None = form.cleaned_data["seen_step"]
    return seen


def _propose(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    return propose_resolution(
        discrepancy=discrepancy,
        decision=form.decision(),
        by=person_of(request),
        seen_step=_step(form),
        seen_evidence=form.cleaned_data["seen_evidence"],
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


def _end_hold(discrepancy: Discrepancy, form: Any, request: HttpRequest) -> object:
    reason = form.cleaned_data["reason"]
    return end_hold(discrepancy=discrepancy, by=person_of(request), reason=reason, seen_step=_step(form))


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
        name="end_hold",
        title=_("End hold"),
        allowed_by=Act.PROPOSE,
        is_open=lambda discrepancy: discrepancy.is_on_hold,
        form=_plain(EndHoldForm),
        call=_end_hold,
        done=_("No longer on hold. It can be decided."),
        buttons=(("end_hold", _("End hold")),),
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


APPROVE_SEVERAL: BulkAct[Discrepancy] = BulkAct(
    name="approve",
    form=CommentForm,
    title=ngettext_lazy("Approve %d resolution", "Approve %d resolutions"),
    button=_("Approve"),
    done=ngettext_lazy("%d resolution approved.", "%d resolutions approved."),
    line=_line,
    call=lambda one, data, request: approve_resolution(
        discrepancy=one,
        by=person_of(request),
        comment=data["comment"],
        seen_step=seen_of(request, one.pk),
    ),
)
RETURN_SEVERAL: BulkAct[Discrepancy] = BulkAct(
    name="return_proposals",
    form=ReturnCommentForm,
    title=ngettext_lazy("Return %d resolution", "Return %d resolutions"),
    button=_("Return with comment"),
    done=ngettext_lazy(
        "%d resolution returned with your comment.", "%d resolutions returned with your comment."
    ),
    line=_line,
    call=lambda one, data, request: return_resolution(
        discrepancy=one,
        by=person_of(request),
        comment=data["comment"],
        seen_step=seen_of(request, one.pk),
    ),
)
