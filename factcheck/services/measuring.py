"""How long requests took, by page and status: counted in memory that all web processes of a machine share.

The memory is made where this module is first loaded. Gunicorn's settings load it before the web processes are forked,
so that all of them write into the same numbers, whichever is asked tells the sum, and a process that is replaced takes
nothing with it. Nothing is kept on disk. No Django, and nothing else of the desk, is loaded here.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Lock

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets, in seconds; 0.3 is what 19 of 20 requests are to stay below."""
STATUSES = (
    200,
    201,
    204,
    206,
    301,
    302,
    303,
    304,
    400,
    401,
    403,
    404,
    405,
    409,
    410,
    412,
    413,
    422,
    429,
    500,
    503,
)
OTHER = 0
MOST_PAGES = 512
_FIELDS = len(BOUNDS) + 2
_CELL = 8
_AT_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Timed:
    """What is known of one page and status: how many requests, how many seconds, how many within each bound."""

    page: int
    status: int
    count: int
    seconds: float
    within: Sequence[int]


class RequestTimes:
    """Numbers of so many pages, by status. A page is known by its place in a list that is the same in each process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_lock_good = True
        self._bytes = mmap.mmap(-1, MOST_PAGES * (len(STATUSES) + 1) * _FIELDS * _CELL)
        self._numbers = memoryview(self._bytes).cast("d")

    def count(self, page: int, status: int, seconds: float) -> None:
        """Count a request; what has no place of its own is counted with the last page."""
        at = self._place(min(page, MOST_PAGES - 1), status)
        bucket = next((number for number, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        is_held = self._is_lock_good and self._lock.acquire(timeout=_AT_MOST)
        # A process that was killed in this very moment took the lock with it: from then on the odd request is lost
        # where two come at once, and none waits.
        self._is_lock_good = is_held
        self._numbers[at] += seconds
        self._numbers[at + 1 + bucket] += 1
        if is_held:
            self._lock.release()

    def told(self) -> Iterator[Timed]:
        """Every page and status of which there was a request."""
        for page in range(MOST_PAGES):
            for status in (*STATUSES, OTHER):
                at = self._place(page, status)
                buckets = [int(number) for number in self._numbers[at + 1 : at + _FIELDS]]
                if count := sum(buckets):
                    within = [sum(buckets[: number + 1]) for number in range(len(BOUNDS))]
                    yield Timed(page, status, count, self._numbers[at], within)

    def _place(self, page: int, status: int) -> int:
        number = STATUSES.index(status) if status in STATUSES else len(STATUSES)
        return (page * (len(STATUSES) + 1) + number) * _FIELDS


request_times = RequestTimes()
