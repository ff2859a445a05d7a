"""The citations of one source."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import Citation, JudgedReading, QuotePlace, QuoteState
from factcheck.web.tables.base import META, NAME, WORDS, DeskTable
from factcheck.web.tables.claims import state_badge
from factcheck.web.tables.discrepancies import badge

SHOWN_OF_A_QUOTE = 240
QUOTE_BADGES = {
    QuoteState.VERIFIED.value: ("verified", _("verified")),
    QuoteState.PARAPHRASE.value: ("minor", _("paraphrase")),
    QuoteState.MOVED.value: ("moderate", _("moved")),
    QuoteState.NOT_FOUND.value: ("major", _("not found")),
}


class SourceCitationTable(DeskTable):
    caption = _("Citations of this source")
    counted = ngettext_lazy("%(count)s citation", "%(count)s citations", "count")

    claim = tables.Column(
        verbose_name=_("Question"), order_by=("claim__question", "pk"), linkify=True, attrs=NAME
    )
    state = tables.Column(verbose_name=_("State"), accessor="claim__state", orderable=False)
    figure = tables.Column(verbose_name=_("Figure"), orderable=False)
    quote = tables.Column(verbose_name=_("Quote"), orderable=False, empty_values=(), attrs=WORDS)
    locator = tables.Column(verbose_name=_("Locator"), orderable=False, attrs=META)
    as_of = tables.Column(verbose_name=_("As of"), accessor="as_of_in_words", orderable=False, attrs=META)
    attribution = tables.Column(verbose_name=_("Attribution"), orderable=False, attrs=META)
    standing = tables.Column(
        verbose_name=_("Standing"), orderable=False, empty_values=(), accessor="judged_in_force", attrs=META
    )

    class Meta(DeskTable.Meta):
        empty_text = _("Nothing of it is recorded that fits. Clear a filter, or record a citation.")

    def render_state(self, value: str) -> SafeString:
        return state_badge(value)

    def render_figure(self, record: Citation) -> SafeString:
        template = "<del>{}</del> {}" if record.withdrawn_at else '<span class="quoted">{}</span> {}'
        words = [badge("open", gettext("withdrawn"))] if record.withdrawn_at else []
        if not record.is_read:
            words.append(badge("unread", gettext("unread")))
        return format_html(template, record.figure, format_html_join(" ", "{}", ((word,) for word in words)))

    def render_quote(self, record: Citation) -> SafeString:
        shown = Truncator(record.quote).chars(SHOWN_OF_A_QUOTE)
        place: QuotePlace | None = getattr(record, "quote_place", None)
        kind, word = QUOTE_BADGES[place.state] if place else ("open", _("not checked"))
        if not record.quote:
            return SafeString("—")
        return format_html(
            '<span class="quoted clamp" title="{}">{}</span> {}', record.quote, shown, badge(kind, str(word))
        )

    def render_standing(self, record: Citation) -> SafeString:
        judged: list[JudgedReading] = record.judged_in_force  # type: ignore[attr-defined]
        words = dict.fromkeys(str(one.get_standing_display()) for one in judged)
        return format_html_join(" · ", "{}", ((word,) for word in words)) or SafeString("—")
