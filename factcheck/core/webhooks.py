"""What other programs are told of answers, how it is signed, and when it is tried again.

Signed as the Standard Webhooks specification has it (standardwebhooks.com): an HMAC-SHA256 over the number of the
message, the moment and the body, so that nobody else can write one, and none can be sent a second time unnoticed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from factcheck.core.sentences import gettext_noop as _


class VerdictEvent(StrEnum):
    """What became of the answer that the desk prints on a claim."""

    APPROVED = "verdict.approved"
    CHANGED = "verdict.changed"
    REOPENED = "verdict.reopened"
    WITHDRAWN = "verdict.withdrawn"


TEST_EVENT = "test"
"""Sent to try an address; says nothing of any claim."""

EVENT_DESCRIPTIONS: dict[VerdictEvent, str] = {
    VerdictEvent.APPROVED: _("an answer is approved and printed"),
    VerdictEvent.CHANGED: _("another answer is printed instead"),
    VerdictEvent.REOPENED: _("an answer is opened again, and not printed meanwhile"),
    VerdictEvent.WITHDRAWN: _("an answer is printed no longer"),
}

WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.25, 2, 10, 30, 120, 300, 600, 840, 1_200, 1_440))
"""How long is waited after each try that failed; after the last one it is given up, three days later."""

SECRET_BYTES = 24
PREFIX = "whsec_"


def say_secret(key: bytes) -> str:
    """A key as it is given to whoever checks signatures."""
    return PREFIX + base64.b64encode(key).decode()


def sign(secrets: Iterable[str], message: str, timestamp: int, body: bytes) -> str:
    """The signatures of a message, one for each secret that is good for it."""
    signed = f"{message}.{timestamp}.".encode() + body
    return " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets)


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many tries; None where that is enough."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None
