"""The list of exports."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.core.sentences import Sentence
from factcheck.exports.formats import FORMATS_OF
from factcheck.models import Export, ExportedList, ExportState
from factcheck.models.speech import spoken
from factcheck.web.tables.base import META, NAME, DeskTable


class ExportTable(DeskTable):
    caption = _("Exports")
    counted = ngettext_lazy("%(count)s export", "%(count)s exports", "count")

    made_at = tables.Column(verbose_name=_("When"), orderable=False, attrs=META)
    list = tables.Column(verbose_name=_("What"), orderable=False, attrs=NAME)
    format = tables.Column(verbose_name=_("Format"), orderable=False, attrs=META)
    records = tables.Column(verbose_name=_("How much"), orderable=False, attrs=META)
    made_by = tables.Column(verbose_name=_("By"), orderable=False, attrs=META, default=_("the operator"))
    sha256 = tables.Column(
        verbose_name=_("SHA-256"), orderable=False, attrs={"cell": {"class": "digest"}}, empty_values=()
    )
    manifest = tables.Column(verbose_name=_("Manifest"), orderable=False, attrs=META, empty_values=())

    class Meta(DeskTable.Meta):
        empty_text = _("Nothing was exported yet. Each list has a button for it.")

    def render_made_at(self, value: datetime) -> SafeString:
        local = localtime(value)
        words = date_format(local, "DATETIME_FORMAT")
        return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)

    def render_list(self, record: Export) -> SafeString:
        """The list, the filter under which it was exported, and what the changes are told since."""
        query = f"?{record.query}" if record.query else ""
        link = format_html('<a href="{}{}">{}</a>', reverse(record.list), query, record.get_list_display())
        said = [record.words] if record.words else []
        if record.since_export:
            day = date_format(localtime(record.since_export.made_at), "DATETIME_FORMAT")
            said.append(gettext("changes since the export of %(day)s") % {"day": day})
        elif record.since:
            day = date_format(localtime(record.since), "DATETIME_FORMAT")
            said.append(gettext("changes since %(day)s") % {"day": day})
        if record.is_single_review:
            said.append(gettext("single review"))
        if not said:
            return link
        return format_html('{} <span class="meta">{}</span>', link, " · ".join(said))

    def render_format(self, record: Export) -> str:
        chosen = FORMATS_OF[ExportedList(record.list)].get(record.format)
        return spoken(Sentence(chosen.label)) if chosen else record.format

    def render_records(self, record: Export) -> str:
        if record.state_now is ExportState.BEGUN:
            return gettext("being written")
        if record.state_now is ExportState.BROKEN_OFF:
            return gettext("broken off")
        if record.list in {ExportedList.VERIFIED, ExportedList.CLAIMS}:
            claims = ngettext("%(count)s claim", "%(count)s claims", record.records)
            cited = ngettext("%(count)s citation", "%(count)s citations", record.citations)
            return f"{claims % {'count': record.records}}, {cited % {'count': record.citations}}"
        rows = ngettext("%(count)s row", "%(count)s rows", record.records)
        return rows % {"count": record.records}

    def render_sha256(self, value: str) -> str:
        return format_html("<code>{}</code>", value) if value else "—"

    def render_manifest(self, record: Export) -> SafeString:
        return format_html(
            '<a href="{}" aria-label="{} {}">{}</a>',
            record.get_absolute_url(),
            gettext("Manifest of export"),
            record.pk,
            gettext("Manifest"),
        )
