"""Requests made up from the description of the API, good ones and bad ones, find nothing that it does not say."""

from __future__ import annotations

import pytest

from tests.benchmarks.api_fuzz import BOUNDED, fuzz, make_case

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_nothing_that_is_made_up_from_the_description_is_answered_otherwise_than_it_says(administrator):
    found = fuzz(make_case(administrator), BOUNDED)
    assert found.requests > 100
    assert not found.failures, "\n\n".join(found.failures[:5])
