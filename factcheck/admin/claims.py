"""Claims with their citations inside, and topics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.citation_forms import CitationForm, in_words, keep_citation
from factcheck.admin.history import HistoryMixin
from factcheck.admin.policy import PolicyMixin, person_of
from factcheck.admin.recorded import RecordedAdmin, RecordedForm, RecordedFormSet, with_seen_version
from factcheck.admin.typed import StackedInline
from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.roles import Act
from factcheck.models import Citation, Claim, ClaimState, Desk
from factcheck.services.claims import ClaimWords, amend_claim, record_claim

CITATIONS_SHOWN = 10
"""As many citations as a claim's page shows for amending; a claim may have fifty thousand."""


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


class CitationsOfClaim(RecordedFormSet):
    """The first citations of a claim, in the order of recording, so that a form keeps its place."""

    def get_queryset(self) -> QuerySet[Any]:
        return self._first

    @cached_property
    def _first(self) -> QuerySet[Any]:
        """Asked for by every form of the set, some of them often: the citations are fetched once."""
        first = list(super().get_queryset().values_list("pk", flat=True)[:CITATIONS_SHOWN])
        queryset: QuerySet[Any] = super().get_queryset().filter(pk__in=first)
        return queryset

    @cached_property
    def count_of_all(self) -> int:
        return 0 if self.instance.pk is None else Citation.objects.filter(claim=self.instance.pk).count()


class CitationInline(PolicyMixin, StackedInline[Citation, Claim]):
    model = Citation
    form = CitationForm
    formset = CitationsOfClaim
    added_by = changed_by = Act.RECORD
    autocomplete_fields = ["source", "attribution"]
    readonly_fields = ["reading", "standing"]
    show_change_link = True
    view_on_site = False
    can_delete = False
    template = "admin/factcheck/citations_of_claim.html"
    fields = [
        ("figure", "reading"),
        "source",
        "quote",
        ("locator", "as_of"),
        ("credibility", "attribution"),
        ("scope", "standing"),
    ]

    @cached_property
    def desk(self) -> Desk:
        """The settings in force; Django makes an inline anew for each request."""
        return Desk.current()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("claim", "source", "attribution").order_by("pk")

    def get_extra(self, request: HttpRequest, obj: Claim | None = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return with_seen_version(fieldsets) if self.has_change_permission(request, obj) else fieldsets

    @admin.display(description=_("read as"))
    def reading(self, citation: Citation) -> str:
        return in_words(citation, self.desk) if citation.pk else gettext("shown once it is recorded")

    @admin.display(description=_("standing"))
    def standing(self, citation: Citation) -> str:
        if citation.pk is None:
            return gettext("new")
        if citation.withdrawn_at:
            return gettext("withdrawn: %s") % citation.withdrawn_because
        address = reverse("admin:factcheck_citation_withdraw", args=[citation.pk])
        return format_html('{} · <a href="{}">{}</a>', gettext("counted"), address, gettext("Withdraw…"))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ClaimState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class ClaimAdmin(HistoryMixin, RecordedAdmin[Claim]):
    form = ClaimForm
    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record claim")
    act_of_changing = _("Amend")
    inlines = [CitationInline]
    list_display = ["question", "topic", "state_in_words", "source_count", "origin_count", "unread_count"]
    list_select_related = ["topic"]
    list_filter = [StateFilter, "answer_kind", "lives", "topic"]
    list_per_page = 50
    search_fields = ["question", "ref", "topic__name"]
    search_help_text = _("Words of the question, its reference or its topic")
    date_hierarchy = "recorded_at"
    autocomplete_fields = ["topic"]
    fieldsets = [
        (None, {"fields": ["question", "topic", ("answer_kind", "unit"), ("lives", "tolerance"), "ref"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).with_state()  # type: ignore[attr-defined, no-any-return] # the claim's own

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return [*fieldsets, (_("Where it stands"), {"fields": [("state_in_words", "counts"), "printed"]})]
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[str]:
        return [] if obj is None else ["ref", "state_in_words", "counts", "printed"]

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
    def printed(self, claim: Claim) -> str:
        return str(claim.verdict) if claim.verdict else gettext("none yet")

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
