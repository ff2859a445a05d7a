"""The list of sources."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from factcheck.core.dates import say_date
from factcheck.web.tables.base import META, NAME, NUMBER, DeskTable


class SourceTable(DeskTable):
    caption = _("Sources")
    counted = ngettext_lazy("%(count)s source", "%(count)s sources", "count")
    indexed = ("title", "publisher", "kind", "published", "reliability")

    title = tables.Column(verbose_name=_("Title"), linkify=True, attrs=NAME)
    publisher = tables.Column(verbose_name=_("Publisher"), order_by=("publisher", "title"))
    kind = tables.Column(verbose_name=_("Kind"), order_by=("kind", "title"), attrs=META)
    published = tables.Column(verbose_name=_("Published"), order_by=("published", "title"), attrs=META)
    reliability = tables.Column(verbose_name=_("Reliability"), order_by=("reliability", "title"))
    claim_count = tables.Column(verbose_name=_("Claims"), attrs=NUMBER)
    citation_count = tables.Column(verbose_name=_("Citations"), attrs=NUMBER)

    class Meta(DeskTable.Meta):
        empty_text = _("No source fits. Clear a filter, or record one.")

    def render_published(self, value: str) -> str:
        return say_date(value)

    def render_reliability(self, value: str) -> str:
        return value
