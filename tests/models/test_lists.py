"""What lists count and pick out, written for speed, means what it says."""

from __future__ import annotations

import pytest

from factcheck.models import Citation, Claim, Source
from factcheck.services.citations import withdraw_citation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("graded", "withdrawn", "rests_on_low_grades"),
    [
        ("D", "", True),
        ("D E F", "", True),
        ("D C", "", False),
        ("A", "", False),
        ("D ungraded", "", False),
        ("ungraded", "", False),
        ("D A", "A", True),
        ("D A", "D", False),
        ("D", "D", False),
        ("", "", False),
    ],
)
def test_a_claim_rests_on_low_grades_where_every_citation_that_counts_comes_from_one(
    graded, withdrawn, rests_on_low_grades, make_claim, make_source, cite
):
    claim = make_claim()
    for grade in graded.split():
        reliability = "" if grade == "ungraded" else grade
        cite(claim, "30,000", source=make_source(f"Graded {grade}", reliability=reliability))
    for citation in Citation.objects.filter(source__reliability__in=withdrawn.split()):
        withdraw_citation(citation=citation, because="Misread.", by=None)
    assert list(Claim.objects.resting_on_low_grades()) == ([claim] if rests_on_low_grades else [])


def test_a_source_counts_its_citations_and_the_claims_they_speak_to_without_those_withdrawn(
    make_claim, make_source, cite
):
    often, once, never = make_source("Often"), make_source("Once"), make_source("Never")
    fled, returned = make_claim("How many fled?"), make_claim("How many returned?")
    for claim, figure in ((fled, "10"), (fled, "11"), (returned, "12"), (returned, "13")):
        cite(claim, figure, source=often)
    cite(fled, "14", source=once)
    withdraw_citation(citation=Citation.objects.get(figure="13"), because="Misread.", by=None)
    withdraw_citation(citation=Citation.objects.get(figure="14"), because="Misread.", by=None)
    counts = {one.pk: (one.citation_count, one.claim_count) for one in Source.objects.for_list()}
    assert counts == {often.pk: (3, 2), once.pk: (0, 0), never.pk: (0, 0)}
    by_citations = Source.objects.for_list().order_by("-citation_count", "-claim_count", "pk")
    assert [one.pk for one in by_citations] == [often.pk, once.pk, never.pk]
