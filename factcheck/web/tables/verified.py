"""The list of verified claims."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import Claim
from factcheck.web.tables.base import ANSWER, META, NAME, WORDS, DeskTable


class VerifiedTable(DeskTable):
    caption = _("Verified claims")
    counted = ngettext_lazy("%(count)s verified claim", "%(count)s verified claims", "count")

    question = tables.Column(verbose_name=_("Question"), linkify=True, attrs=NAME)
    answer = tables.Column(
        verbose_name=_("Printed answer"), accessor="verdict__answer", orderable=False, attrs=ANSWER
    )
    sentence = tables.Column(
        verbose_name=_("Sentence"), accessor="verdict__sentence", orderable=False, attrs=WORDS
    )
    verified_at = tables.Column(verbose_name=_("Approved on"), attrs=META)
    is_changed_since = tables.Column(verbose_name=_("Changed since"), orderable=False, attrs=META)

    readers = tables.Column(
        verbose_name=_("Readers"), accessor="is_kept_back", orderable=False, attrs=META, empty_values=()
    )

    class Meta(DeskTable.Meta):
        empty_text = _(
            "Nothing is verified yet. A claim is, when its answer is approved and no discrepancy is open."
        )

    def render_sentence(self, value: str) -> SafeString:
        return format_html('<span class="sentence">{}</span>', value)

    def render_verified_at(self, record: Claim) -> str:
        day = date_format(localtime(record.verified_at), "DATE_FORMAT") if record.verified_at else ""
        single = record.is_single_review  # type: ignore[attr-defined] # the query of the list adds it
        return f"{day} · {_('single review')}" if single else day

    def render_readers(self, record: Claim) -> SafeString | str:
        if record.is_kept_back:
            return str(_("kept from readers"))
        said = gettext("As readers see it: %(question)s") % {"question": record.question}
        address = reverse("published_claim", args=[record.ref])
        return format_html('<a href="{}" aria-label="{}">{}</a>', address, said, gettext("see it"))

    def render_is_changed_since(self, value: bool) -> str:  # noqa: FBT001 -- the cell's own value
        return str(_("evidence changed")) if value else str(_("no"))
