"""How a connection to a database is set up, whatever its address."""

from __future__ import annotations

import warnings
from typing import Any

import environ

from factcheck.databases import sqlite

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"


class AddressError(ValueError):
    """An address that names no database the desk can be kept in."""


def configured(given: dict[str, Any]) -> dict[str, Any]:
    """What Django is told of a database, from what its address says."""
    if given["ENGINE"] == SQLITE:
        return given | {"ENGINE": sqlite.ENGINE, "OPTIONS": dict(sqlite.OPTIONS)}
    if given["ENGINE"] == POSTGRESQL:
        # What is read row by row is read to its end; PostgreSQL would plan for the first tenth, and nest its loops.
        return given | {"OPTIONS": given.get("OPTIONS", {}) | {"options": "-c cursor_tuple_fraction=1.0"}}
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
