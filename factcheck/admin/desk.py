"""The desk's settings: one row, changed and never added to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.admin.history import HistoryMixin
from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedAdmin
from factcheck.core.roles import Act
from factcheck.models import Desk
from factcheck.services.desk import change_desk_settings


class DeskAdmin(HistoryMixin, RecordedAdmin[Desk]):
    viewed_by = changed_by = Act.ADMINISTER
    act_of_changing = _("Change settings")
    fields = ["name", "publishes", "tolerance", "single_review"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Desk | None:
        """The settings in force, whether or not anybody has changed them yet."""
        return Desk.current() if object_id == "1" else super().get_object(request, object_id, from_field)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:factcheck_desk_change", args=[1]))

    def keep(self, request: HttpRequest, form: Any, obj: Desk, *, change: bool) -> Desk:
        data = form.cleaned_data
        return change_desk_settings(
            tolerance=data["tolerance"],
            single_review=data["single_review"],
            name=data["name"],
            publishes=data["publishes"],
            by=person_of(request),
        )
