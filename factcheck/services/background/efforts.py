"""The task that a thread has in hand: how far it is, and whether it is to stop at its next breath."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Stop(StrEnum):
    """Why a task stops before its end."""

    SOMEBODY_ASKED = "somebody asked"
    WORKER_ENDS = "the worker ends"


class StoppedError(Exception):
    """Raised at a breath of a task that is to stop; what its transaction wrote is taken back by it."""

    def __init__(self, why: Stop) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(slots=True)
class Effort:
    """One task in hand. Another thread reads how far it is and says that it is to stop, so that a loop of a million
    rows asks no database whether it may go on.
    """

    task: UUID
    done: int = 0
    total: int = 0
    stop: Stop | None = None


_in_hand: ContextVar[Effort | None] = ContextVar("task_in_hand", default=None)


@contextmanager
def in_hand(effort: Effort) -> Iterator[None]:
    """What is done meanwhile is done for this task."""
    token = _in_hand.set(effort)
    try:
        yield
    finally:
        _in_hand.reset(token)


def breathe(done: int | None = None, total: int | None = None) -> None:
    """Say how far the work is, between two chunks of it. Raises StoppedError where it is to stop.

    Costs nothing that counts, and does nothing where the work is not done by a worker.
    """
    effort = _in_hand.get()
    if effort is None:
        return
    if done is not None:
        effort.done = done
    if total is not None:
        effort.total = total
    if effort.stop is not None:
        raise StoppedError(effort.stop)
