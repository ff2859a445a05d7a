"""Topics and attributions: short lists of names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.bulk import AskedForm, BulkAct
from factcheck.admin.confirming import Line
from factcheck.admin.lists import YesNoFilter
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin
from factcheck.core.roles import Act
from factcheck.models import Attribution, Topic
from factcheck.models.attributions import MAX_BECAUSE, MAX_NAME
from factcheck.models.speech import say_day
from factcheck.services.attributions import merge_attributions, part_attribution
from factcheck.services.naming import record_attribution, record_topic, rename_attribution, rename_topic


class TopicAdmin(RecordedAdmin[Topic]):
    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record topic")
    act_of_changing = _("Rename")
    fields = ["name"]
    list_display = ["name", "claim_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    @admin.display(description=_("claims"), ordering="claim_count")
    def claim_count(self, topic: Any) -> int:
        return int(topic.claim_count)

    def keep(self, request: HttpRequest, form: Any, obj: Topic, *, change: bool) -> Topic:
        name, person = form.cleaned_data["name"], person_of(request)
        return rename_topic(topic=obj, name=name, by=person) if change else record_topic(name=name, by=person)


class MergedFilter(YesNoFilter):
    title = _("merging")
    parameter_name = "merging"
    choice_words = (("merged", _("merged into another")), ("kept", _("counts by itself")))
    conditions = {"merged": Q(merged_into__isnull=False), "kept": Q(merged_into=None)}


class MergeForm(AskedForm):
    kept = forms.CharField(
        label=_("Merge into"),
        max_length=MAX_NAME,
        help_text=_("The name under which all count from now on, as it is written in the list."),
    )
    because = forms.CharField(
        label=_("Why the names mean the same"),
        max_length=MAX_BECAUSE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Kept in the history. No citation changes. An answer that waits for approval lapses where its origins "
            "become fewer; what is printed stays, marked as resting on evidence that changed."
        ),
        error_messages={"required": _("Not merged: say why the two names mean the same.")},
    )

    def clean_kept(self) -> Attribution:
        found = Attribution.objects.filter(name=" ".join(self.cleaned_data["kept"].split())).first()
        if found is None:
            raise forms.ValidationError(_("No attribution has this name. Choose one from the list."))
        return found


class PartForm(AskedForm):
    because = forms.CharField(
        label=_("Why the names mean different ones"),
        max_length=MAX_BECAUSE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Not taken apart: say why the two names mean different ones.")},
    )


def _line(attribution: Any) -> Line:
    said = [ngettext("%d citation", "%d citations", attribution.citation_count) % attribution.citation_count]
    if attribution.counts_as_id:
        said.append(gettext("counts as “%(name)s”") % {"name": attribution.counts_as_id})
    return Line(attribution.pk, attribution.name, " · ".join(said), None)


MERGE: BulkAct[Attribution] = BulkAct(
    name="merge",
    form=MergeForm,
    title=ngettext_lazy("Merge %d name into another", "Merge %d names into another"),
    button=_("Merge"),
    done=ngettext_lazy("%d name merged.", "%d names merged."),
    line=_line,
    call=lambda one, data, request: merge_attributions(
        kept=data["kept"], merged=one, because=data["because"], by=person_of(request)
    ),
)
PART: BulkAct[Attribution] = BulkAct(
    name="part",
    form=PartForm,
    title=ngettext_lazy("Take %d name apart", "Take %d names apart"),
    button=_("Take apart"),
    done=ngettext_lazy("%d name counts by itself again.", "%d names count by themselves again."),
    line=_line,
    call=lambda one, data, request: part_attribution(
        attribution=one, because=data["because"], by=person_of(request)
    ),
)


class AttributionAdmin(RecordedAdmin[Attribution]):
    """Whom sources credit. Two names for one body count as two origins, until somebody merges them."""

    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record attribution")
    act_of_changing = _("Rename")
    fields = ["name"]
    list_display = ["name", "counted_as", "citation_count"]
    list_filter = [MergedFilter]
    search_fields = ["name"]
    actions = ["merge", "part"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        standing = Q(citations__withdrawn_at=None)
        return Attribution.objects.identified().annotate(citation_count=Count("citations", filter=standing))

    def get_fieldsets(self, request: HttpRequest, obj: Attribution | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        return [*fieldsets, (_("Merging"), {"fields": ["counted_as", "done_to_it"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Attribution | None = None) -> list[str]:
        return [] if obj is None else ["counted_as", "done_to_it"]

    @admin.display(description=_("citations"), ordering="citation_count")
    def citation_count(self, attribution: Any) -> int:
        return int(attribution.citation_count)

    @admin.display(description=_("counts as"), ordering="counts_as")
    def counted_as(self, attribution: Attribution) -> str:
        return attribution.counts_as_id or ""

    @admin.display(description=_("history"))
    def done_to_it(self, attribution: Attribution) -> SafeString | str:
        steps = attribution.steps.select_related("by").order_by("-pk")
        lines = (
            (
                step.get_act_display(),
                step.other_name,
                step.because,
                step.by or gettext("the operator"),
                say_day(localdate(step.at)),
            )
            for step in steps
        )
        return format_html_join("", "<p>{}: “{}” {} ({}, {})</p>", lines) or gettext("nothing yet")

    def keep(self, request: HttpRequest, form: Any, obj: Attribution, *, change: bool) -> Attribution:
        name, person = form.cleaned_data["name"], person_of(request)
        if change:
            return rename_attribution(attribution=obj, name=name, by=person)
        return record_attribution(name=name, by=person)

    @admin.action(description=_("Merge into another name…"), permissions=["record"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Attribution]) -> HttpResponse | None:
        return MERGE.run(self, request, queryset)

    @admin.action(description=_("Take apart…"), permissions=["record"])
    def part(self, request: HttpRequest, queryset: QuerySet[Attribution]) -> HttpResponse | None:
        return PART.run(self, request, queryset)
