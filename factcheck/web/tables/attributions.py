"""The list of attributions: the names that are kept, with those that were merged into each, and those that are likely
the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.core.likely_names import LikelySame
from factcheck.models import Attribution
from factcheck.models.speech import spoken
from factcheck.web.tables.base import NAME, NUMBER, WORDS, DeskTable

SHOWN_LIKELY = 2


class AttributionTable(DeskTable):
    caption = _("Attributions")
    counted = ngettext_lazy("%(count)s name", "%(count)s names", "count")
    likely: Mapping[int, Sequence[LikelySame]] = {}
    """By the key of a row, the names that are likely the same."""
    may_record = False

    name = tables.Column(verbose_name=_("Name"), attrs=NAME)
    likely_same = tables.Column(
        verbose_name=_("Likely the same"), empty_values=(), orderable=False, attrs=WORDS
    )
    claim_count = tables.Column(verbose_name=_("Claims"), attrs=NUMBER)
    citation_count = tables.Column(verbose_name=_("Citations"), attrs=NUMBER)

    class Meta(DeskTable.Meta):
        empty_text = _("No name fits. A name stands here as soon as a citation credits it.")

    def render_name(self, record: Attribution) -> SafeString:
        link = format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)
        merged = format_html_join(
            "", "<li>{}</li>", ((name.name,) for name in sorted(record.names.all(), key=lambda one: one.name))
        )
        if not merged:
            return link
        label = gettext("Merged into it")
        return format_html('{}<ul class="same-names meta" aria-label="{}">{}</ul>', link, label, merged)

    def render_likely_same(self, record: Attribution) -> SafeString | str:
        found = self.likely.get(record.pk, ())
        if not found:
            return "—"
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a> <span class="meta">{}</span></li>',
            ((self._where(record, one), one.name, spoken(one.reason)) for one in found[:SHOWN_LIKELY]),
        )
        return format_html('<ul class="same-names">{}</ul>', lines)

    def _where(self, record: Attribution, one: LikelySame) -> str:
        """To merging the two for whoever may, else to the other name."""
        if self.may_record:
            return f"{reverse('merge_attribution', args=[record.pk])}?name={one.key}"
        return reverse("attribution", args=[one.key])
