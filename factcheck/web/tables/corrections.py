"""The correction log."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import Correction, Verdict
from factcheck.web.tables.base import ANSWER, META, NAME, WORDS, DeskTable


class CorrectionTable(DeskTable):
    caption = _("Corrections")
    counted = ngettext_lazy("%(count)s correction", "%(count)s corrections", "count")

    at = tables.Column(verbose_name=_("When"), attrs=META)
    claim = tables.Column(verbose_name=_("Question"), linkify=True, orderable=False, attrs=NAME)
    was = tables.Column(verbose_name=_("Was printed"), orderable=False, attrs=ANSWER)
    now = tables.Column(verbose_name=_("Is printed"), orderable=False, attrs=ANSWER, empty_values=())
    why = tables.Column(verbose_name=_("Why"), orderable=False, attrs=WORDS)
    by = tables.Column(verbose_name=_("By"), orderable=False, attrs=META, default=_("the evidence"))

    class Meta(DeskTable.Meta):
        empty_text = _("What the desk prints has not changed yet. Whenever it does, it stands here.")

    def render_at(self, value: datetime) -> SafeString:
        local = localtime(value)
        words = date_format(local, "DATETIME_FORMAT")
        return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)

    def render_was(self, value: Verdict) -> SafeString:
        return _answer(value)

    def render_now(self, record: Correction) -> SafeString:
        if record.now is None:
            return format_html("<em>{}</em>", gettext("nothing any longer"))
        return _answer(record.now)


def _answer(verdict: Verdict) -> SafeString:
    """The printed answer; its sentence is there for who points at it, and on the page of the claim."""
    return format_html('<span class="sentence" title="{}">{}</span>', verdict.sentence, verdict.answer)
