"""Webhooks, and what was sent to one of them."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import Webhook, WebhookDelivery
from factcheck.web.tables.base import META, NAME, NUMBER, WORDS, DeskTable


class WebhookTable(DeskTable):
    caption = _("Webhooks")
    counted = ngettext_lazy("%(count)s webhook", "%(count)s webhooks", "count")

    address = tables.Column(verbose_name=_("Address"), linkify=True, attrs=NAME)
    is_on = tables.Column(verbose_name=_("State"), orderable=False, attrs=META)
    events = tables.Column(verbose_name=_("Told when"), orderable=False, attrs=WORDS)
    reached_at = tables.Column(verbose_name=_("Reached last"), orderable=False, attrs=META)
    waiting = tables.Column(verbose_name=_("Waiting"), orderable=False, attrs=NUMBER)

    class Meta(DeskTable.Meta):
        empty_text = _("No other program is told of answers yet. Register the address of one below.")

    def render_is_on(self, value: bool) -> str:  # noqa: FBT001 -- as the library calls it
        return gettext("on") if value else gettext("switched off")

    def render_events(self, record: Webhook) -> str:
        return record.events_in_words

    def render_reached_at(self, value: datetime) -> SafeString:
        return _moment(value)


class DeliveryTable(DeskTable):
    caption = _("Messages")
    counted = ngettext_lazy("%(count)s message", "%(count)s messages", "count")

    at = tables.Column(verbose_name=_("When"), orderable=False, attrs=META)
    event = tables.Column(verbose_name=_("What happened"), orderable=False, attrs=META)
    claim_ref = tables.Column(verbose_name=_("Claim"), orderable=False, attrs=WORDS)
    attempts = tables.Column(verbose_name=_("Tries"), orderable=False, attrs=NUMBER)
    problem = tables.Column(verbose_name=_("What became of it"), orderable=False, attrs=NAME, empty_values=())

    class Meta(DeskTable.Meta):
        empty_text = _("Nothing was sent yet. Send a test to see whether it arrives.")

    def render_at(self, value: datetime) -> SafeString:
        return _moment(value)

    def render_event(self, record: WebhookDelivery) -> str:
        return str(record.get_event_display())

    def render_problem(self, record: WebhookDelivery) -> SafeString | str:
        if record.delivered_at is not None:
            return format_html(gettext("arrived on {}"), _moment(record.delivered_at))
        if record.next_try_at is None:
            return format_html(gettext("given up. {}"), record.problem)
        if not record.attempts:
            return gettext("about to be sent")
        return format_html(gettext("{} Next try on {}"), record.problem, _moment(record.next_try_at))


def _moment(value: datetime) -> SafeString:
    local = localtime(value)
    words = date_format(local, "DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)
