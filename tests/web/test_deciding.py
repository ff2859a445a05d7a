"""Deciding a discrepancy in the pages: every refusal says what, why and the remedy, and keeps what was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Claim, Discrepancy
from factcheck.services.decisions import Decision
from factcheck.services.desk import change_desk_settings
from factcheck.services.proposing import propose_resolution
from tests.conftest import person
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(disputed) -> Discrepancy:
    return disputed.discrepancies.get()


SOUND = {
    "answer": "about 30,000",
    "sentence": "About 30,000 people fled.",
    "outcome": "use_one",
    "cause": "source_error",
    "rationale": "The second report mistook arrivals for departures.",
    "position_0": "preferred",
    "position_1": "rejected",
}


def propose(client, found, **changes):
    page = client.get(f"/discrepancies/{found.pk}/")
    filled = form(page, f"/discrepancies/{found.pk}/propose/") | SOUND | changes
    return client.post(f"/discrepancies/{found.pk}/propose/", filled)


def test_a_proposal_waits_for_another_person_and_then_settles_the_claim(found, browse, reviewer, approver):
    answer = propose(browse(reviewer), found)
    assert address(answer) == f"/discrepancies/{found.pk}/"
    second = browse(approver)
    assert "1 discrepancy waits for you" in words(second.get("/"))
    page = second.get(f"/discrepancies/{found.pk}/")
    for part in (SOUND["sentence"], SOUND["answer"], SOUND["rationale"], "Use one", "Error in the source"):
        assert part in words(page)
    assert "rejected" in words(page).lower()
    approve = f"/discrepancies/{found.pk}/approve/"
    settled = second.post(approve, form(page, approve) | {"comment": "Agreed."}, follow=True)
    assert "Approved." in words(settled)
    assert "About 30,000 people fled." in words(settled)
    assert "verified" in words(settled)
    assert "Agreed." in words(settled)
    assert Claim.objects.verified().get() == found.claim
    assert "About 30,000 people fled." in words(second.get("/desk/verified/"))


def test_a_citation_may_stand_otherwise_than_its_position(found, browse, reviewer):
    citation = found.members.order_by("first").first().citation
    propose(browse(reviewer), found, **{f"citation_{citation.pk}": "uncertain"})
    found.refresh_from_db()
    standings = set(found.resolution.judged.values_list("citation", "standing"))
    assert (citation.pk, "uncertain") in standings
    assert {standing for _key, standing in standings} == {"uncertain", "rejected"}


REFUSALS = [
    ("no rationale", {"rationale": "  "}, "Not proposed: the rationale is missing."),
    ("no answer", {"answer": ""}, "Not proposed: the answer is missing."),
    ("no sentence", {"sentence": ""}, "Not proposed: the sentence is missing."),
    ("no cause", {"cause": ""}, "Why they differ"),
    ("no outcome", {"outcome": ""}, "What we print"),
    ("a cause nobody knows", {"cause": "boredom"}, "Why they differ"),
    (
        "only apparent, and yet one is rejected",
        {"cause": "rounding"},
        "Not proposed: a citation is rejected, but the cause says that the sources only seem to differ.",
    ),
    (
        "use one, but which",
        {"position_0": "unassessed", "position_1": "unassessed"},
        "Not proposed: “use one” needs to say which one.",
    ),
    ("a standing nobody knows", {"position_0": "beloved"}, "Standing of A"),
    ("an answer of 501 characters", {"answer": "x" * 501}, "at most 500 characters"),
    ("a null character", {"rationale": "a\x00b"}, "Null characters are not allowed."),
]


@pytest.mark.parametrize(("what", "wrong", "said"), REFUSALS, ids=[what for what, *_rest in REFUSALS])
def test_a_refused_proposal_says_why_and_keeps_the_input(what, wrong, said, found, browse, reviewer):
    page = propose(browse(reviewer), found, **wrong)
    assert page.status_code == 422
    assert said in words(page)
    assert "What you entered is still here." in words(page)
    kept = form(page, f"/discrepancies/{found.pk}/propose/")
    typed = SOUND | wrong
    same = [name for name in SOUND if name not in {"cause", "outcome", "position_0"} or name not in wrong]
    assert {name: kept[name] for name in same} == {name: typed[name] for name in same}
    found.refresh_from_db()
    assert found.state == "open"


ONE_ORIGIN = [
    (
        "a range",
        {"outcome": "report_range", "cause": "source_error"},
        "there is no range of answers to report",
    ),
    ("a quarrel", {"cause": "genuine_disagreement"}, "which cannot disagree with itself"),
    ("without a reason", {}, "this claim rests on one origin"),
]


@pytest.mark.parametrize(("what", "wrong", "said"), ONE_ORIGIN, ids=[what for what, *_rest in ONE_ORIGIN])
def test_what_goes_back_to_one_origin_is_no_range_no_quarrel_and_needs_a_reason(
    what, wrong, said, make_claim, cite, browse, reviewer
):
    claim = make_claim("How many people fled?")
    for figure in ("30,000", "35,000"):
        cite(claim, figure, attribution="Unification Ministry")
    page = propose(browse(reviewer), claim.discrepancies.get(), **wrong)
    assert page.status_code == 422
    assert said in words(page)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_approves_a_proposal_of_their_own(role, found, browse):
    somebody = person("somebody", role, Role.REVIEWER, Role.APPROVER)
    client = browse(somebody)
    propose(client, found)
    page = client.get(f"/discrepancies/{found.pk}/")
    assert "You proposed this, so another approver decides on it." in words(page)
    assert ">Approve<" not in page.content.decode()
    approve = f"/discrepancies/{found.pk}/approve/"
    refused = client.post(approve, form(page, approve) | {"comment": "I agree with myself."})
    assert refused.status_code == 422
    assert "Not approved: you proposed this. Ask another approver." in words(refused)
    assert form(refused, approve)["comment"] == "I agree with myself."
    assert "Nothing waits for you." in words(client.get("/"))
    found.refresh_from_db()
    assert found.state == "proposed"


def test_on_a_desk_of_one_person_one_approval_is_enough_and_the_pages_say_so(found, browse, administrator):
    client = browse(administrator)
    change_desk_settings(tolerance=Decimal("0.05"), single_review=True, by=administrator)
    propose(client, found)
    assert "1 discrepancy waits for you" in words(client.get("/"))
    page = client.get(f"/discrepancies/{found.pk}/")
    assert "You proposed this" not in words(page)
    approve = f"/discrepancies/{found.pk}/approve/"
    settled = client.post(approve, form(page, approve), follow=True)
    assert "single review" in words(settled)


def test_a_return_needs_a_comment_and_brings_the_proposal_back_as_it_was(found, browse, reviewer, approver):
    first, second = browse(reviewer), browse(approver)
    propose(first, found)
    page = second.get(f"/discrepancies/{found.pk}/")
    back = f"/discrepancies/{found.pk}/return/"
    typed = form(page, f"/discrepancies/{found.pk}/approve/")
    refused = second.post(back, typed)
    assert refused.status_code == 422
    assert "Not returned: say what is missing or wrong." in words(refused)
    assert "Returned with your comment." in words(
        second.post(back, typed | {"comment": "Ask the second report's author."}, follow=True)
    )
    assert "Returned to you" in words(first.get("/"))
    again = first.get(f"/discrepancies/{found.pk}/")
    assert "Ask the second report's author." in words(again)
    kept = form(again, f"/discrepancies/{found.pk}/propose/")
    assert {name: kept[name] for name in SOUND if not name.startswith("position")} == {
        name: value for name, value in SOUND.items() if not name.startswith("position")
    }
    assert address(propose(first, found)) == f"/discrepancies/{found.pk}/"


def test_a_decision_is_opened_again_with_a_reason_and_stays_in_the_history(found, browse, reviewer, approver):
    first, second = browse(reviewer), browse(approver)
    propose(first, found)
    approve = f"/discrepancies/{found.pk}/approve/"
    second.post(approve, form(second.get(f"/discrepancies/{found.pk}/"), approve))
    page = first.get(f"/discrepancies/{found.pk}/")
    assert "Decided" in words(page)
    reopen = f"/discrepancies/{found.pk}/reopen/"
    refused = first.post(reopen, form(page, reopen))
    assert refused.status_code == 422
    assert "Not re-opened: say why this is opened again." in words(refused)
    opened = first.post(reopen, form(page, reopen) | {"reason": "A new report is out."}, follow=True)
    assert "Opened again." in words(opened)
    assert "A new report is out." in words(opened)
    assert SOUND["rationale"] in words(opened)
    claim = words(first.get(found.claim.get_absolute_url()))
    assert "was printed; it was opened again" in claim
    assert "Nothing is verified yet." in words(first.get("/desk/verified/"))


def test_a_hold_takes_effect_at_once_and_leaves_the_discrepancy_open(found, browse, reviewer, reader):
    answer = propose(
        browse(reviewer),
        found,
        outcome="hold",
        answer="",
        sentence="",
        cause="",
        rationale="We wait for the report.",
        next_step="Ask for the report.",
        owner=str(reviewer.pk),
    )
    assert address(answer) == f"/discrepancies/{found.pk}/"
    seen = words(browse(reader).get(f"/discrepancies/{found.pk}/"))
    assert "On hold: We wait for the report." in seen
    found.refresh_from_db()
    assert found.state == "open"


def test_of_two_reviewers_at_once_the_second_is_told_and_loses_nothing(found, browse, reviewer):
    first, second = browse(reviewer), browse(person("latecomer", Role.REVIEWER))
    page = second.get(f"/discrepancies/{found.pk}/")
    propose(first, found)
    late = form(page, f"/discrepancies/{found.pk}/propose/") | SOUND | {"rationale": "My own grounds."}
    told = second.post(f"/discrepancies/{found.pk}/propose/", late)
    assert told.status_code == 422
    assert "Not saved: meanwhile this became proposed, by Reviewer." in words(told)
    assert "Your text is still here; look and decide." in words(told)
    assert SOUND["rationale"] in words(told)
    assert form(told, f"/discrepancies/{found.pk}/propose/")["rationale"] == "My own grounds."
    insisted = second.post(
        f"/discrepancies/{found.pk}/propose/", form(told, f"/discrepancies/{found.pk}/propose/")
    )
    assert insisted.status_code == 422
    assert "This discrepancy is proposed now" in words(insisted)
    assert form(insisted, f"/discrepancies/{found.pk}/propose/")["rationale"] == "My own grounds."


def test_of_two_approvers_at_once_the_second_is_told_what_the_first_did(found, browse, reviewer, approver):
    propose(browse(reviewer), found)
    first, second = browse(approver), browse(person("latecomer", Role.APPROVER))
    page = second.get(f"/discrepancies/{found.pk}/")
    approve = f"/discrepancies/{found.pk}/approve/"
    late = form(page, approve) | {"comment": "The second source is better."}
    first.post(approve, form(first.get(f"/discrepancies/{found.pk}/"), approve))
    told = second.post(f"/discrepancies/{found.pk}/return/", late)
    assert told.status_code == 422
    assert "Not saved: meanwhile this became resolved, by Approver." in words(told)
    assert form(told, approve)["comment"] == "The second source is better."


def test_new_evidence_while_one_writes_is_told(found, browse, reviewer, cite):
    client = browse(reviewer)
    page = client.get(f"/discrepancies/{found.pk}/")
    propose(browse(reviewer), found)
    cite(found.claim, "90,000")
    late = form(page, f"/discrepancies/{found.pk}/propose/") | SOUND
    told = client.post(f"/discrepancies/{found.pk}/propose/", late)
    assert "Not saved: meanwhile this became returned" in words(told)


def test_a_decided_claim_is_opened_again_by_evidence_that_nobody_judged(
    found, browse, reviewer, second_reviewer, reader, cite
):
    decision = Decision(
        cause=Cause.SOURCE_ERROR,
        outcome=Outcome.USE_ONE,
        rationale="The first report counted.",
        answer="about 30,000",
        sentence="About 30,000 fled.",
        standings={found.members.order_by("first").first().citation_id: Standing.PREFERRED},
    )
    propose_resolution(discrepancy=found, decision=decision, by=reviewer)
    client = browse(second_reviewer)
    approve = f"/discrepancies/{found.pk}/approve/"
    client.post(approve, form(client.get(f"/discrepancies/{found.pk}/"), approve))
    cite(found.claim, "90,000")
    seen = words(browse(reader).get(f"/discrepancies/{found.pk}/"))
    assert "re-opened" in seen
    assert "Decided before" in seen
    assert "The first report counted." in seen


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("reader", "Nobody has proposed anything yet."),
        ("contributor", "A reviewer proposes, an approver approves."),
        ("reviewer", "Choose a cause"),
        ("approver", "Nobody has proposed anything yet."),
    ],
)
def test_each_role_is_offered_its_own_act(role, offered, found, browse, request):
    page = browse(request.getfixturevalue(role)).get(f"/discrepancies/{found.pk}/")
    assert offered in words(page)


def test_every_code_stands_in_the_form_with_what_it_means(found, browse, reviewer):
    seen = words(browse(reviewer).get(f"/discrepancies/{found.pk}/"))
    assert "Misreported — An outlet passed the origin's figure on wrongly." in seen
    assert "Hold — Print nothing yet; takes effect at once and stays open." in seen
