"""How a connection to a database is set up, whatever its address."""

from __future__ import annotations

import warnings
from typing import Any

import environ

from factcheck.databases import postgresql, sqlite

# What is read row by row is read to its end; PostgreSQL would plan for the first tenth, and nest its loops.
_READ_TO_THE_END = "-c cursor_tuple_fraction=1.0"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"


class AddressError(ValueError):
    """An address that names no database the desk can be kept in."""


def configured(given: dict[str, Any]) -> dict[str, Any]:
    """What Django is told of a database, from what its address says."""
    if given["ENGINE"] == SQLITE:
        return given | {"ENGINE": sqlite.ENGINE, "OPTIONS": dict(sqlite.OPTIONS)}
    if given["ENGINE"] == POSTGRESQL:
        return _of_postgresql(given, _READ_TO_THE_END, connect_timeout=5)
    return given


def as_replica(given: dict[str, Any]) -> dict[str, Any]:
    """What Django is told of a copy that PostgreSQL keeps and that is only read; it answers soon or is left alone."""
    return _of_postgresql(given, f"{_READ_TO_THE_END} -c default_transaction_read_only=on", connect_timeout=2)


def _of_postgresql(given: dict[str, Any], options: str, *, connect_timeout: int) -> dict[str, Any]:
    """Connections are kept, because making one costs as much as a page; whether one still holds is found out first."""
    usual = {"application_name": "factcheck", "connect_timeout": connect_timeout, "tcp_user_timeout": 10_000}
    return (
        {"CONN_MAX_AGE": 60}
        | given
        | {
            "ENGINE": postgresql.ENGINE,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": usual | given.get("OPTIONS", {}) | {"options": options},
        }
    )


def of_address(address: str) -> dict[str, Any]:
    """The same of an address. Raises AddressError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # it only warns of a kind that it does not know
            given: dict[str, Any] = environ.Env.db_url_config(address)
    except Exception as error:  # whatever the reader of addresses stumbles over
        raise AddressError(address) from error
    if given.get("ENGINE") not in {SQLITE, POSTGRESQL} or not given.get("NAME"):
        raise AddressError(address)
    return configured(given)
