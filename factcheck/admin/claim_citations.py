"""The citations inside the page of a claim."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.citation_forms import CitationForm, in_words
from factcheck.admin.policy import PolicyMixin
from factcheck.admin.recorded import RecordedFormSet, with_seen_version
from factcheck.admin.typed import StackedInline
from factcheck.core.roles import Act
from factcheck.models import Citation, Claim, Desk

CITATIONS_SHOWN = 10
"""As many citations as a claim's page shows for amending; a claim may have fifty thousand."""


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
