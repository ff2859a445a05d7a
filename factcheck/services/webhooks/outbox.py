"""What other programs are to be told, written down in the transaction in which it happens."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from factcheck.core.sentences import gettext_noop as _
from factcheck.core.webhooks import TEST_EVENT, VerdictEvent
from factcheck.models import Claim, Import, Verdict, Webhook, WebhookDelivery
from factcheck.models.withholding import names_out_of, shown_to_nobody, withheld_now


def tell_of_verdict(
    claim: Claim, *, was: Verdict | None, now: Verdict | None, event: VerdictEvent, at: datetime, why: str
) -> None:
    """What the desk prints on a claim changed; call it inside the transaction in which it does. Nothing is written
    where nobody wants to hear of it.
    """
    body = {
        "claim": claim.ref,
        "question": claim.question,
        "link": settings.SITE_URL.rstrip("/") + claim.get_absolute_url(),
        "was": _said(was),
        "now": _said(now),
        "why": why,
    }
    _write([hook for hook in _switched_on() if event.value in hook.events], event.value, body, at, claim.ref)


def write_test(webhook: Webhook) -> WebhookDelivery:
    """A message that says nothing of any claim, to try an address with."""
    said = {"said": "This desk can reach you. Nothing has changed."}
    return _write([webhook], TEST_EVENT, said, timezone.now(), "")[0]


def take_back(run: Import) -> None:
    """An import is undone, and with it what it did to answers: whoever was told of that already is told again, and
    whoever was not told yet never is. The answers are as they were by now. As always, only who still wants to hear of
    such an event, and is switched on, is told.
    """
    told = WebhookDelivery.objects.filter(run=run)
    told.filter(attempts=0).delete()
    # What could not be sent yet must not arrive after what takes it back.
    told.filter(delivered_at=None).update(next_try_at=None)
    seen: set[tuple[int, str]] = set()
    for delivery in told.select_related("webhook").order_by("-pk"):
        if (delivery.webhook_id, delivery.claim_ref) in seen:
            continue
        seen.add((delivery.webhook_id, delivery.claim_ref))
        claim = Claim.objects.select_related("printed").filter(ref=delivery.claim_ref).first()
        printed = claim.printed if claim else None
        event = VerdictEvent.APPROVED if printed else VerdictEvent.WITHDRAWN
        body = delivery.body["data"] | {
            "was": delivery.body["data"]["now"],
            "now": _said(printed),
            "why": _("An import was undone, and everything is as it was before it."),
        }
        hook = delivery.webhook
        _write(
            [hook] if hook.is_on and event.value in hook.events else [],
            event.value,
            body,
            timezone.now(),
            delivery.claim_ref,
        )


def without_names(body: object) -> object:
    """What is told, without the names of sensitive sources; also of those that became so since it was written."""
    with shown_to_nobody():
        withheld = withheld_now()
        return body if withheld is None else names_out_of(body, withheld.names)


def _switched_on() -> list[Webhook]:
    return list(Webhook.objects.filter(is_on=True).order_by("pk"))


def _write(
    hooks: list[Webhook], event: str, said: object, at: datetime, claim_ref: str
) -> list[WebhookDelivery]:
    if not hooks:
        return []
    body = {"type": event, "timestamp": at.isoformat(), "data": without_names(said)}
    written = [
        WebhookDelivery.objects.create(
            webhook=hook,
            message=f"msg_{get_random_string(24)}",
            event=event,
            claim_ref=claim_ref,
            body=body,
            at=at,
            next_try_at=at,
        )
        for hook in hooks
    ]
    transaction.on_commit(partial(_queue, [delivery.pk for delivery in written]), robust=True)
    return written


def _queue(deliveries: list[int]) -> None:
    from factcheck.tasks import send_webhook as task

    for pk in deliveries:
        task.enqueue(pk)


def _said(verdict: Verdict | None) -> dict[str, str] | None:
    return {"answer": verdict.answer, "sentence": verdict.sentence} if verdict else None
