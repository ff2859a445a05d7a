"""The citations of one source."""

from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import Citation, JudgedReading
from factcheck.models.snapshots import quote_place_of
from factcheck.web.tables.base import META, NAME, WORDS, DeskTable, badge
from factcheck.web.tables.claims import state_badge

SHOWN_OF_A_QUOTE, SHOWN_BESIDE = 240, 80


class SourceCitationTable(DeskTable):
    caption = _("Citations of this source")
    counted = ngettext_lazy("%(count)s citation", "%(count)s citations", "count")
    long_order = ("pk",)

    claim = tables.Column(
        verbose_name=_("Question"), order_by=("claim__question", "pk"), linkify=True, attrs=NAME
    )
    state = tables.Column(verbose_name=_("State"), accessor="claim__state", orderable=False)
    figure = tables.Column(verbose_name=_("Figure"), orderable=False)
    quote = tables.Column(verbose_name=_("Quote"), orderable=False, empty_values=(), attrs=WORDS)
    standing = tables.Column(
        verbose_name=_("Standing"), orderable=False, empty_values=(), accessor="judged_in_force", attrs=META
    )

    class Meta(DeskTable.Meta):
        empty_text = _("Nothing of it is recorded that fits. Clear a filter, or record a citation.")

    def render_state(self, value: str) -> SafeString:
        return state_badge(value)

    def render_figure(self, record: Citation) -> SafeString:
        """The figure as printed, and when it holds."""
        template = "<del>{}</del> {}" if record.withdrawn_at else '<span class="quoted">{}</span> {}'
        words = [badge("open", gettext("withdrawn"))] if record.withdrawn_at else []
        if not record.is_read:
            words.append(badge("unread", gettext("unread")))
        said = format_html(template, record.figure, format_html_join(" ", "{}", ((word,) for word in words)))
        if not record.as_of:
            return format_html("<div>{}</div>", said)
        as_of = gettext("as of %(as_of)s") % {"as_of": record.as_of_in_words}
        return format_html('<div>{} <span class="meta">{}</span></div>', said, as_of)

    def render_quote(self, record: Citation) -> SafeString:
        """The words of the source, whether they stand in the stored text, where, and whom they credit."""
        shown = Truncator(record.quote).chars(SHOWN_OF_A_QUOTE)
        state = render_to_string(
            "factcheck/parts/quote_state.html", {"place": quote_place_of(record), "citation": record}
        )
        beside = [record.locator, str(record.attribution or "")]
        return format_html(
            '<div><span class="quoted clamp" title="{}">{}</span> {} <span class="meta">{}</span></div>',
            record.quote,
            shown or "—",
            state,
            " · ".join(Truncator(words).chars(SHOWN_BESIDE) for words in beside if words),
        )

    def render_standing(self, record: Citation) -> SafeString:
        judged: list[JudgedReading] = record.judged_in_force  # type: ignore[attr-defined]
        words = dict.fromkeys(str(one.get_standing_display()) for one in judged)
        return format_html_join(" · ", "{}", ((word,) for word in words)) or SafeString("—")
