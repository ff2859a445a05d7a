"""A worker: one process that does what waits in the background, each lane of queues in a thread of its own, so that a
message does not wait behind an import of half an hour.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Sequence
from threading import Event, Thread
from types import FrameType
from uuid import UUID

from django.db import DatabaseError, close_old_connections, connections
from django.utils.crypto import get_random_string

from factcheck.databases.waiting import is_busy, not_waiting
from factcheck.models import Worker
from factcheck.models.background import BEATS_EVERY
from factcheck.services.background.efforts import Effort, Stop
from factcheck.services.background.taking import Lane, carry_out, take
from factcheck.services.background.workers import (
    beat,
    hear_who_wants_a_stop,
    sign_off,
    sign_on,
    take_up_what_was_left,
    tidy,
)
from factcheck.tasks import MESSAGES, READING

log = logging.getLogger("factcheck.work")

LANES = (
    Lane(frozenset({MESSAGES}), all_but=False),
    Lane(frozenset({READING}), all_but=False),
    Lane(frozenset({MESSAGES, READING}), all_but=True),
)
"""What is short, what somebody waits for, and what is long."""
TIDIES_EVERY = 30.0
HEARS_EVERY = 1.0


class Working:
    """The worker of this desk. `interval` is how many seconds a lane without work waits before it looks again."""

    def __init__(self, lanes: Sequence[Lane] = LANES, *, interval: float = 1.0, name: str = "") -> None:
        self.lanes = lanes
        self.interval = interval
        self.name = name or get_random_string(32)
        self.efforts: dict[UUID, Effort] = {}
        self.is_ending = Event()

    def run(self, *, until_done: bool = False) -> None:
        """Work until somebody ends it, or with `until_done` until nothing waits. What was in hand when it was ended is
        given back at its next breath, with nothing of it saved by halves.
        """
        worker = sign_on(self.name)
        take_up_what_was_left(worker)
        threads = [
            Thread(target=self._serve, args=(lane, worker, until_done), name=f"lane-{number}", daemon=True)
            for number, lane in enumerate(self.lanes, 1)
        ]
        for thread in threads:
            thread.start()
        try:
            self._look_after(worker, threads)
        finally:
            sign_off(worker)
            log.info("Worker ended", extra={"worker": worker.name})

    def end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Take nothing any more, and give back what is in hand."""
        self.is_ending.set()
        for effort in list(self.efforts.values()):
            effort.stop = effort.stop or Stop.WORKER_ENDS

    def end_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)

    def _look_after(self, worker: Worker, threads: Sequence[Thread]) -> None:
        """Say that it lives, hear who wants something stopped, and tidy up after others; this thread alone does."""
        waited = tidied = 0.0
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(HEARS_EVERY / len(threads))
            waited += HEARS_EVERY
            tidied += HEARS_EVERY
            close_old_connections()
            try:
                if self.efforts:
                    hear_who_wants_a_stop(self.efforts)
                if self.efforts or waited >= BEATS_EVERY.total_seconds():
                    with not_waiting():
                        beat(worker, self.efforts)
                    waited = 0.0
                if tidied >= TIDIES_EVERY:
                    with not_waiting():
                        tidy(worker, list(self.efforts))
                    tidied = 0.0
            except DatabaseError as error:
                # Somebody writes at this moment, or the database is away; the next round is soon.
                if not is_busy(error):
                    log.warning("The database did not answer the worker", exc_info=True)

    def _serve(self, lane: Lane, worker: Worker, until_done: bool) -> None:  # noqa: FBT001 -- of a thread
        while not self.is_ending.is_set():
            close_old_connections()
            try:
                is_idle = not self._do_one(lane, worker)
            except DatabaseError:
                log.warning("The database did not answer a lane", exc_info=True)
                is_idle = True
            if is_idle and until_done:
                break
            if is_idle:
                self.is_ending.wait(self.interval)
        connections.close_all()

    def _do_one(self, lane: Lane, worker: Worker) -> bool:
        task = take(lane, worker)
        if task is None:
            return False
        effort = self.efforts[task.pk] = Effort(task.pk)
        if self.is_ending.is_set():
            effort.stop = Stop.WORKER_ENDS
        try:
            carry_out(task, worker, effort)
        finally:
            del self.efforts[task.pk]
        return True
