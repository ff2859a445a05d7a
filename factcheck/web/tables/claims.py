"""The list of claims."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from factcheck.core.claims import AnswerKind
from factcheck.core.plots.small import small_plot, svg_of
from factcheck.core.readings import read_cited_figure
from factcheck.models import Claim, ClaimState, Desk, Discrepancy
from factcheck.web.pages.lanes import bands_of, lanes_of
from factcheck.web.tables.base import ANSWER, META, NAME, NUMBER, PLOT, DeskTable, badge


class ClaimTable(DeskTable):
    caption = _("Claims")
    counted = ngettext_lazy("%(count)s claim", "%(count)s claims", "count")
    indexed = ("question", "state", "source_count", "origin_count")

    question = tables.Column(verbose_name=_("Question"), linkify=True, attrs=NAME)
    topic = tables.Column(verbose_name=_("Topic"), accessor="topic__name", attrs=META)
    state = tables.Column(verbose_name=_("State"), order_by=("kept_state", "question"))
    answer = tables.Column(verbose_name=_("Answer"), empty_values=(), orderable=False, attrs=ANSWER)
    plot = tables.Column(verbose_name=_("Plot"), empty_values=(), orderable=False, attrs=PLOT)
    source_count = tables.Column(verbose_name=_("Sources"), attrs=NUMBER)
    origin_count = tables.Column(
        verbose_name=_("Origins"), order_by=("origin_count", "question"), attrs=NUMBER
    )

    class Meta(DeskTable.Meta):
        empty_text = _("No claim fits. Clear a filter, or record one.")

    def render_state(self, value: str) -> SafeString:
        return state_badge(value)

    def render_answer(self, record: Claim) -> SafeString:
        """What is printed; else, where the sources disagree, the rival positions."""
        live: list[Discrepancy] = record.live_discrepancies  # type: ignore[attr-defined]
        if record.verdict is not None and not live:
            said = record.verdict.answer
        else:
            rivals = [position.figure for found in live[:1] for position in found.shown_positions[:3]]
            said = " · ".join(rivals) or "—"
        return format_html('<span class="clamp">{}</span>', said)

    def render_plot(self, record: Claim) -> SafeString | str:
        if record.answer_kind != AnswerKind.QUANTITY:
            return ""
        desk = self.desk
        readings = [
            read_cited_figure(citation.as_cited_figure({}), record.terms(desk))
            for citation in record.plotted_citations  # type: ignore[attr-defined]
        ]
        live = record.live_discrepancies[:1]  # type: ignore[attr-defined]
        plot = small_plot(lanes_of(readings, {}, {}), bands_of(live[0]) if live else [])
        return mark_safe(svg_of(plot))  # noqa: S308 -- it holds numbers and no words

    @property
    def desk(self) -> Desk:
        """The settings, read once for the table."""
        if not hasattr(self, "_desk"):
            self._desk = Desk.current()
        return self._desk


def state_badge(state: str) -> SafeString:
    return badge(state, str(ClaimState(state).label))
