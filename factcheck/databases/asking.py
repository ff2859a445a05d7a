"""What one request may be answered from: the primary, or a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from factcheck.databases.gates import PRIMARY


class Asking:
    """One request, as far as databases are concerned.

    `is_safe` where it only looks: a replica may then stand in for a primary that is gone. `reads_from` says, when it
    comes to that, which database its reads are sent to.
    """

    def __init__(self, *, is_safe: bool) -> None:
        self.is_safe = is_safe
        self.has_written = False
        self.has_committed = False
        self._choose: Callable[[], str] | None = None
        self._chosen: str | None = None

    def choose_by(self, choose: Callable[[], str]) -> None:
        """Have reads sent to whatever is chosen at the first of them, and once more after the first write."""
        self._choose, self._chosen = choose, None

    def reads_from(self) -> str:
        if self._choose is None:
            return PRIMARY
        if self._chosen is None:
            self._chosen = PRIMARY  # what has to be known for the choice is asked of the primary
            self._chosen = self._choose()
        return self._chosen

    def wrote(self) -> None:
        """Something was written: whatever is read from now on is to know of it."""
        if not self.has_written:
            self.has_written, self._chosen = True, None


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asking_now() -> Asking | None:
    """The request that is being answered; None in background work and at the command line."""
    return _asking.get()


@contextmanager
def asked(asking: Asking) -> Iterator[None]:
    """Whatever is read and written meanwhile is for this request."""
    token = _asking.set(asking)
    try:
        yield
    finally:
        _asking.reset(token)


def each_asked(asking: Asking, pieces: Iterator[Any]) -> Iterator[Any]:
    """What is sent piece by piece after a request was answered is still read for it."""
    while True:
        # As `asked` does it, without the cost of it: an export asks for a million pieces.
        token = _asking.set(asking)
        try:
            piece = next(pieces)
        except StopIteration:
            return
        finally:
            _asking.reset(token)
        yield piece
