"""Topics and attributions: short lists of names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin
from factcheck.core.roles import Act
from factcheck.models import Attribution, Topic
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


class AttributionAdmin(RecordedAdmin[Attribution]):
    """Whom sources credit. Two names for one body count as two origins, which the desk sees to."""

    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record attribution")
    act_of_changing = _("Rename")
    fields = ["name"]
    list_display = ["name", "citation_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        standing = Q(citations__withdrawn_at=None)
        return Attribution.objects.identified().annotate(citation_count=Count("citations", filter=standing))

    @admin.display(description=_("citations"), ordering="citation_count")
    def citation_count(self, attribution: Any) -> int:
        return int(attribution.citation_count)

    def keep(self, request: HttpRequest, form: Any, obj: Attribution, *, change: bool) -> Attribution:
        name, person = form.cleaned_data["name"], person_of(request)
        if change:
            return rename_attribution(attribution=obj, name=name, by=person)
        return record_attribution(name=name, by=person)
