"""Registering the programs that are told of answers; only administrators do."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.webhooks import SECRET_BYTES, VerdictEvent, say_secret
from factcheck.models import Person, Webhook, WebhookDelivery
from factcheck.services.checking import check, require
from factcheck.services.errors import InvalidInputError
from factcheck.services.intake.fetching import Reach
from factcheck.services.intake.posting import PUBLIC_RECEIVERS, require_receiver
from factcheck.services.webhooks.outbox import write_test

GOOD_FOR = timedelta(days=1)
"""How long an earlier secret signs along."""


def register_webhook(
    *, address: str, events: Collection[VerdictEvent], by: Person | None, reach: Reach = PUBLIC_RECEIVERS
) -> tuple[Webhook, str]:
    """Have an address told of answers; returns it with its secret, which is shown now and never again.

    Raises NotPermittedError; NotFetchedError for an address that is not https or leads into a private network, and
    where this desk asks no other machine; InvalidInputError without an event.
    """
    require(by, Act.ADMINISTER)
    address = require_receiver(address, reach=reach).url
    secret = _new_secret()
    webhook = Webhook(address=address, secret=secret, events=_chosen(events), registered_by=by)
    check(webhook, exclude=("address",))  # held to stricter rules above
    webhook.save()
    return webhook, secret


@transaction.atomic
def choose_events(*, webhook: Webhook, events: Collection[VerdictEvent], by: Person | None) -> None:
    """Say anew of what an address is told."""
    require(by, Act.ADMINISTER)
    Webhook.objects.filter(pk=webhook.pk).update(events=_chosen(events))


@transaction.atomic
def switch_webhook(*, webhook: Webhook, is_on: bool, by: Person | None) -> None:
    """Switch an address off or on again. What waits for it while it is off is not sent, and not kept for later."""
    require(by, Act.ADMINISTER)
    Webhook.objects.filter(pk=webhook.pk).update(is_on=is_on)
    if not is_on:
        WebhookDelivery.objects.filter(webhook=webhook, delivered_at=None).update(next_try_at=None)


@transaction.atomic
def change_secret(*, webhook: Webhook, by: Person | None) -> str:
    """Give an address another secret and return it; the one before signs along for a day."""
    require(by, Act.ADMINISTER)
    held = Webhook.objects.select_for_update().get(pk=webhook.pk)
    held.earlier_secret, held.earlier_until = held.secret, timezone.now() + GOOD_FOR
    held.secret = _new_secret()
    held.save(update_fields=["secret", "earlier_secret", "earlier_until"])
    return held.secret


@transaction.atomic
def send_test(*, webhook: Webhook, by: Person | None) -> WebhookDelivery:
    """Send a message that says nothing, to see whether it arrives. Raises InvalidInputError where it is off."""
    require(by, Act.ADMINISTER)
    if not webhook.is_on:
        raise InvalidInputError(_("Nothing is sent while this webhook is switched off. Switch it on first."))
    return write_test(webhook)


def _new_secret() -> str:
    return say_secret(secrets.token_bytes(SECRET_BYTES))


def _chosen(events: Collection[VerdictEvent]) -> list[str]:
    if not events:
        raise InvalidInputError(_("Choose at least one event."), field="events")
    return [event.value for event in VerdictEvent if event in events]
