"""Two at once: whoever comes second sees what the other did beside their own, and loses nothing."""

from __future__ import annotations

import pytest

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Discrepancy
from factcheck.services.approving import return_resolution
from tests.conftest import person
from tests.services.desk_work import HOLD, propose
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

MINE = {
    "answer": "about 35,000",
    "sentence": "About 35,000 people fled in all.",
    "outcome": "use_one",
    "cause": "source_error",
    "rationale": "My own grounds.",
    "position_1": "preferred",
}


@pytest.fixture
def found(disputed) -> Discrepancy:
    return disputed.discrepancies.get()


@pytest.fixture
def latecomer(db):
    return person("latecomer", Role.REVIEWER, Role.APPROVER)


def filled(client, found) -> dict[str, object]:
    """My proposal, written on the page as it was before the other acted."""
    return form(client.get(f"/discrepancies/{found.pk}/"), f"/discrepancies/{found.pk}/propose/") | MINE


def compared(page) -> dict[str, tuple[str, str, bool]]:
    """Theirs and mine, by the label of the part, and whether they differ."""
    return {
        str(part.label): (
            "".join(piece.text for piece in part.theirs),
            "".join(piece.text for piece in part.mine),
            part.differs,
        )
        for part in page.context["meanwhile"].compared
    }


def test_the_second_proposer_sees_the_others_proposal_part_by_part(found, browse, reviewer, latecomer):
    client = browse(latecomer)
    late = filled(client, found)
    propose(
        found.claim,
        reviewer,
        outcome=Outcome.USE_ONE,
        cause=Cause.NOT_DETERMINABLE,
        standings={"about 30,000": Standing.PREFERRED},
    )
    told = client.post(f"/discrepancies/{found.pk}/propose/", late)
    assert told.status_code == 422
    parts = compared(told)
    assert parts["What we print"] == ("Use one", "Use one", False)
    assert parts["Why they differ"] == ("Not determinable", "Error in the source", True)
    assert parts["Print-ready sentence"] == (
        "About 30,000 people fled.",
        "About 35,000 people fled in all.",
        True,
    )
    page = told.content.decode()
    assert "Reviewer proposes" in words(told)
    assert "<mark>35,000 </mark>" in page
    assert "About <mark>" in page
    kept = form(told, f"/discrepancies/{found.pk}/propose/")
    assert {name: kept[name] for name in MINE} == MINE


def test_pressing_again_is_told_again_and_shows_both_again(found, browse, reviewer, latecomer):
    client = browse(latecomer)
    late = filled(client, found)
    propose(found.claim, reviewer)
    action = f"/discrepancies/{found.pk}/propose/"
    told = client.post(action, late)
    insisted = client.post(action, form(told, action))
    assert insisted.status_code == 422
    assert "This discrepancy is proposed now" in words(insisted)
    assert compared(insisted)["Rationale"][1] == "My own grounds."


def test_after_a_hold_by_another_one_press_proposes(found, browse, reviewer, latecomer):
    client = browse(latecomer)
    late = filled(client, found)
    propose(found.claim, reviewer, rationale="We wait.", owner=reviewer, **HOLD)
    action = f"/discrepancies/{found.pk}/propose/"
    told = client.post(action, late)
    assert "Reviewer: this became open" in words(told)
    assert compared(told)["Rationale"] == ("We wait.", "My own grounds.", True)
    again = client.post(action, form(told, action))
    assert address(again) == f"/discrepancies/{found.pk}/"
    found.refresh_from_db()
    assert found.resolution.rationale == "My own grounds."


def test_new_evidence_is_said_and_nothing_of_mine_is_taken_for_anothers(
    found, browse, latecomer, approver, cite
):
    client = browse(latecomer)
    late = filled(client, found)
    propose(found.claim, latecomer)
    cite(found.claim, "90,000")
    told = client.post(f"/discrepancies/{found.pk}/propose/", late)
    assert told.status_code == 422
    assert "Contributor: this became returned" in words(told)
    assert compared(told) == {}


def test_an_approver_sees_what_became_of_what_they_were_looking_at(
    found, browse, reviewer, approver, latecomer
):
    propose(found.claim, reviewer)
    client = browse(approver)
    action = f"/discrepancies/{found.pk}/approve/"
    late = form(client.get(f"/discrepancies/{found.pk}/"), action) | {"comment": "Well argued."}
    return_resolution(discrepancy=found, comment="The sentence is too bold.", by=latecomer)
    propose(found.claim, reviewer, sentence="About 30,000 people may have fled.")
    told = client.post(action, late)
    assert told.status_code == 422
    assert "The sentence is too bold." in words(told)
    assert compared(told)["Print-ready sentence"] == (
        "About 30,000 people may have fled.",
        "About 30,000 people fled.",
        True,
    )
    assert form(told, action)["comment"] == "Well argued."
    client.post(action, form(told, action))
    found.refresh_from_db()
    assert (found.state, found.resolution.sentence) == ("resolved", "About 30,000 people may have fled.")


def test_two_approvers_at_once(found, browse, reviewer, approver, latecomer):
    propose(found.claim, reviewer)
    first, second = browse(approver), browse(latecomer)
    action = f"/discrepancies/{found.pk}/approve/"
    late = form(second.get(f"/discrepancies/{found.pk}/"), action) | {"comment": "Mine."}
    first.post(action, form(first.get(f"/discrepancies/{found.pk}/"), action) | {"comment": "Theirs."})
    told = second.post(f"/discrepancies/{found.pk}/return/", late)
    assert "Approver: this became resolved" in words(told)
    assert "Theirs." in words(told)
    assert form(told, action)["comment"] == "Mine."


def test_texts_as_long_as_they_may_be_are_compared_at_once(found, browse, reviewer, latecomer):
    client = browse(latecomer)
    late = filled(client, found) | {"rationale": "a b " * 2_400}
    propose(found.claim, reviewer, rationale="b a " * 2_400)
    told = client.post(f"/discrepancies/{found.pk}/propose/", late)
    assert compared(told)["Rationale"][2] is True
