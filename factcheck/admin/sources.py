"""Sources, with what they draw on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.bulk import AskedForm, BulkAct
from factcheck.admin.confirming import Line, one_by_one
from factcheck.admin.history import HistoryMixin
from factcheck.admin.lists import YesNoFilter
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin, RecordedForm
from factcheck.admin.sensitive_sources import MARK_SEVERAL, NAME_SEVERAL, SensitiveFilter, say_grades
from factcheck.core.roles import Act
from factcheck.models import Source
from factcheck.models.speech import say_day
from factcheck.services.retracting import retract_source, take_back_retraction
from factcheck.services.sources import SourceWords, amend_source, record_source


class RetractedFilter(YesNoFilter):
    title = _("retraction")
    parameter_name = "retraction"
    choice_words = (("retracted", _("retracted")), ("stands", _("not retracted")))
    conditions = {"retracted": Q(retracted_on__isnull=False), "stands": Q(retracted_on=None)}


class RetractForm(AskedForm):
    because = forms.CharField(
        label=_("Why it was retracted"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "By whom, for what reason, and where it was announced. Its citations stay; every decision that relies "
            "on it, or on a source that draws on it, is opened again, and nothing is printed meanwhile."
        ),
        error_messages={"required": _("Not retracted: say why, and where it was announced.")},
    )
    retracted_on = forms.DateField(
        label=_("Retracted on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Today, unless you give a day."),
    )


def _line(source: Any) -> Line:
    said = [source.publisher] if source.publisher else []
    said.append(ngettext("%d citation", "%d citations", source.citation_count) % source.citation_count)
    said.append(ngettext("on %d claim", "on %d claims", source.claim_count) % source.claim_count)
    return Line(source.pk, source.title, " · ".join(said), None)


RETRACT_SEVERAL: BulkAct[Source] = BulkAct(
    name="retract",
    form=RetractForm,
    title=ngettext_lazy("Mark %d source as retracted", "Mark %d sources as retracted"),
    button=_("Mark as retracted"),
    done=ngettext_lazy("%d source marked as retracted.", "%d sources marked as retracted."),
    line=_line,
    call=lambda one, data, request: retract_source(
        source=one, because=data["because"], retracted_on=data["retracted_on"], by=person_of(request)
    ),
)


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
        help_texts = {
            "retraction": _(
                "Marked and unmarked in the list of sources, by whoever proposes. What relies on a source that is "
                "retracted is opened again."
            ),
            "sensitivity": _(
                "Marked and unmarked in the list of sources. Readers and exports are not told what a sensitive "
                "source is."
            ),
        }

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
    list_display = [
        "title",
        "publisher",
        "kind",
        "published",
        "reliability",
        "retracted",
        "citation_count",
        "claim_count",
    ]
    list_filter = ["reliability", RetractedFilter, SensitiveFilter, "kind"]
    list_per_page = 50
    search_fields = ["title", "publisher", "author", "ref"]
    search_help_text = _("Words of the title, the publisher, the author or the reference")
    autocomplete_fields = ["derived_from"]
    actions = ["retract", "take_back", "mark_sensitive", "name_again"]
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
        return [] if obj is None else ["ref", "retraction", "grades", "sensitivity"]

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        more = ["retraction", "sensitivity", "grades"]
        return [*fieldsets, (_("Retraction, identity and grades"), {"fields": more})]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("retracted"), ordering="retracted_on")
    def retracted(self, source: Source) -> str:
        return say_day(source.retracted_on) if source.retracted_on else ""

    @admin.display(description=_("retracted"))
    def retraction(self, source: Source) -> str:
        if source.retracted_on is None:
            return gettext("no")
        said = {"day": say_day(source.retracted_on), "because": source.retracted_because}
        return gettext("on %(day)s: %(because)s") % said

    @admin.display(description=_("sensitive"))
    def sensitivity(self, source: Source) -> str:
        if not source.is_sensitive:
            return gettext("no")
        return gettext("yes; said instead: Withheld source %(number)d") % {"number": source.withheld_number}

    @admin.display(description=_("grades"))
    def grades(self, source: Source) -> SafeString:
        return say_grades(source)

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

    @admin.action(description=_("Mark as retracted…"), permissions=["propose"])
    def retract(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return RETRACT_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("Mark as sensitive…"), permissions=["see_sensitive"])
    def mark_sensitive(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return MARK_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("No longer sensitive…"), permissions=["see_sensitive"])
    def name_again(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return NAME_SEVERAL.run(self, request, queryset)

    @admin.action(description=_("It was not retracted"), permissions=["propose"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        person = person_of(request)
        done = one_by_one(request, queryset, lambda one: take_back_retraction(source=one, by=person))
        if done:
            sentence = ngettext(
                "%d source is no longer marked as retracted. What was opened again stays open.",
                "%d sources are no longer marked as retracted. What was opened again stays open.",
                done,
            )
            messages.success(request, sentence % done)
