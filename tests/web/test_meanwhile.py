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


class TestNewEvidenceBetweenOpeningAndSending:
    """A third source letters the positions anew; the discrepancy stays open, and no step is taken."""

    @pytest.fixture
    def overtaken(self, found, browse, latecomer, cite):
        """My proposal for B, about 35,000, which is C by the time it is sent."""
        client = browse(latecomer)
        late = filled(client, found)
        cite(found.claim, "32,000", quote="32,000 had fled")
        found.refresh_from_db()
        assert (found.state, found.position_count) == ("open", 3)
        return client, late

    def test_nothing_is_decided_on_positions_that_nobody_saw(self, overtaken, found):
        client, late = overtaken
        told = client.post(f"/discrepancies/{found.pk}/propose/", late)
        assert told.status_code == 422
        assert "the evidence on this claim changed after you opened this" in words(told)
        assert not found.resolutions.exists()

    def test_what_changed_is_shown_and_only_what_was_chosen_by_letter_is_asked_again(self, overtaken, found):
        client, late = overtaken
        told = client.post(f"/discrepancies/{found.pk}/propose/", late)
        assert [event.place.title for event in told.context["meanwhile"].evidence] == ["Source 3"]
        assert "32,000 had fled" in words(told) or "“32,000”" in words(told)
        kept = form(told, f"/discrepancies/{found.pk}/propose/")
        typed = {name: text for name, text in MINE.items() if name != "position_1"}
        assert {name: kept[name] for name in typed} == typed
        assert {kept[f"position_{index}"] for index in range(3)} == {"unassessed"}

    def test_whoever_chooses_anew_proposes(self, overtaken, found):
        client, late = overtaken
        action = f"/discrepancies/{found.pk}/propose/"
        told = client.post(action, late)
        assert client.post(action, form(told, action) | {"position_2": "preferred"}).status_code == 302
        standings = dict(found.resolutions.get().judged.values_list("figure", "standing"))
        assert standings["about 35,000"] == "preferred"

    def test_a_draft_is_brought_back_without_what_was_chosen_by_letter(self, found, browse, latecomer, cite):
        client = browse(latecomer)
        client.post(f"/discrepancies/{found.pk}/draft/", filled(client, found))
        cite(found.claim, "32,000")
        brought = form(client.get(f"/discrepancies/{found.pk}/"), f"/discrepancies/{found.pk}/propose/")
        assert brought["rationale"] == MINE["rationale"]
        assert brought["position_1"] == "unassessed"

    @pytest.mark.parametrize("seen", ["x", "9" * 30, "0", "12345678901234567"])
    def test_what_no_page_gave_out_is_refused_with_the_text_kept(self, seen, found, browse, latecomer):
        client = browse(latecomer)
        action = f"/discrepancies/{found.pk}/propose/"
        told = client.post(action, filled(client, found) | {"seen_evidence": seen})
        assert told.status_code == 422
        assert form(told, action)["rationale"] == MINE["rationale"]
