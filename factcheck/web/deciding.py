"""The page on which a discrepancy is decided: proposed, approved, returned, held, opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Desk, Discrepancy
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.web.access import page, person_of
from factcheck.web.forms.decisions import CommentForm, DecisionForm, ReopenForm
from factcheck.web.pages.comments import comments_part
from factcheck.web.pages.decide_page import DecidePage, decide_page
from factcheck.web.speech import put_on


def _discrepancy(pk: int) -> Discrepancy:
    return get_object_or_404(Discrepancy.objects.for_deciding(), pk=pk)


@page()
def discrepancy(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a discrepancy, and, with the right, decide it."""
    return _page(request, decide_page(_discrepancy(pk)))


@require_POST
@page(Act.PROPOSE)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    shown = decide_page(_discrepancy(pk))
    form = _decision_form(shown, request)
    if form.is_valid():
        try:
            resolution = propose_resolution(
                discrepancy=shown.discrepancy,
                decision=form.decision(),
                by=person_of(request),
                seen_step=form.cleaned_data["seen_step"],
            )
        except RuleError as error:
            put_on(form, error, seen_step=shown.last_step)
        else:
            if resolution.outcome == "hold":
                messages.success(request, _("On hold. It stays open, and the history says why."))
            else:
                messages.success(request, _("Proposed. Another person approves it or returns it."))
            return redirect(shown.discrepancy)
    return _page(request, shown, decision_form=form)


@require_POST
@page(Act.APPROVE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, approving=True)


@require_POST
@page(Act.APPROVE)
def return_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, approving=False)


def _answer(request: HttpRequest, pk: int, *, approving: bool) -> HttpResponse:
    """Approve what is proposed, or return it with a comment."""
    shown = decide_page(_discrepancy(pk))
    form = CommentForm(request.POST)
    if form.is_valid():
        answer = approve_resolution if approving else return_resolution
        try:
            answer(
                discrepancy=shown.discrepancy,
                by=person_of(request),
                comment=form.cleaned_data["comment"],
                seen_step=form.cleaned_data["seen_step"],
            )
        except RuleError as error:
            put_on(form, error, seen_step=shown.last_step)
        else:
            messages.success(request, _("Approved.") if approving else _("Returned with your comment."))
            return redirect(shown.discrepancy.claim if approving else shown.discrepancy)
    return _page(request, shown, comment_form=form)


@require_POST
@page(Act.PROPOSE)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    shown = decide_page(_discrepancy(pk))
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_discrepancy(
                discrepancy=shown.discrepancy,
                by=person_of(request),
                reason=form.cleaned_data["reason"],
                seen_step=form.cleaned_data["seen_step"],
            )
        except RuleError as error:
            put_on(form, error, seen_step=shown.last_step)
        else:
            messages.success(request, _("Opened again."))
            return redirect(shown.discrepancy)
    return _page(request, shown, reopen_form=form)


def _decision_form(shown: DecidePage, request: HttpRequest | None = None) -> DecisionForm:
    return DecisionForm(
        request.POST if request else None,
        discrepancy=shown.discrepancy,
        positions=shown.positions,
        members=shown.members,
        initial=shown.initial,
    )


def _page(
    request: HttpRequest,
    shown: DecidePage,
    *,
    decision_form: DecisionForm | None = None,
    comment_form: CommentForm | None = None,
    reopen_form: ReopenForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    seen = {"seen_step": shown.last_step}
    is_refused = any(form is not None and form.errors for form in (decision_form, comment_form, reopen_form))
    found = shown.discrepancy
    return render(
        request,
        "factcheck/discrepancy.html",
        {
            "section": "discrepancies",
            "shown": shown,
            "discrepancy": found,
            "claim": found.claim,
            "comments": comments_part(person, found.claim, found, until=request.GET.get("until", "")),
            "decision_form": decision_form or _decision_form(shown),
            "comment_form": comment_form or CommentForm(initial=seen),
            "reopen_form": reopen_form or ReopenForm(initial=seen),
            # A refused form is shown whatever became of the discrepancy meanwhile: it says why, and holds the text.
            "asks_for_proposal": decision_form is not None
            or (found.awaits_proposal and person.may(Act.PROPOSE)),
            "asks_for_approval": comment_form is not None
            or (found.state == "proposed" and person.may(Act.APPROVE)),
            "asks_why_reopened": reopen_form is not None
            or (found.state == "resolved" and person.may(Act.PROPOSE)),
            "is_own": found.resolution is not None
            and found.resolution.proposed_by_id == person.pk
            and not Desk.current().single_review,
        },
        status=422 if is_refused else 200,
    )
