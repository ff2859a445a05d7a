"""The pages of a claim: looking at it, recording one, amending it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.exports.bibliography import BIBLIOGRAPHIES
from factcheck.models import Claim, Desk, JudgedReading, Topic, VerdictState
from factcheck.models.amended import AmendedSince, amended_since
from factcheck.services.claims import amend_claim, record_claim
from factcheck.web.access import page, person_of
from factcheck.web.forms.claims import ClaimForm
from factcheck.web.forms.decisions import CommentForm
from factcheck.web.pages.claim_page import SHOWN_CITATIONS, claim_page
from factcheck.web.pages.comments import comments_part
from factcheck.web.pages.history import latest_of
from factcheck.web.speech import put_on

SUGGESTED = 300


@page()
def claim(request: HttpRequest, ref: str) -> HttpResponse:
    """A claim: the printed answer, the plot, the flags, the citations, the history."""
    found = get_object_or_404(
        Claim.objects.with_state().select_related(
            "topic", "verdict", "proposed_verdict__proposed_by", "split_from"
        ),
        ref=ref,
    )
    first = _first(request, found)
    person = person_of(request)
    desk = Desk.current()
    approval = (
        found.verdict.steps.filter(to_state=VerdictState.APPROVED).select_related("by").last()
        if found.verdict
        else None
    )
    return render(
        request,
        "factcheck/claim.html",
        {
            "section": "claims",
            "claim": found,
            "shown": claim_page(found, first),
            "first": first,
            "next": first + SHOWN_CITATIONS,
            "previous": max(0, first - SHOWN_CITATIONS),
            "approval": approval,
            "decided": found.discrepancies.filter(state="resolved")
            .select_related("resolution__proposed_by")
            .prefetch_related(
                Prefetch("resolution__judged", queryset=_first_judged(), to_attr="first_judged"),
                "resolution__steps__by",
            ),
            "latest_correction": found.corrections.for_log().first() if found.verdict else None,
            "split_off": found.split_off.order_by("pk"),
            "history": latest_of(found),
            "comments": comments_part(person, found, until=request.GET.get("until", "")),
            "is_watched": found.watches.filter(person=person).exists(),
            "comment_form": CommentForm(),
            "is_own": found.proposed_verdict is not None
            and found.proposed_verdict.proposed_by_id == person.pk
            and not desk.single_review,
            "desk_publishes": desk.publishes,
            "may_record": person.may(Act.RECORD),
            "may_propose": person.may(Act.PROPOSE),
            "may_approve": person.may(Act.APPROVE),
            "bibliographies": BIBLIOGRAPHIES.values(),
        },
    )


def _first(request: HttpRequest, claim: Claim) -> int:
    """The first citation that is asked for; the beginning where the claim has not so many."""
    given = request.GET.get("from", "")
    first = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
    return first if first and first < claim.citations.standing().count() else 0


def _first_judged() -> QuerySet[JudgedReading]:
    """As many of the readings that a resolution judged as one page shows."""
    return JudgedReading.objects.select_related("citation__source").order_by("pk")[:SHOWN_CITATIONS]


@page(Act.RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Where recording begins: a claim, a source, or a citation on a claim."""
    return render(request, "factcheck/record.html", {"section": "record"})


@page(Act.RECORD)
def record_claim_page(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(request.POST or None, initial={"question": request.GET.get("question", "")})
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record_claim(words=form.words(), by=person_of(request))
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Recorded. Now say what the first source gives."))
            return redirect("record_citation", ref=recorded.ref)
    return _form_page(request, form, None)


@page(Act.RECORD)
def amend_claim_page(request: HttpRequest, ref: str) -> HttpResponse:
    found = get_object_or_404(Claim.objects.select_related("topic"), ref=ref)
    form = ClaimForm(request.POST or None, initial=ClaimForm.initial_of(found))
    amended = None
    if request.method == "POST" and form.is_valid():
        try:
            amend_claim(
                claim=found,
                words=form.words(),
                by=person_of(request),
                seen_version=form.cleaned_data["seen_version"],
            )
        except RuleError as error:
            amended = amended_since(found, form.cleaned_data["seen_version"] or 0)
            put_on(form, error, seen_version=Claim.objects.get(pk=found.pk).version)
        else:
            messages.success(request, _("Amended."))
            return redirect(found)
    return _form_page(request, form, found, amended)


def _form_page(
    request: HttpRequest, form: ClaimForm, found: Claim | None, amended: AmendedSince | None = None
) -> HttpResponse:
    topics = Topic.objects.order_by("name").values_list("name", flat=True)[:SUGGESTED]
    return render(
        request,
        "factcheck/claim_form.html",
        {"section": "claims", "form": form, "claim": found, "topics": topics, "amended": amended},
        status=422 if form.errors else 200,
    )
