"""The acts of review on one proposed answer, and on several at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ApproveForm, ReturnForm, ReviewAct
from factcheck.admin.bulk import BulkAct, CommentForm, ReturnCommentForm
from factcheck.admin.confirming import Line
from factcheck.admin.policy import person_of
from factcheck.core.roles import Act
from factcheck.models import Verdict
from factcheck.services.verdicts import approve_verdict, return_verdict


def _approve(verdict: Verdict, form: Any, request: HttpRequest) -> object:
    return approve_verdict(verdict=verdict, by=person_of(request), comment=form.cleaned_data["comment"])


def _return(verdict: Verdict, form: Any, request: HttpRequest) -> object:
    return return_verdict(verdict=verdict, by=person_of(request), comment=form.cleaned_data["comment"])


def _waits(verdict: Any) -> bool:
    return bool(verdict.waits)


ACTS: tuple[ReviewAct[Verdict], ...] = (
    ReviewAct(
        name="approve",
        title=_("Approve"),
        allowed_by=Act.APPROVE,
        is_open=_waits,
        form=lambda _record, data=None, **kwargs: ApproveForm(data, **kwargs),
        call=_approve,
        done=_("Approved. This is what we print now."),
        buttons=(("approve", _("Approve")),),
    ),
    ReviewAct(
        name="return",
        title=_("Return with comment"),
        allowed_by=Act.APPROVE,
        is_open=_waits,
        form=lambda _record, data=None, **kwargs: ReturnForm(data, **kwargs),
        call=_return,
        done=_("Returned with your comment."),
        buttons=(("return", _("Return with comment")),),
    ),
)


def _line(verdict: Verdict) -> Line:
    said = {
        "answer": verdict.answer,
        "sentence": verdict.sentence,
        "who": verdict.proposed_by,
        "basis": verdict.basis,
    }
    detail = gettext("%(answer)s “%(sentence)s” Proposed by %(who)s: %(basis)s") % said
    return Line(verdict.pk, str(verdict.claim), detail, None)


APPROVE_SEVERAL: BulkAct[Verdict] = BulkAct(
    name="approve",
    form=CommentForm,
    title=ngettext_lazy("Approve %d answer", "Approve %d answers"),
    button=_("Approve"),
    done=ngettext_lazy("%d answer approved.", "%d answers approved."),
    line=_line,
    call=lambda one, data, request: approve_verdict(
        verdict=one, by=person_of(request), comment=data["comment"]
    ),
    name_of=lambda one: str(one.claim),
)
RETURN_SEVERAL: BulkAct[Verdict] = BulkAct(
    name="return_answers",
    form=ReturnCommentForm,
    title=ngettext_lazy("Return %d answer", "Return %d answers"),
    button=_("Return with comment"),
    done=ngettext_lazy("%d answer returned with your comment.", "%d answers returned with your comment."),
    line=_line,
    call=lambda one, data, request: return_verdict(
        verdict=one, by=person_of(request), comment=data["comment"]
    ),
    name_of=lambda one: str(one.claim),
)
