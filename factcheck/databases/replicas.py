"""The replicas: how far each has followed the primary, and which of them may answer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import DatabaseError, connections

from factcheck.databases.gates import PRIMARY, gate_of

if TYPE_CHECKING:
    from factcheck.databases.postgresql.base import DatabaseWrapper

LOOKED_AT_FOR = 1.0
"""Seconds for which what was found out about a replica is taken for true by this process."""
BETWEEN_LOOKS = 0.02

_HOW_FAR = """
SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint,
       pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver),
       CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0.0
            ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float END
"""
_POSITION = "SELECT (pg_current_wal_lsn() - '0/0')::bigint"


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a replica has followed: up to which position, whether it goes on, and how many seconds it is behind."""

    position: int | None
    is_following: bool
    behind: float | None
    at: float

    @property
    def is_fit(self) -> bool:
        """Whether it may answer at all. A primary that is gone leaves nothing to follow, and nothing to miss."""
        if self.position is None:
            return False
        if gate_of(PRIMARY).is_shut:
            return True
        most = settings.REPLICA_MAX_LAG
        return self.is_following and self.behind is not None and self.behind <= most


_followed: dict[str, Followed] = {}
_lock = Lock()


def choose_replica(
    *,
    start: int | None = None,
    position: int | None = None,
    patience: float = 0.0,
    fits: Callable[[str], bool] | None = None,
) -> str:
    """The replica to read from; the primary where none may answer.

    `start` keeps one person at one replica, so that time does not go backwards for them. `position` is what it has to
    have followed up to, and is waited for as long as `patience` says; `fits` is what else it has to fulfil.
    """
    names = list(settings.REPLICAS)
    first = random.randrange(len(names)) if start is None else start % len(names)  # noqa: S311 -- no secret
    for alias in names[first:] + names[:first]:
        if _may_answer(alias, position, patience) and (fits is None or fits(alias)):
            return alias
    return PRIMARY


def current_position() -> int:
    """How far the primary has written. Raises DatabaseGoneError where it does not answer."""
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute(_POSITION)
        return int(cursor.fetchone()[0])


def how_far(alias: str) -> Followed:
    """How far a replica has followed, as it was a second ago at most."""
    found = _followed.get(alias)
    return found if found is not None and time.monotonic() - found.at <= LOOKED_AT_FOR else _look(alias)


def _may_answer(alias: str, position: int | None, patience: float) -> bool:
    until = time.monotonic() + patience
    found = how_far(alias)
    while found.is_fit and not _has_followed(found, position):
        if found.at > until:
            return False
        if found.at + BETWEEN_LOOKS > time.monotonic():
            time.sleep(min(BETWEEN_LOOKS, patience))
        found = _look(alias)
    return found.is_fit


def _has_followed(found: Followed, position: int | None) -> bool:
    if position is None or gate_of(PRIMARY).is_shut:
        return True
    return found.position is not None and found.position >= position


def _look(alias: str) -> Followed:
    now = time.monotonic()
    try:
        with cast("DatabaseWrapper", connections[alias]).own_cursor() as cursor:
            cursor.execute(_HOW_FAR)
            position, is_following, behind = cursor.fetchone()
    except DatabaseError:
        found = Followed(None, is_following=False, behind=None, at=now)
    else:
        found = Followed(position, is_following, behind, now)
    with _lock:
        _followed[alias] = found
    return found
