"""Claims with their citations inside, and topics."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.citation_forms import keep_citation
from factcheck.admin.claim_citations import CitationInline
from factcheck.admin.claim_lists import REOPEN_SEVERAL, OriginFilter, ReviewFilter, StateFilter
from factcheck.admin.comments import say_comments
from factcheck.admin.history import HistoryMixin
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin, RecordedForm
from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.roles import Act
from factcheck.models import Citation, Claim, ClaimState
from factcheck.models.speech import say_day
from factcheck.services.claims import ClaimWords, amend_claim, record_claim


class ClaimForm(RecordedForm):
    ref = forms.SlugField(
        label=_("Reference"),
        required=False,
        allow_unicode=True,
        max_length=120,
        help_text=_("A short name of its own, for files. Left empty, it is made from the question."),
    )

    class Meta:
        widgets = {"question": forms.TextInput(attrs={"class": "vTextField"})}
        help_texts = {"question": _("One question that can be checked, neutral about the answer.")}

    def words(self) -> ClaimWords:
        data = self.cleaned_data
        return ClaimWords(
            question=data["question"],
            topic=data["topic"].name if data["topic"] else "",
            answer_kind=AnswerKind(data["answer_kind"]),
            unit=data["unit"],
            lives=Lives(data["lives"]),
            tolerance=data["tolerance"],
        )


PRINTED = ["answer_printed", "since_approval", "review_day", "origin_of_split", "comments"]
"""What the page of a claim tells of its printed answer, where the claim came from, and what people say."""


class ClaimAdmin(HistoryMixin, RecordedAdmin[Claim]):
    form = ClaimForm
    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record claim")
    act_of_changing = _("Amend")
    inlines = [CitationInline]
    list_display = ["question", "topic", "state_in_words", "source_count", "origin_count", "unread_count"]
    list_select_related = ["topic", "printed"]
    list_filter = [StateFilter, ReviewFilter, OriginFilter, "answer_kind", "lives", "topic"]
    list_per_page = 50
    search_fields = ["question", "ref", "topic__name"]
    search_help_text = _("Words of the question, its reference or its topic")
    date_hierarchy = "recorded_at"
    autocomplete_fields = ["topic"]
    actions = ["reopen"]
    fieldsets = [
        (None, {"fields": ["question", "topic", ("answer_kind", "unit"), ("lives", "tolerance"), "ref"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).with_state()  # type: ignore[attr-defined, no-any-return] # the claim's own

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return [*fieldsets, (_("Where it stands"), {"fields": [("state_in_words", "counts"), *PRINTED]})]
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[str]:
        return [] if obj is None else ["ref", "state_in_words", "counts", *PRINTED]

    @admin.display(description=_("state"), ordering="state")
    def state_in_words(self, claim: Claim) -> str:
        return str(ClaimState(claim.state).label)  # type: ignore[attr-defined] # with_state() adds it

    @admin.display(description=_("rests on"))
    def counts(self, claim: Claim) -> str:
        sources = ngettext("%d source", "%d sources", claim.source_count) % claim.source_count
        origins = ngettext("%d origin", "%d origins", claim.origin_count) % claim.origin_count
        unread = gettext("%d unread") % claim.unread_count
        return f"{sources} · {origins} · {unread}"

    @admin.display(description=_("printed answer"))
    def answer_printed(self, claim: Claim) -> str:
        if claim.verdict is None:
            return gettext("none yet")
        if claim.printed is None:
            return gettext("nothing at present; it was: %s") % claim.verdict.answer
        return claim.printed.answer

    @admin.display(description=_("since its approval"))
    def since_approval(self, claim: Claim) -> str:
        if claim.verdict is None or claim.verified_at is None:
            return "–"
        said = []
        if claim.evidence_changed_at and claim.evidence_changed_since:
            said.append(gettext("evidence changed on %s") % _day(claim.evidence_changed_at))
        if claim.reopened_at is not None:
            said.append(gettext("re-opened on %s") % _day(claim.reopened_at))
        return " · ".join(said) or gettext("nothing has changed")

    @admin.display(description=_("looked at again on"))
    def review_day(self, claim: Claim) -> str:
        review_on = claim.verdict.review_on if claim.verdict else None
        return say_day(review_on) if review_on else gettext("no day is set")

    @admin.display(description=_("split from"))
    def origin_of_split(self, claim: Claim) -> str:
        if claim.split_from is None:
            return "–"
        address = reverse("admin:factcheck_claim_change", args=[claim.split_from_id])
        return format_html('<a href="{}">{}</a>', address, claim.split_from.question)

    @admin.display(description=_("comments"))
    def comments(self, claim: Claim) -> str:
        return say_comments(claim)

    @admin.action(description=_("Re-open what is printed…"), permissions=["propose"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        return REOPEN_SEVERAL.run(self, request, queryset)

    def keep(self, request: HttpRequest, form: Any, obj: Claim, *, change: bool) -> Claim:
        person = person_of(request)
        if change:
            return amend_claim(claim=obj, words=form.words(), by=person, seen_version=form.seen)
        return record_claim(words=form.words(), by=person, ref=form.cleaned_data["ref"])

    def keep_inline(self, request: HttpRequest, form: Any, parent: Claim) -> Citation:
        return keep_citation(request, form, parent)

    def response_add(
        self, request: HttpRequest, obj: Claim, post_url_continue: str | None = None
    ) -> HttpResponse:
        _say_what_is_unread(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        _say_what_is_unread(request, obj)
        return super().response_change(request, obj)


def _say_what_is_unread(request: HttpRequest, claim: Claim) -> None:
    for citation in claim.citations.unread()[:3]:
        messages.warning(
            request,
            gettext("“%(figure)s” is kept as words and compared with nothing: %(why)s")
            % {"figure": citation.figure, "why": citation.unread_because},
        )


def _day(moment: datetime) -> str:
    return say_day(timezone.localdate(moment))
