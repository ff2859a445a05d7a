"""The chain of digests that shows whether the decisions on a claim are as they were written.

Every decision is entered with a digest of what it says and of the digest before it. Whoever changes, removes or
slips in one of them afterwards breaks the chain from there on, and whoever writes the chain anew ends at another
seal than the one that was noted down elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

BEGINNING = ""
"""What stands before the first decision of a claim."""


def digest_of(previous: str, entry: Mapping[str, object]) -> str:
    """The SHA-256, in 64 hexadecimal digits, of an entry and the digest before it.

    Empty values are left out, so that a record which later gets another column keeps its digest.
    """
    said = {name: _plain(value) for name, value in entry.items() if not _is_empty(value)}
    text = json.dumps([previous, said], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(digests: Iterable[str]) -> str:
    """One digest of many, to note down and compare later."""
    seal = hashlib.sha256()
    for digest in digests:
        seal.update(digest.encode())
    return seal.hexdigest()


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [])


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items() if not _is_empty(inner)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def _digits(value: Decimal) -> str:
    """Every digit of a number, without the zeros that say nothing; Decimal.normalize would round to 28 of them."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
