"""The history of a record: who changed what, when and why. To look at; nothing is put back from here."""

from __future__ import annotations

from collections import defaultdict
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
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from factcheck.admin.policy import missing

PER_PAGE = 50
LEFT_OUT = frozenset(
    {"id", "version", "recorded_at", "recorded_by", "is_read"}
    | {"hedge", "stated_low", "stated_high", "low_hedge", "high_hedge"}
)
"""What nobody typed: bookkeeping, and what the grammar made of the figure that stands beside it."""


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    who: str
    why: str
    changes: tuple[Change, ...]


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
    words = _Words(versions)
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        yield Entry(
            at=version.history_date,
            who=str(version.history_user or gettext("the operator")),
            why=gettext(version.history_change_reason) if version.history_change_reason else "",
            changes=tuple(words.changes(before, version)),
        )


class _Words:
    """What fields say, in words; the records that they point at are looked up once for each kind of record."""

    def __init__(self, versions: Sequence[Any]) -> None:
        model = versions[0].instance_type
        tracked = [*versions[0].tracked_fields, *model._meta.many_to_many]
        self.fields = [field for field in tracked if field.name not in LEFT_OUT]
        self.linked: dict[tuple[int, str], list[int]] = defaultdict(list)
        wanted: dict[Any, set[int]] = defaultdict(set)
        for field in self.fields:
            if field.many_to_many:
                self._follow(versions, field)
                wanted[field.related_model].update(*self.linked.values())
            elif field.related_model is not None:
                wanted[field.related_model].update(
                    filter(None, (getattr(one, field.attname) for one in versions))
                )
        self.names = {target: target.objects.in_bulk(keys) for target, keys in wanted.items()}

    def _follow(self, versions: Sequence[Any], field: Any) -> None:
        """Which records each version was linked to, in one query."""
        links = getattr(versions[0], field.name).model.objects.filter(
            history__in=[one.pk for one in versions]
        )
        for version, target in links.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            self.linked[version, field.name].append(target)

    def changes(self, before: Any, now: Any) -> Iterator[Change]:
        for field in self.fields:
            was, is_now = (self._say(before, field) if before else ""), self._say(now, field)
            if was != is_now:
                yield Change(capfirst(str(field.verbose_name)), was, is_now)

    def _say(self, version: Any, field: Any) -> str:
        if field.many_to_many:
            names = self.names[field.related_model]
            return ", ".join(sorted(str(names.get(key, key)) for key in self.linked[version.pk, field.name]))
        value = getattr(version, field.attname)
        if value is None or value == "":
            return ""
        if field.related_model is not None:
            return str(self.names[field.related_model].get(value, value))
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        return str(dict(field.flatchoices).get(value, value))
