"""Sending what waits, and trying again what did not arrive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.webhooks import sign, wait_after
from factcheck.models import Webhook, WebhookDelivery
from factcheck.models.speech import spoken
from factcheck.models.webhooks import MAX_PROBLEM, is_waiting
from factcheck.services.intake.fetching import Reach
from factcheck.services.intake.posting import PUBLIC_RECEIVERS, post
from factcheck.services.webhooks.outbox import without_names

HELD = timedelta(minutes=2)
"""How long a message is kept from others by whoever sends it; one whose sender was killed is tried again after it."""
GONE = 410


@dataclass(slots=True)
class SentOut:
    """What became of the messages that were due."""

    delivered: int = 0
    failed: int = 0


def send_due(*, reach: Reach = PUBLIC_RECEIVERS) -> SentOut:
    """Send every message that is due, each once; what fails waits for its next try."""
    sent = SentOut()
    due = is_waiting() & Q(next_try_at__lte=timezone.now(), webhook__is_on=True)
    for pk in list(WebhookDelivery.objects.filter(due).order_by("pk").values_list("pk", flat=True)):
        arrived = send(pk, reach=reach)
        if arrived is not None:
            sent.delivered += arrived
            sent.failed += not arrived
    return sent


def send(pk: int, *, reach: Reach = PUBLIC_RECEIVERS) -> bool | None:
    """Send one message, where it is due and nobody else is sending it; says whether it arrived, None where it was not
    sent. May be called again at any time. Never call it inside a transaction: it waits for others.
    """
    now = timezone.now()
    due = is_waiting() & Q(next_try_at__lte=now, webhook__is_on=True)
    if not WebhookDelivery.objects.filter(due, pk=pk).update(
        attempts=F("attempts") + 1, next_try_at=now + HELD
    ):
        return None
    delivery = WebhookDelivery.objects.select_related("webhook").get(pk=pk)
    status, problem = None, ""
    try:
        status = _post(delivery, reach)
    except RuleError as error:
        problem = spoken(error.sentence)
    else:
        if not 200 <= status < 300:
            problem = spoken(Sentence(_("It answered %(status)s."), {"status": status}))
    _keep(delivery, status, problem)
    return not problem


def _post(delivery: WebhookDelivery, reach: Reach) -> int:
    body = json.dumps(without_names(delivery.body), ensure_ascii=False).encode()
    moment = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": delivery.message,
        "webhook-timestamp": str(moment),
        "webhook-signature": sign(_secrets(delivery.webhook), delivery.message, moment, body),
    }
    return post(delivery.webhook.address, body, headers, reach=reach)


def _secrets(webhook: Webhook) -> list[str]:
    """The secret, and for a day the one before it, so that whoever checks can change theirs in peace."""
    is_good = webhook.earlier_until is not None and webhook.earlier_until > timezone.now()
    return [webhook.secret, webhook.earlier_secret] if is_good else [webhook.secret]


def _keep(delivery: WebhookDelivery, status: int | None, problem: str) -> None:
    now = timezone.now()
    wait = wait_after(delivery.attempts) if problem else None
    if status == GONE:
        # So a receiver says, by the same specification, that it wants no more.
        wait = None
        Webhook.objects.filter(pk=delivery.webhook_id).update(is_on=False)
    next_try_at = now + wait if wait else None
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        status=status,
        problem=problem[:MAX_PROBLEM],
        delivered_at=None if problem else now,
        next_try_at=next_try_at,
    )
    if next_try_at is not None:
        from factcheck.tasks import send_webhook as task

        task.using(run_after=next_try_at).enqueue(delivery.pk)
