"""The README's tour, walked as it is written: four discrepancies are settled by two people who have no mouse."""

from __future__ import annotations

import pytest

from factcheck.models import Claim, Discrepancy, Draft
from tests.documentation.tour import Walked, walk
from tests.documentation.tour_steps import PARTS, PENALTY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TOLD_OF_THE_MOUSE = """
for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"])
  addEventListener(kind, () => console.error("the mouse was used"), {capture: true});
"""


@pytest.fixture
def people_of_the_demo(db_people):
    """The log-ins of the demo with the passwords of the demo, as the README gives them."""
    for role, somebody in db_people.items():
        somebody.set_password(f"{role.value}-demo")
        somebody.save()


def test_the_tour_settles_the_four_discrepancies_of_the_demo(case, sit_down, people_of_the_demo):
    walked = Walked()
    for part in PARTS:
        page = sit_down()
        page.add_init_script(TOLD_OF_THE_MOUSE)
        page.goto("/log-in/")
        walk(part, page, walked, lambda *_seen: None)

    assert set(Discrepancy.objects.values_list("state", flat=True)) == {"resolved"}
    assert Discrepancy.objects.count() == 4
    verified = Claim.objects.filter(verified_at__isnull=False)
    assert {claim.ref: claim.verdict.answer.split(";")[0] for claim in verified} == {
        "famine-deaths": "580,000 to 3 million",
        "nk-total": "about 35,000",
        "penalty-leaving": "a few years in a labour camp",
        "nk-yearly": "63",
    }
    assert Claim.objects.get(ref="penalty-leaving").verdict.sentence == PENALTY
    assert not Draft.objects.exists()
    # A key more for each of the four would be a page that got clumsier: what is typed in words counts too.
    assert walked.parts["The reviewer proposes"] <= 640
    assert walked.parts["The approver approves"] <= 36
