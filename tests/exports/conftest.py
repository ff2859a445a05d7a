"""What tests of exports work on."""

from __future__ import annotations

import pytest

from tests.exports.small_desk import make_small_desk


@pytest.fixture
def small_desk(contributor, reviewer, approver) -> None:
    """Six verified claims with every kind of thing that goes out, and one that is not verified."""
    make_small_desk(contributor, reviewer, approver)
