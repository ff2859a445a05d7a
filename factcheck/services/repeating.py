"""Requests that a program may send twice, because it never learnt whether the first was answered.

What a request does and the answer to it are written in one transaction, so whatever happens in between, it is done once
and every repetition is told the same.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import ApiToken, IdempotentRequest

KEPT_FOR = timedelta(hours=48)
"""How long an answer is kept; programs are promised a day."""
GIVEN_UP_AFTER = timedelta(minutes=2)
"""Longer than any request takes: one that is still under way then was cut off, and can be done anew."""


class UnderWayError(RuleError):
    """The same request is being answered at this moment."""


class KeyTakenError(RuleError):
    """The key marks another request."""


class TurnLostError(RuntimeError):
    """A request took so long that its repetition was let through: nothing of it is kept."""


def begin_request(*, token: ApiToken, key: str, asked: str) -> IdempotentRequest:
    """Take the turn to answer a request, whose digest is `asked`; or find the answer that was given.

    Raises UnderWayError while it is being answered, and KeyTakenError where the key came with another request.
    """
    now = timezone.now()
    with transaction.atomic():
        IdempotentRequest.objects.filter(begun_at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return IdempotentRequest.objects.create(token=token, key=key, asked=asked, begun_at=now)
    except IntegrityError:
        found = IdempotentRequest.objects.filter(token=token, key=key).first()
    if found is None:
        raise UnderWayError(_SENTENCE)
    if found.asked != asked:
        raise KeyTakenError(
            _("Another request came with this Idempotency-Key. Give each request a key of its own.")
        )
    if found.answered_at is not None:
        return found
    abandoned = IdempotentRequest.objects.filter(
        pk=found.pk, answered_at=None, begun_at=found.begun_at, begun_at__lt=now - GIVEN_UP_AFTER
    )
    if not abandoned.update(begun_at=now):
        raise UnderWayError(_SENTENCE)
    found.begun_at = now
    return found


def keep_answer(*, request: IdempotentRequest, status: int, headers: dict[str, str], body: str) -> None:
    """Keep the answer for repetitions, inside the transaction in which the request does what it does.

    Raises TurnLostError, so that nothing is done, where a repetition was let through meanwhile.
    """
    mine = IdempotentRequest.objects.filter(pk=request.pk, begun_at=request.begun_at, answered_at=None)
    if not mine.update(answered_at=timezone.now(), status=status, headers=headers, body=body):
        raise TurnLostError


def forget_request(*, request: IdempotentRequest) -> None:
    """Nothing came of it, so it can be sent again."""
    IdempotentRequest.objects.filter(pk=request.pk, begun_at=request.begun_at, answered_at=None).delete()


_SENTENCE = _("The same request is being answered at this moment. Send it again in a second.")
