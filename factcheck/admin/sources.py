"""Sources, with what they draw on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.admin.history import HistoryMixin
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin, RecordedForm
from factcheck.core.roles import Act
from factcheck.models import Source
from factcheck.services.sources import SourceWords, amend_source, record_source


class SourceForm(RecordedForm):
    ref = forms.SlugField(
        label=_("Reference"),
        required=False,
        allow_unicode=True,
        max_length=120,
        help_text=_("A short name of its own, for files. Left empty, it is made from the title."),
    )

    class Meta:
        widgets = {"author": forms.TextInput(attrs={"class": "vTextField"})}

    def words(self) -> SourceWords:
        data = self.cleaned_data
        return SourceWords(
            title=data["title"],
            publisher=data["publisher"],
            author=data["author"],
            kind=data["kind"],
            published=data["published"],
            url=data["url"],
            reliability=data["reliability"],
        )


class SourceAdmin(HistoryMixin, RecordedAdmin[Source]):
    form = SourceForm
    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record source")
    act_of_changing = _("Amend")
    list_display = ["title", "publisher", "kind", "published", "reliability", "citation_count", "claim_count"]
    list_filter = ["reliability", "kind"]
    list_per_page = 50
    search_fields = ["title", "publisher", "author", "ref"]
    search_help_text = _("Words of the title, the publisher, the author or the reference")
    autocomplete_fields = ["derived_from"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("publisher", "author"),
                    ("kind", "published"),
                    "url",
                    "reliability",
                    "derived_from",
                    "ref",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.for_list()

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        return [] if obj is None else ["ref"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("citations"), ordering="citation_count")
    def citation_count(self, source: Any) -> int:
        return int(source.citation_count)

    @admin.display(description=_("claims"), ordering="claim_count")
    def claim_count(self, source: Any) -> int:
        return int(source.claim_count)

    def keep(self, request: HttpRequest, form: Any, obj: Source, *, change: bool) -> Source:
        person, derived_from = person_of(request), list(form.cleaned_data["derived_from"])
        if change:
            return amend_source(
                source=obj, words=form.words(), by=person, derived_from=derived_from, seen_version=form.seen
            )
        return record_source(
            words=form.words(), by=person, derived_from=derived_from, ref=form.cleaned_data["ref"]
        )
