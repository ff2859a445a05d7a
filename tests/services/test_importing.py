"""Importing a file of citations."""

from __future__ import annotations

import pytest

from factcheck.models import Citation, Claim, Discrepancy, Source
from factcheck.services.importing import import_citations
from tests.conftest import CASE_FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(contributor):
    return import_citations(path=CASE_FILE, by=contributor)


def test_the_case_file_gives_its_claims_sources_and_citations(case):
    assert (Claim.objects.count(), Source.objects.count(), Citation.objects.count()) == (25, 5, 49)
    assert (case.added, case.changed, case.left, case.skipped) == (49, 0, 0, 0)


def test_the_case_file_raises_exactly_four_discrepancies(case):
    found = Discrepancy.objects.live().values_list("claim__ref", "kind", "severity", "is_rounding", "period")
    assert set(found) == {
        ("nk-total", "value", "moderate", False, ""),
        ("nk-yearly", "value", "minor", True, "2022-01-01/2022-12-31"),
        ("famine-deaths", "spread", "major", False, ""),
        ("penalty-leaving", "text", "moderate", False, ""),
    }


def test_the_same_file_twice_changes_nothing(case, contributor):
    history = Citation.history.count(), Claim.history.count(), Source.history.count()
    again = import_citations(path=CASE_FILE, by=contributor)
    assert (again.added, again.changed, again.left) == (0, 0, 49)
    assert (Citation.history.count(), Claim.history.count(), Source.history.count()) == history
