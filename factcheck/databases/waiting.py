"""How long a write waits for others, and how it is told that it waited in vain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import OperationalError

_HELD_BY_ANOTHER = frozenset({"40001", "40P01", "55P03"})
"""What PostgreSQL calls a transaction that others did not let through."""

_waits: ContextVar[bool] = ContextVar("waits", default=True)


@contextmanager
def not_waiting() -> Iterator[None]:
    """What is written in here is not worth waiting for: where others write on SQLite, OperationalError is raised at
    once.
    """
    token = _waits.set(False)
    try:
        yield
    finally:
        _waits.reset(token)


def patience(most: float) -> float:
    """How many seconds a write waits here, of the most that it may."""
    return most if _waits.get() else 0.0


def is_busy(error: BaseException) -> bool:
    """Whether nothing is wrong but that others were writing: nothing was written, and trying again may do."""
    if not isinstance(error, OperationalError):
        return False
    return "is locked" in str(error) or getattr(error.__cause__, "sqlstate", None) in _HELD_BY_ANOTHER
