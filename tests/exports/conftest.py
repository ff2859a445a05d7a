"""What tests of exports work on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.models import Person
from tests.exports.small_desk import make_small_desk


@pytest.fixture
def small_desk(contributor, reviewer, approver) -> None:
    """Six verified claims with every kind of thing that goes out, and one that is not verified."""
    make_small_desk(contributor, reviewer, approver)


@pytest.fixture
def browse() -> Callable[[Person | None], Client]:
    """A browser in which somebody is logged in."""

    def log_in(somebody: Person | None) -> Client:
        client = Client()
        if somebody is not None:
            client.force_login(somebody)
        return client

    return log_in
