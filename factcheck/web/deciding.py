"""The page on which a discrepancy is decided: proposed, approved, returned, held, opened again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.lifecycle import StepError
from factcheck.core.resolutions import Cause
from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Desk, Discrepancy
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.holding import end_hold
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.web.access import page, person_of
from factcheck.web.forms.decisions import CommentForm, DecisionForm, EndHoldForm, ReopenForm
from factcheck.web.onwards import onwards
from factcheck.web.pages.comments import comments_part
from factcheck.web.pages.decide_page import DecidePage, decide_page
from factcheck.web.pages.meanwhile import Meanwhile, beside_mine, beside_what_was, evidence_since
from factcheck.web.speech import put_on


@page()
def discrepancy(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a discrepancy, and, with the right, decide it. `?cause=` fills in a cause that was chosen elsewhere."""
    shown = look(request, pk)
    cause = request.GET.get("cause", "")
    if cause in set(Cause):
        shown.initial["cause"] = cause
    return show(request, shown)


@require_POST
@page(Act.PROPOSE)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    shown = look(request, pk)
    form = decision_form(shown, request)
    meanwhile = None
    if form.is_valid():
        try:
            resolution = propose_resolution(
                discrepancy=shown.discrepancy,
                decision=form.decision(),
                by=person_of(request),
                seen_step=form.cleaned_data["seen_step"],
                seen_evidence=form.cleaned_data["seen_evidence"],
            )
        except RuleError as error:
            meanwhile = _beside_mine(request, shown, form, error)
            put_on(form, error, seen_step=shown.last_step, seen_evidence=shown.seen_evidence)
        else:
            said = (
                _("On hold. It stays open, and the history says why.")
                if resolution.outcome == "hold"
                else _("Proposed. Another person approves it or returns it.")
            )
            return onwards(request, shown.discrepancy, said, shown.discrepancy)
    return show(request, shown, form=form, meanwhile=meanwhile)


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
    shown = look(request, pk)
    form = CommentForm(request.POST)
    meanwhile = None
    if form.is_valid():
        answer = approve_resolution if approving else return_resolution
        seen = form.cleaned_data["seen_step"]
        try:
            answer(
                discrepancy=shown.discrepancy,
                by=person_of(request),
                comment=form.cleaned_data["comment"],
                seen_step=seen,
            )
        except RuleError as error:
            if isinstance(error, ChangedMeanwhileError):
                meanwhile = beside_what_was(shown.discrepancy, seen or 0)
            put_on(form, error, seen_step=shown.last_step)
        else:
            said = _("Approved.") if approving else _("Returned with your comment.")
            done = shown.discrepancy
            return onwards(request, done, said, done.claim if approving else done)
    return show(request, shown, comment_form=form, meanwhile=meanwhile)


@require_POST
@page(Act.PROPOSE)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    shown = look(request, pk)
    form = ReopenForm(request.POST)
    if _is_done_with_reason(request, shown, form, reopen_discrepancy):
        messages.success(request, _("Opened again."))
        return redirect(shown.place.address_of(pk) if shown.place else shown.discrepancy)
    return show(request, shown, reopen_form=form)


@require_POST
@page(Act.PROPOSE)
def end_hold_page(request: HttpRequest, pk: int) -> HttpResponse:
    shown = look(request, pk)
    form = EndHoldForm(request.POST, auto_id="id_hold_%s")
    if _is_done_with_reason(request, shown, form, end_hold):
        messages.success(request, _("No longer on hold."))
        return redirect(shown.place.address_of(pk) if shown.place else shown.discrepancy)
    return show(request, shown, end_hold_form=form)


def _is_done_with_reason(
    request: HttpRequest,
    shown: DecidePage,
    form: ReopenForm | EndHoldForm,
    act: Callable[..., Discrepancy],
) -> bool:
    """Do what asks for a reason; where it is refused, the form says why."""
    if not form.is_valid():
        return False
    try:
        act(
            discrepancy=shown.discrepancy,
            by=person_of(request),
            reason=form.cleaned_data["reason"],
            seen_step=form.cleaned_data["seen_step"],
        )
    except RuleError as error:
        put_on(form, error, seen_step=shown.last_step)
        return False
    return True


def look(request: HttpRequest, pk: int) -> DecidePage:
    """The page as it is for whoever asks; the list that they came from is in the address, or in the form."""
    querystring = request.POST.get("place", "") if request.method == "POST" else request.GET.urlencode()
    found = get_object_or_404(Discrepancy.objects.for_deciding(), pk=pk)
    return decide_page(found, person_of(request), querystring)


def decision_form(shown: DecidePage, request: HttpRequest | None = None) -> DecisionForm:
    return DecisionForm(
        request.POST if request else None,
        discrepancy=shown.discrepancy,
        positions=shown.positions,
        members=shown.members,
        initial=shown.initial,
    )


def _beside_mine(
    request: HttpRequest, shown: DecidePage, form: DecisionForm, error: RuleError
) -> Meanwhile | None:
    if not isinstance(error, ChangedMeanwhileError | StepError):
        return None
    began_at = form.cleaned_data["began_at"] or form.cleaned_data["seen_step"] or 0
    found = shown.discrepancy
    changes = evidence_since(found.claim, form.cleaned_data["seen_evidence"])
    if changes:
        form.ask_standings_again()
    return beside_mine(found, began_at, form.typed(), person_of(request), changes)


def show(
    request: HttpRequest,
    shown: DecidePage,
    *,
    form: DecisionForm | None = None,
    comment_form: CommentForm | None = None,
    reopen_form: ReopenForm | None = None,
    end_hold_form: EndHoldForm | None = None,
    meanwhile: Meanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the forms that a person may use on it."""
    person = person_of(request)
    seen = {"seen_step": shown.last_step}
    is_refused = any(
        one is not None and one.errors for one in (form, comment_form, reopen_form, end_hold_form)
    )
    found = shown.discrepancy
    return render(
        request,
        "factcheck/discrepancy.html",
        {
            "section": "discrepancies",
            "shown": shown,
            "place": shown.place,
            "discrepancy": found,
            "claim": found.claim,
            "comments": comments_part(person, found.claim, found, until=request.GET.get("until", "")),
            "decision_form": form or decision_form(shown),
            "comment_form": comment_form or CommentForm(initial=seen),
            "reopen_form": reopen_form or ReopenForm(initial=seen),
            "end_hold_form": end_hold_form or EndHoldForm(initial=seen, auto_id="id_hold_%s"),
            "meanwhile": meanwhile,
            # A refused form is shown whatever became of the discrepancy meanwhile: it says why, and holds the text.
            "asks_for_proposal": form is not None or (found.awaits_proposal and person.may(Act.PROPOSE)),
            "asks_for_approval": comment_form is not None
            or (found.state == "proposed" and person.may(Act.APPROVE)),
            "asks_why_reopened": reopen_form is not None
            or (found.state == "resolved" and person.may(Act.PROPOSE)),
            "is_own": found.resolution is not None
            and found.resolution.proposed_by_id == person.pk
            and not Desk.current().single_review,
        },
        status=422 if is_refused else status,
    )
