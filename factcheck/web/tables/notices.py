"""The list of what a person is told."""

from __future__ import annotations

import django_tables2 as tables
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from factcheck.models import Notification
from factcheck.models.speech import spoken
from factcheck.services.mailing import shortened
from factcheck.web.tables.base import META, NAME, DeskTable

SHOWN_WORDS = 200
SHOWN_COMMENT = 140


class NoticeTable(DeskTable):
    caption = _("Notices")
    counted = ngettext_lazy("%(count)s notice", "%(count)s notices", "count")

    what = tables.Column(verbose_name=_("What happened"), empty_values=(), orderable=False, attrs=NAME)
    claim = tables.Column(
        verbose_name=_("Claim"), accessor="claim__question", attrs={"cell": {"class": "words"}}
    )
    kind = tables.Column(verbose_name=_("Kind"), attrs=META)
    at = tables.Column(verbose_name=_("Age"), order_by=("-at",), attrs=META)
    is_read = tables.Column(verbose_name=_("Read"), attrs=META)

    class Meta(DeskTable.Meta):
        empty_text = _(
            "There is no notice here. Watch a claim, and you are told when something happens to it."
        )

    def render_what(self, record: Notification) -> SafeString:
        link = format_html(
            '<a href="{}">{}</a>', record.get_absolute_url(), shortened(spoken(record.sentence), SHOWN_WORDS)
        )
        if record.comment is None:
            return link
        words = (
            said("The comment is withdrawn.")
            if record.comment.withdrawn_at
            else said("“%(words)s”") % {"words": shortened(record.comment.text, SHOWN_COMMENT)}
        )
        return format_html('{} <span class="meta">{}</span>', link, words)

    def render_claim(self, value: str) -> SafeString:
        return format_html('<span class="clamp">{}</span>', value)

    def render_at(self, record: Notification) -> SafeString:
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            record.at.isoformat(),
            date_format(timezone.localtime(record.at), "DATETIME_FORMAT"),
            timesince(record.at, depth=1),
        )

    def render_is_read(self, record: Notification) -> SafeString | str:
        return said("read") if record.read_at else format_html("<strong>{}</strong>", said("unread"))
