"""Whether a database answers: found out once, and remembered for some seconds by this process."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

from django.db import InterfaceError, OperationalError, connections

PRIMARY = "default"
"""The database that everything is written to."""
SHUT_FOR = 3.0
"""Seconds for which a database that did not answer is not asked again. Then one request tries, not all of them."""

_GOING = frozenset({"57P01", "57P02", "57P03"})
"""What a server says that is being shut down, has crashed, or is starting up."""

_log = logging.getLogger(__name__)


class DatabaseGoneError(OperationalError):
    """No database answers that could do what was asked.

    `is_uncertain` where it went away while it was being told to keep something: it may have done so.
    """

    def __init__(self, said: object, *, is_uncertain: bool = False) -> None:
        super().__init__(str(said))
        self.is_uncertain = is_uncertain


def is_gone(error: BaseException) -> bool:
    """Whether an error says that a server went away or does not answer."""
    if isinstance(error, DatabaseGoneError):
        return True
    cause = error.__cause__
    if not isinstance(error, OperationalError | InterfaceError) or cause is None:
        return False
    if not type(cause).__module__.startswith("psycopg"):
        return False
    state = getattr(cause, "sqlstate", None)
    return state is None or state in _GOING or state.startswith("08")


class Gate:
    """The way to one database: open, or shut for a while after nobody answered there."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._shut_until: float | None = None
        self._lock = Lock()

    @property
    def is_shut(self) -> bool:
        """Whether nobody answered a moment ago."""
        until = self._shut_until
        return until is not None and time.monotonic() < until

    def may_pass(self) -> bool:
        """Whether to try: always while it is open, and one request every few seconds while it is shut."""
        with self._lock:
            if self._shut_until is None:
                return True
            if time.monotonic() < self._shut_until:
                return False
            self._shut_until = time.monotonic() + SHUT_FOR
            return True

    def shut(self, why: object) -> None:
        with self._lock:
            was_open, self._shut_until = self._shut_until is None, time.monotonic() + SHUT_FOR
        if was_open:
            _log.warning("The database “%s” does not answer: %s", self.alias, str(why).strip())

    def open(self) -> None:
        with self._lock:
            was_shut, self._shut_until = self._shut_until is not None, None
        if was_shut:
            _log.warning("The database “%s” answers again.", self.alias)


_gates: dict[tuple[object, ...], Gate] = {}


def gate_of(alias: str) -> Gate:
    """The way to a database of the settings."""
    return gate_to(alias, connections.settings[alias])


def gate_to(alias: str, told: Mapping[str, Any]) -> Gate:
    """The way to where a connection leads: a desk that is moved has two that go by one name."""
    place = (told["HOST"], told["PORT"], told["NAME"])
    return _gates.setdefault(place, Gate(alias))
