"""Commenting, withdrawing a comment, watching a claim."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Claim, Comment, Discrepancy
from factcheck.models.speech import spoken
from factcheck.services.comments import add_comment, require_may_withdraw, withdraw_comment
from factcheck.services.watching import unwatch_claim, watch_claim
from factcheck.web.access import page, person_of
from factcheck.web.forms.comments import NewCommentForm
from factcheck.web.pages.comments import action_for, address_of
from factcheck.web.speech import put_on


@require_POST
@page(Act.COMMENT)
def on_claim(request: HttpRequest, ref: str) -> HttpResponse:
    return _add(request, get_object_or_404(Claim, ref=ref), None)


@require_POST
@page(Act.COMMENT)
def on_discrepancy(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Discrepancy.objects.select_related("claim"), pk=pk)
    return _add(request, found.claim, found)


def _add(request: HttpRequest, claim: Claim, discrepancy: Discrepancy | None) -> HttpResponse:
    form = NewCommentForm(request.POST)
    if form.is_valid():
        try:
            said = add_comment(
                claim=claim,
                discrepancy=discrepancy,
                text=form.cleaned_data["text"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Comment added."))
            if said.unknown:
                messages.warning(request, spoken(said.unknown))
                return redirect(discrepancy or claim)  # the warning stands at the head of the page
            return redirect(said.comment)
    return render(
        request,
        "factcheck/comment_form.html",
        {
            "section": "discrepancies" if discrepancy else "claims",
            "form": form,
            "claim": claim,
            "back": (discrepancy or claim).get_absolute_url(),
            "action": action_for(claim, discrepancy),
        },
        status=422,
    )


@page(Act.COMMENT)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether the comment is to be withdrawn, and withdraws it."""
    comment = get_object_or_404(Comment.objects.select_related("claim", "discrepancy", "by"), pk=pk)
    require_may_withdraw(comment, person_of(request))
    if request.method == "POST":
        try:
            withdraw_comment(comment=comment, by=person_of(request))
        except RuleError as error:
            messages.error(request, spoken(error.sentence))
        else:
            messages.success(request, _("Comment withdrawn."))
        return redirect(address_of(comment))
    return render(
        request,
        "factcheck/withdraw_comment.html",
        {"section": "claims", "comment": comment, "claim": comment.claim, "back": address_of(comment)},
    )


@require_POST
@page()
def watch(request: HttpRequest, ref: str) -> HttpResponse:
    claim = get_object_or_404(Claim, ref=ref)
    watch_claim(claim=claim, by=person_of(request))
    messages.success(request, _("You watch this claim: you are told when something happens to it."))
    return redirect(claim)


@require_POST
@page()
def unwatch(request: HttpRequest, ref: str) -> HttpResponse:
    claim = get_object_or_404(Claim, ref=ref)
    unwatch_claim(claim=claim, by=person_of(request))
    messages.success(request, _("You no longer watch this claim."))
    return redirect(claim)
