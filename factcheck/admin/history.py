"""The history of a record: who changed what, when and why. To look at; nothing is put back from here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from factcheck.admin.policy import missing
from factcheck.models.differences import Difference, Wording

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    who: str
    why: str
    differences: tuple[Difference, ...]


class HistoryMixin:
    """Replaces the list of log entries behind “History” by the versions that the desk keeps."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page_of: Any = self
        record = page_of.get_object(request, unquote(object_id))
        if record is None:
            return missing(page_of, request, object_id)
        if not page_of.has_view_permission(request, record):
            raise PermissionDenied
        versions = record.history.select_related("history_user").order_by("-history_date", "-history_id")
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get(PAGE_VAR))
        # One more than the page shows: what the oldest of them changed is told by the one before it.
        window = list(versions[page.start_index() - 1 : page.end_index() + 1])
        context = {
            **page_of.admin_site.each_context(request),
            "title": gettext("History"),
            "subtitle": str(record),
            "entries": list(entries_of(window))[: len(page)],
            "page": page,
            "page_var": PAGE_VAR,
            "module_name": capfirst(str(page_of.opts.verbose_name_plural)),
            "object": record,
            "opts": page_of.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/factcheck/object_history.html", context)


def entries_of(versions: Sequence[Any]) -> Iterator[Entry]:
    """What each version changed, newest first; the oldest is told in full."""
    if not versions:
        return
    wording = Wording(versions)
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        yield Entry(
            at=version.history_date,
            who=str(version.history_user or gettext("the operator")),
            why=gettext(version.history_change_reason) if version.history_change_reason else "",
            differences=wording.differences(before, version),
        )
