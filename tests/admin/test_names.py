"""Names of whom sources credit: merged and taken apart in the administration, through the same services."""

from __future__ import annotations

import pytest

from factcheck.models import Attribution, AttributionStep, Claim
from tests.admin.conftest import address, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(make_claim, cite) -> Claim:
    claim = make_claim("How many came?")
    for name in ("Unification Ministry", "Ministry of Unification", "MOU"):
        cite(claim, "60", attribution=name)
    return claim


def asking(act: str, *names: str, **data: str) -> dict:
    keys = list(Attribution.objects.filter(name__in=names).values_list("pk", flat=True))
    return {"action": act, "_selected_action": keys, "confirmed": "yes", "because": "One body."} | data


def origins(claim: Claim) -> int:
    return Claim.objects.get(pk=claim.pk).origin_count


def test_several_names_are_merged_into_one_after_a_page_that_asks(entering, agreed, contributor):
    door = entering(contributor)
    form = asking("merge", "Ministry of Unification", "MOU", kept="Unification Ministry")
    asked = {name: value for name, value in form.items() if name != "confirmed"}
    page = words_on(door.post(address("attribution"), asked))
    assert "Merge 2 names into another" in page
    assert origins(agreed) == 3

    page = words_on(door.post(address("attribution"), form, follow=True))

    assert "2 names merged." in page
    assert origins(agreed) == 1
    assert set(AttributionStep.objects.values_list("by", "because")) == {(contributor.pk, "One body.")}


def test_a_name_is_taken_apart_and_one_that_counts_by_itself_is_refused_by_its_name(
    entering, agreed, contributor
):
    door = entering(contributor)
    door.post(address("attribution"), asking("merge", "MOU", kept="Unification Ministry"))

    page = words_on(
        door.post(address("attribution"), asking("part", "MOU", "Ministry of Unification"), follow=True)
    )

    assert "1 name counts by itself again." in page
    assert "“Ministry of Unification”: Not taken apart" in page
    assert origins(agreed) == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"kept": "Nobody"}, "No attribution has this name."),
        ({"kept": "Unification Ministry", "because": ""}, "Not merged: say why the two names mean the same."),
    ],
)
def test_what_is_missing_is_said_before_any_name_is_touched(entering, agreed, contributor, data, says):
    page = words_on(entering(contributor).post(address("attribution"), asking("merge", "MOU", **data)))

    assert says in page
    assert origins(agreed) == 3


def test_who_does_not_record_is_offered_neither(entering, agreed, reviewer):
    door = entering(reviewer)

    assert "Merge into another name" not in words_on(door.get(address("attribution")))
    door.post(address("attribution"), asking("merge", "MOU", kept="Unification Ministry"))
    assert origins(agreed) == 3


def test_the_page_of_a_name_says_under_what_it_counts_and_since_when(entering, agreed, contributor):
    door = entering(contributor)
    door.post(address("attribution"), asking("merge", "MOU", kept="Unification Ministry"))

    page = words_on(door.get(address("attribution", "change", Attribution.objects.get(name="MOU").pk)))

    assert "Unification Ministry" in page
    assert "One body." in page
    listed = words_on(door.get(address("attribution") + "?merging=merged"))
    assert "MOU" in listed
    assert "Ministry of Unification" not in listed
