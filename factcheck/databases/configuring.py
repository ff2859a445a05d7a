"""How a connection to a database is set up, whatever its address."""

from __future__ import annotations

import warnings
from typing import Any

import environ

from factcheck.databases import postgresql, sqlite

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"


class AddressError(ValueError):
    """An address that names no database the desk can be kept in."""


def configured(given: dict[str, Any]) -> dict[str, Any]:
    """What Django is told of a database, from what its address says."""
    if given["ENGINE"] == SQLITE:
        return given | {"ENGINE": sqlite.ENGINE, "OPTIONS": dict(sqlite.OPTIONS)}
    if given["ENGINE"] == POSTGRESQL:
        return (
            {"CONN_MAX_AGE": 60}
            | given
            | postgresql.SETTINGS
            | {"OPTIONS": postgresql.OPTIONS | given.get("OPTIONS", {}) | {"options": postgresql.PLANS}}
        )
    return given


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


def replica_of(address: str) -> dict[str, Any]:
    """The same of a replica, to which nothing is ever written. Raises AddressError."""
    found = of_address(address)
    only_read = {"options": f"{postgresql.PLANS} -c default_transaction_read_only=on", "connect_timeout": 2}
    return found | {"OPTIONS": found["OPTIONS"] | only_read, "TEST": {"MIRROR": "default"}}
