"""What only some outcomes ask for: a hold, a split, our own slip, a day of review."""

from __future__ import annotations

import pytest

from factcheck.models import Discrepancy, Person
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

SOUND = {
    "answer": "about 30,000",
    "sentence": "About 30,000 people fled.",
    "outcome": "use_with_note",
    "cause": "source_error",
    "rationale": "The second report mistook arrivals for departures.",
    "position_0": "preferred",
}


@pytest.fixture
def found(disputed) -> Discrepancy:
    return disputed.discrepancies.get()


def propose(client, found, **changes):
    action = f"/discrepancies/{found.pk}/propose/"
    return client.post(action, form(client.get(found.get_absolute_url()), action) | SOUND | changes)


def keys_of(found) -> list[int]:
    return list(found.claim.citations.order_by("pk").values_list("pk", flat=True))


def test_a_split_shows_the_approver_what_will_move_and_moves_it(found, browse, reviewer, approver):
    first, second = keys_of(found)
    split = {"outcome": "split_claim", "split_question": "How many came back?", f"moved_{second}": "on"}
    propose(browse(reviewer), found, **split)
    client = browse(approver)
    seen = client.get(found.get_absolute_url())
    assert "Question of the new claim How many came back?" in words(seen)
    assert "“about 35,000”, Source 2, moves to the new claim" in words(seen)
    action = f"/discrepancies/{found.pk}/approve/"
    client.post(action, form(seen, action))
    assert found.claim.citations.get().pk == first
    assert "How many came back?" in words(client.get("/claims/"))


def test_our_own_slip_is_corrected_with_the_approval(found, browse, reviewer, approver):
    _first, second = keys_of(found)
    slip = {
        "cause": "our_transcription_error",
        f"corrected_{second}": "about 30,500",
        "outcome": "no_discrepancy",
    }
    propose(browse(reviewer), found, **slip)
    client = browse(approver)
    seen = client.get(found.get_absolute_url())
    assert "“about 35,000”, Source 2, becomes “about 30,500”" in words(seen)
    action = f"/discrepancies/{found.pk}/approve/"
    client.post(action, form(seen, action))
    assert found.claim.citations.get(pk=second).figure == "about 30,500"


REFUSED = [
    ("a hold without a next step", {"outcome": "hold"}, "the next step is missing"),
    ("a hold without anybody", {"outcome": "hold", "next_step": "Ask."}, "nobody sees to it"),
    ("a split without a question", {"outcome": "split_claim"}, "the question of the new claim is missing"),
    (
        "a split that moves nothing",
        {"outcome": "split_claim", "split_question": "How many came back?"},
        "a split moves some citations and leaves some",
    ),
    ("our slip uncorrected", {"cause": "our_transcription_error"}, "write how the figure should read"),
    ("a day gone by", {"review_on": "2001-01-01"}, "Look at it again on"),
    ("no day at all", {"review_on": "soon"}, "Look at it again on"),
    (
        "an owner who may decide nothing",
        {"outcome": "hold", "next_step": "Ask.", "owner": "reader"},
        "Who sees to it",
    ),
]


@pytest.mark.parametrize(("what", "wrong", "said"), REFUSED, ids=[what for what, *_rest in REFUSED])
def test_what_an_outcome_asks_for_is_asked(what, wrong, said, found, browse, reviewer, reader):
    if "owner" in wrong:
        wrong = wrong | {"owner": str(reader.pk)}
    page = propose(browse(reviewer), found, **wrong)
    assert page.status_code == 422
    assert said in words(page)
    kept = form(page, f"/discrepancies/{found.pk}/propose/")
    assert kept["rationale"] == SOUND["rationale"]
    if "split_question" in wrong:
        assert kept["split_question"] == wrong["split_question"]


def held(client, found, who: Person):
    return propose(
        client,
        found,
        outcome="hold",
        cause="",
        next_step="Ask the register.",
        owner=str(who.pk),
        due_on="2099-03-01",
    )


def test_a_hold_says_what_it_waits_for_and_is_ended_with_a_reason(found, browse, reviewer, second_reviewer):
    client = browse(second_reviewer)
    held(client, found, reviewer)
    seen = words(client.get(found.get_absolute_url()))
    assert (
        "Next step: Ask the register. Reviewer, by 1 March 2099" in seen
        or "Next step: Ask the register." in seen
    )
    action = f"/discrepancies/{found.pk}/end-hold/"
    refused = client.post(action, form(client.get(found.get_absolute_url()), action))
    assert refused.status_code == 422
    assert "The hold stays: say what has come of it." in words(refused)
    ended = client.post(action, form(refused, action) | {"reason": "The register answered."})
    assert address(ended) == found.get_absolute_url()
    page = words(client.get(found.get_absolute_url()))
    assert "No longer on hold: The register answered." in page
    assert "End the hold" not in page


def test_whoever_proposes_anew_finds_what_was_asked_and_answered_before(found, browse, reviewer):
    _first, second = keys_of(found)
    client = browse(reviewer)
    split = {"outcome": "split_claim", "split_question": "How many came back?", f"moved_{second}": "on"}
    client.post(
        f"/discrepancies/{found.pk}/draft/",
        form(client.get(found.get_absolute_url()), f"/discrepancies/{found.pk}/propose/") | split,
    )
    page = client.get(found.get_absolute_url())
    assert form(page, f"/discrepancies/{found.pk}/propose/")["split_question"] == "How many came back?"
    assert f'name="moved_{second}"' in page.content.decode()
    assert page.context["decision_form"][f"moved_{second}"].value()


def test_why_it_came_back_stands_above_the_form(found, browse, reviewer, approver):
    client = browse(reviewer)
    propose(client, found)
    other = browse(approver)
    action = f"/discrepancies/{found.pk}/approve/"
    page = other.get(found.get_absolute_url())
    other.post(f"/discrepancies/{found.pk}/return/", form(page, action) | {"comment": "Ask the author."})
    assert "Returned by Approver Ask the author." in words(client.get(found.get_absolute_url()))
