"""Proposing the answer to a claim on which nothing is in dispute, and approving or returning it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Claim, Verdict
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from factcheck.web.access import page, person_of
from factcheck.web.forms.decisions import CommentForm, VerdictForm
from factcheck.web.pages.claim_page import claim_page
from factcheck.web.speech import put_on


@page(Act.PROPOSE)
def propose(request: HttpRequest, ref: str) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.with_state().select_related("topic", "verdict"), ref=ref)
    form = VerdictForm(request.POST or None, origins=claim.origin_count, initial=_last_words(claim))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        words = VerdictWords(
            answer=cleaned["answer"],
            sentence=cleaned["sentence"],
            basis=cleaned["basis"],
            single_origin_reason=cleaned.get("single_origin_reason", ""),
        )
        try:
            propose_verdict(claim=claim, words=words, by=person_of(request))
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Proposed. Another person approves it or returns it."))
            return redirect(claim)
    return render(
        request,
        "factcheck/verdict_form.html",
        {"section": "claims", "form": form, "claim": claim, "shown": claim_page(claim)},
        status=422 if form.errors else 200,
    )


def _last_words(claim: Claim) -> dict[str, str]:
    """What was proposed last, so that a returned answer is not typed anew."""
    last = claim.verdicts.order_by("pk").last()
    if last is None:
        return {}
    return {
        "answer": last.answer,
        "sentence": last.sentence,
        "basis": last.basis,
        "single_origin_reason": last.single_origin_reason,
    }


@require_POST
@page(Act.APPROVE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, approving=True)


@require_POST
@page(Act.APPROVE)
def return_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, approving=False)


def _decide(request: HttpRequest, pk: int, *, approving: bool) -> HttpResponse:
    verdict = get_object_or_404(Verdict.objects.select_related("claim__topic", "proposed_by"), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        comment = form.cleaned_data["comment"]
        try:
            if approving:
                approve_verdict(verdict=verdict, by=person_of(request), comment=comment)
                messages.success(request, _("Approved."))
            else:
                return_verdict(verdict=verdict, by=person_of(request), comment=comment)
                messages.success(request, _("Returned with your comment."))
        except RuleError as error:
            put_on(form, error)
        else:
            return redirect(verdict.claim)
    return render(
        request,
        "factcheck/verdict_decide.html",
        {"section": "claims", "form": form, "verdict": verdict, "claim": verdict.claim},
        status=422,
    )
