"""The benchmark of the desk's pages times all of them, on a desk on which everything has happened."""

from __future__ import annotations

import pytest

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.models import ClaimState, Discrepancy
from factcheck.models.discrepancies import KIND_CHOICES, SEVERITY_CHOICES
from tests.benchmarks.busy_desk import make_desk
from tests.benchmarks.decisions import make_people
from tests.benchmarks.pages import every_page, unmeasured

pytestmark = pytest.mark.django_db


def test_every_page_is_timed_and_opens_on_a_desk_on_which_everything_has_happened(browse):
    make_desk(150, make_people())
    for column, codes in {
        "state": set(DiscrepancyState),
        "kind": {code for code, _name in KIND_CHOICES},
        "severity": {code for code, _name in SEVERITY_CHOICES},
    }.items():
        assert set(Discrepancy.objects.order_by().values_list(column, flat=True)) == codes
    pages = every_page()
    assert unmeasured(pages) == [], "an entry in tests/benchmarks/pages.py opens each of these"
    assert {f"claims, state={state.value}" for state in ClaimState} <= {page.name for page in pages}
    refused = {
        page.path: code for page in pages if (code := browse(page.person).get(page.path).status_code) != 200
    }
    assert not refused
