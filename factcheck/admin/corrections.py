"""The correction log, to look at: every change of what the desk prints."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.lists import YesNoFilter, in_short
from factcheck.admin.policy import PolicyMixin
from factcheck.admin.typed import ModelAdmin
from factcheck.models import Correction


class PrintedFilter(YesNoFilter):
    title = _("what changed")
    parameter_name = "printed"
    choice_words = (("other", _("printed otherwise")), ("nothing", _("no longer printed")))
    conditions = {"other": Q(now__isnull=False), "nothing": Q(now=None)}


class CorrectionAdmin(PolicyMixin, ModelAdmin[Correction]):
    """Written by what happens to answers; nobody adds to it and nobody changes it."""

    list_display = ["at", "question", "was_printed", "is_printed", "why_in_short", "who"]
    list_display_links = None
    list_filter = [PrintedFilter, "claim__topic"]
    list_per_page = 50
    search_fields = ["claim__question", "was__answer", "now__answer", "why"]
    search_help_text = _("Words of the question, the answers or the reason")
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "question", "was_printed", "is_printed", "why", "who"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return Correction.objects.for_log()

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        return self.fields

    @admin.display(description=_("question"), ordering="claim__question")
    def question(self, correction: Correction) -> str:
        address = reverse("admin:factcheck_claim_change", args=[correction.claim_id])
        return format_html('<a href="{}">{}</a>', address, correction.claim.question)

    @admin.display(description=_("was printed"))
    def was_printed(self, correction: Correction) -> str:
        return correction.was.answer

    @admin.display(description=_("is printed"))
    def is_printed(self, correction: Correction) -> str:
        return gettext("nothing any longer") if correction.now is None else correction.now.answer

    @admin.display(description=_("why"))
    def why_in_short(self, correction: Correction) -> str:
        return in_short(correction.why)

    @admin.display(description=_("by"))
    def who(self, correction: Correction) -> str:
        return str(correction.by or gettext("the evidence"))
