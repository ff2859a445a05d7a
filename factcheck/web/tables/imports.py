"""The list of imports, the rows of one, and what it does beside its rows."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import EffectKind, Import, ImportEffect, ImportRow, ImportState, RowFate
from factcheck.models.discrepancies import KIND_CHOICES, SEVERITY_CHOICES
from factcheck.web.tables.base import META, NAME, NUMBER, WORDS, DeskTable

CLAIM, SOURCE, WHY = ({"cell": {"class": name}} for name in ("claim", "source", "meta why"))
_BADGES = {
    RowFate.REFUSED.value: "major",
    RowFate.CHANGED.value: "moderate",
    RowFate.ADDED.value: "verified",
    ImportState.IMPORTED.value: "verified",
    ImportState.REFUSED.value: "major",
    ImportState.CHECKED.value: "moderate",
}
_KINDS = dict(KIND_CHOICES)
_SEVERITIES = dict(SEVERITY_CHOICES)


class ImportTable(DeskTable):
    caption = _("Imports")
    counted = ngettext_lazy("%(count)s import", "%(count)s imports", "count")

    name = tables.Column(verbose_name=_("File"), linkify=True, orderable=False, attrs=NAME)
    state = tables.Column(verbose_name=_("State"), orderable=False, attrs=META)
    counts = tables.Column(verbose_name=_("Citations"), orderable=False, empty_values=(), attrs=WORDS)
    received_at = tables.Column(verbose_name=_("Received"), orderable=False, attrs=META)
    received_by = tables.Column(verbose_name=_("By"), orderable=False, attrs=META)

    class Meta(DeskTable.Meta):
        empty_text = _(
            "No file has been imported yet. Import one: a CSV or Excel file, a row for each citation."
        )

    def render_state(self, record: Import) -> SafeString:
        return _badge(record.state, record.get_state_display())

    def render_received_at(self, value: datetime) -> SafeString:
        local = localtime(value)
        words = date_format(local, "DATETIME_FORMAT")
        return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)

    def render_counts(self, record: Import) -> str:
        return said_counts(record)


class ImportRowTable(DeskTable):
    caption = _("Rows of the file")
    counted = ngettext_lazy("%(count)s row", "%(count)s rows", "count")

    line = tables.Column(verbose_name=_("Line"), orderable=False, attrs=NUMBER)
    fate = tables.Column(verbose_name=_("What becomes of it"), orderable=False, attrs=META)
    claim = tables.Column(verbose_name=_("Claim"), orderable=False, attrs=CLAIM)
    source = tables.Column(verbose_name=_("Source"), orderable=False, attrs=SOURCE)
    figure = tables.Column(verbose_name=_("Figure"), orderable=False, attrs=SOURCE)
    details = tables.Column(verbose_name=_("Why, or from what to what"), orderable=False, attrs=WHY)

    class Meta(DeskTable.Meta):
        attrs: ClassVar[dict[str, str]] = {"class": "table-cards import-rows"}
        empty_text = _("No row of the file is like this.")

    def render_fate(self, record: ImportRow) -> SafeString:
        return _badge(record.fate, record.get_fate_display())

    def render_details(self, record: ImportRow) -> SafeString:
        if record.fate == RowFate.REFUSED:
            lines = format_html_join("", "<li><strong>{}</strong>: {}</li>", record.details)
            return format_html('<ul class="plain">{}</ul>', lines)
        return _changes(record.details)


class ImportEffectTable(DeskTable):
    caption = _("What it does beside its rows")
    counted = ngettext_lazy("%(count)s effect", "%(count)s effects", "count")

    title = tables.Column(verbose_name=_("Claim or source"), orderable=False, empty_values=(), attrs=NAME)
    details = tables.Column(verbose_name=_("What happens"), orderable=False, attrs=WORDS)

    class Meta(DeskTable.Meta):
        empty_text = _("Nothing of this kind.")

    def render_title(self, record: ImportEffect) -> SafeString:
        words = record.title or record.ref
        if record.belongs_to.state != ImportState.IMPORTED:
            return format_html("{}", words)
        page = "source" if record.kind == EffectKind.SOURCE else "claim"
        return format_html('<a href="{}">{}</a>', reverse(page, args=[record.ref]), words)

    def render_details(self, record: ImportEffect) -> SafeString:
        if record.kind == EffectKind.OPENS:
            kind, severity, low, high = record.details[0]
            badge = format_html('<span class="badge badge-{}">{}</span>', severity, _SEVERITIES[severity])
            if not low or not high:
                return format_html("{} {}", badge, _KINDS[kind])
            return format_html(
                gettext("{badge} {kind}: “{low}” against “{high}”"),
                badge=badge,
                kind=_KINDS[kind],
                low=low,
                high=high,
            )
        if record.kind == EffectKind.MOVES:
            return format_html("{}", record.details[0][0])
        return _changes(record.details)


def said_counts(run: Import) -> str:
    """What an import did or would do, in words, as far as it is known."""
    counts = run.counts
    if not counts:
        return "—"
    parts = [
        ngettext("%(count)s added", "%(count)s added", counts["added"])
        % {"count": number_format(counts["added"])},
        gettext("%(count)s changed") % {"count": number_format(counts["changed"])},
        gettext("%(count)s left") % {"count": number_format(counts["left"])},
        gettext("%(count)s refused") % {"count": number_format(counts["refused"])},
    ]
    kept = zip(("added", "changed", "left", "refused"), parts, strict=True)
    return ", ".join(words for name, words in kept if counts[name]) or gettext("nothing in it")


def _changes(details: list[list[str]]) -> SafeString:
    nothing = gettext("nothing")
    lines = format_html_join(
        "",
        gettext("<li><strong>{}</strong>: {} → {}</li>"),
        ((column, was or nothing, now or nothing) for column, was, now in details),
    )
    return format_html('<ul class="plain">{}</ul>', lines)


def _badge(kind: str, words: str) -> SafeString:
    return format_html('<span class="badge badge-{}">{}</span>', _BADGES.get(kind, kind), words)
