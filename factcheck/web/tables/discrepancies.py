"""The list of discrepancies."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from factcheck.models import Discrepancy
from factcheck.models.discrepancies import DiscrepancyQuerySet
from factcheck.web.pages.place import address_in
from factcheck.web.tables.base import DUE, META, NAME, RIVALS, ChoiceColumn, DeskTable, badge

SHOWN_CHARACTERS = 60


class DiscrepancyTable(DeskTable):
    caption = _("Discrepancies")
    counted = ngettext_lazy("%(count)s discrepancy", "%(count)s discrepancies", "count")

    chosen_rows = ChoiceColumn(said_of=lambda record: _("Choose: %s") % record.claim.question)
    claim = tables.Column(
        verbose_name=_("Question"),
        accessor="claim__question",
        linkify=lambda record, table: address_in(record, table.query),
        attrs=NAME,
    )
    positions = tables.Column(verbose_name=_("Positions"), empty_values=(), orderable=False, attrs=RIVALS)
    kind = tables.Column(verbose_name=_("Kind"), attrs={"cell": {"class": "meta kind"}})
    severity = tables.Column(verbose_name=_("Severity"), order_by=("severity_order", "opened_at"))
    opened_at = tables.Column(verbose_name=_("Age"), order_by=("-opened_at",), attrs=META)
    state = tables.Column(verbose_name=_("State"))
    assigned_to = tables.Column(
        verbose_name=_("Assigned"),
        order_by=("assigned_to__first_name", "assigned_to__username"),
        attrs=META,
    )
    due_on = tables.Column(verbose_name=_("Due"), attrs=DUE)

    class Meta(DeskTable.Meta):
        empty_text = _("No discrepancy fits. Clear a filter; resolved ones are under “any state”.")

    @property
    def querystring(self) -> str | None:
        """The query string of the list that this table is; None where it stands on a page that is no list."""
        request = getattr(self, "request", None)
        return None if request is None else request.GET.urlencode()

    def render_positions(self, record: Discrepancy) -> SafeString:
        return format_html('<span class="clamp">{}</span>', positions_in_words(record))

    def render_kind(self, record: Discrepancy) -> str:
        words = [record.get_kind_display()]
        if record.is_rounding:
            words.append(str(_("rounding")))
        words += [part for part in (record.period_words, record.scope_words) if part]
        return " · ".join(words)

    def render_severity(self, record: Discrepancy) -> SafeString:
        return badge(record.severity, record.get_severity_display())

    def render_opened_at(self, record: Discrepancy) -> SafeString:
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            record.opened_at.isoformat(),
            record.opened_at.strftime("%Y-%m-%d %H:%M"),
            timesince(record.opened_at, depth=1),
        )

    def render_state(self, record: Discrepancy) -> SafeString:
        state = badge(record.state, record.get_state_display())
        return format_html("{} {}", state, badge("open", str(_("on hold")))) if record.is_on_hold else state

    def render_due_on(self, record: Discrepancy) -> SafeString:
        return said_due(record)

    def order_due_on(
        self,
        queryset: DiscrepancyQuerySet,
        is_descending: bool,  # noqa: FBT001 -- as the table calls it
    ) -> tuple[DiscrepancyQuerySet, bool]:
        """What has no deadline comes last either way."""
        due = F("due_on").desc(nulls_last=True) if is_descending else F("due_on").asc(nulls_last=True)
        return queryset.order_by(due, "-severity_order", "opened_at", "pk"), True


class QueueTable(DiscrepancyTable):
    """The first rows of a person's queue, each with its next act; its state is the queue's."""

    next_act = tables.Column(verbose_name=_("Next act"), empty_values=(), orderable=False)

    class Meta(DiscrepancyTable.Meta):
        exclude = ("chosen_rows", "kind", "state", "assigned_to")

    def render_next_act(self, record: Discrepancy) -> SafeString:
        return format_html(
            '<a href="{}" aria-label="{}: {}">{}</a>',
            address_in(record, self.query),
            next_act(record),
            record.claim.question,
            next_act(record),
        )


NEXT_ACTS = {
    "open": _("Propose"),
    "proposed": _("Approve or return"),
    "returned": _("Propose again"),
    "reopened": _("Decide again"),
}


def next_act(discrepancy: Discrepancy) -> str:
    """What is to be done on a live discrepancy, as the link to it says."""
    return str(NEXT_ACTS[discrepancy.state])


def said_due(discrepancy: Discrepancy) -> SafeString:
    """The day on which it is due, and, once that is over, that it is overdue."""
    day = discrepancy.due_on
    if day is None:
        return format_html("—")
    said = date_format(day, "DATE_FORMAT")
    late = badge("major", str(_("overdue"))) if day < timezone.localdate() and discrepancy.is_live else ""
    return format_html("<span>{} {}</span>", said, late)


def positions_in_words(discrepancy: Discrepancy) -> SafeString:
    """The rivals on one line: “about 30,000 (1 origin) · about 35,000 (1 origin)”."""
    positions = discrepancy.shown_positions
    said = format_html_join(
        " · ",
        "{} <span class='meta'>({})</span>",
        ((_short(position.figure), origins_in_words(position.origin_count)) for position in positions),
    )
    hidden = discrepancy.position_count - len(positions)
    if hidden > 0:
        more = ngettext("and %(count)s more", "and %(count)s more", hidden) % {"count": hidden}
        return format_html("{} · {}", said, more)
    return said


def _short(figure: str) -> str:
    return figure if len(figure) <= SHOWN_CHARACTERS else f"{figure[: SHOWN_CHARACTERS - 1]}…"


def origins_in_words(count: int) -> str:
    return ngettext("%(count)s origin", "%(count)s origins", count) % {"count": count}
