"""What is printed is opened again from the list of claims, each by itself; and claims tell what became of theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.models import Claim
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.reopening import reopen_answer
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.admin.conftest import address, errors_on, words_on
from tests.services.desk_work import change_from_outside

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


@pytest.fixture
def printed(make_claim, cite, reviewer, approver):
    """A claim whose answer is printed."""

    def print_(question: str, review_on: date | None = None) -> Claim:
        claim = make_claim(question)
        cite(claim, "60")
        words = VerdictWords(
            answer="60",
            sentence="Sixty came.",
            basis="The count.",
            single_origin_reason="It is the count itself.",
            review_on=review_on,
        )
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
        claim.refresh_from_db()
        return claim

    return print_


def reopening(*claims: Claim, **changed) -> dict:
    form = {"action": "reopen", "_selected_action": [one.pk for one in claims]}
    return form | {"confirmed": "yes", "reason": "A new census is out."} | changed


def is_printed(claim: Claim) -> bool:
    claim.refresh_from_db()
    return claim.printed_id is not None


def test_answers_are_opened_again_one_by_one_and_each_refusal_is_reported(
    entering, printed, disputed, make_claim, reviewer
):
    first, second = printed("How many came in 2001?"), printed("How many came in 2002?")
    unanswered = make_claim("How many came in 2003?")
    chosen = (first, unanswered, disputed, second)
    door = entering(reviewer)
    page = words_on(door.post(address("claim"), reopening(*chosen), follow=True))
    assert "2 answers opened again." in page
    for refused in (unanswered, disputed):
        assert f"“{refused.question}”: Not re-opened: nothing is printed on this claim at present." in page
    assert not is_printed(first)
    assert not is_printed(second)
    assert first.corrections.get().why == "A new census is out."


def test_the_page_that_asks_shows_what_is_printed_and_nothing_is_done_yet(entering, printed, reviewer):
    claim = printed("How many came?")
    form = reopening(claim)
    del form["confirmed"]
    page = words_on(entering(reviewer).post(address("claim"), form))
    assert "Re-open what is printed on 1 claim" in page
    assert "60 “Sixty came.”" in page
    assert is_printed(claim)


def test_nothing_is_opened_again_without_a_reason(entering, printed, reviewer):
    claim = printed("How many came?")
    response = entering(reviewer).post(address("claim"), reopening(claim, reason="  "))
    assert "say why this is opened again" in errors_on(response)
    assert is_printed(claim)


@pytest.mark.parametrize("who", ["contributor", "approver"])
def test_whoever_does_not_propose_is_not_offered_it_and_opens_nothing(entering, request, printed, who):
    claim = printed("How many came?")
    door = entering(request.getfixturevalue(who))
    assert 'value="reopen"' not in words_on(door.get(address("claim")))
    door.post(address("claim"), reopening(claim), follow=True)
    assert is_printed(claim)


def test_the_page_of_a_claim_tells_what_became_of_its_answer(entering, printed, contributor, reviewer):
    day = timezone.localdate() + TOMORROW
    claim = printed("How many came?", review_on=day)
    door = entering(contributor)
    page = words_on(door.get(address("claim", "change", claim.pk)))
    assert "nothing has changed" in page
    assert str(day.year) in page.split("Looked at again on")[1][:200]
    citation = claim.citations.get()
    amend_citation(citation=citation, words=CitationWords(figure="60", quote="60 came"), by=contributor)
    citation.refresh_from_db()
    amend_citation(citation=citation, words=CitationWords(figure="61"), by=contributor)
    reopen_answer(claim=claim, reason="A new census is out.", by=reviewer)
    page = words_on(door.get(address("claim", "change", claim.pk)))
    assert "evidence changed on " in page
    assert "re-opened on " in page
    assert "nothing at present; it was: 60" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?review=due", {"Due?"}),
        ("?review=changed", {"Changed?"}),
        ("?review=reopened", {"Re-opened?"}),
        ("?origins=one", {"Due?", "Changed?", "Re-opened?", "Later?"}),
        ("?origins=more", {"How many people fled?"}),
        ("?review=nonsense", {"Due?", "Changed?", "Re-opened?", "Later?", "How many people fled?"}),
    ],
)
def test_claims_are_found_by_what_became_of_their_answer(
    entering, printed, disputed, contributor, reviewer, query, found
):
    today = timezone.localdate()
    printed("Due?", review_on=today + TOMORROW)
    printed("Later?", review_on=today + TOMORROW * 9)
    changed, reopened = printed("Changed?"), printed("Re-opened?")
    amend_citation(
        citation=changed.citations.get(), words=CitationWords(figure="60", as_of="2016"), by=contributor
    )
    reopen_answer(claim=reopened, reason="A new census is out.", by=reviewer)
    change_from_outside(
        "UPDATE factcheck_verdict SET review_on = '2020-01-01'"
        " WHERE claim_id IN (SELECT id FROM factcheck_claim WHERE question = 'Due?')"
    )
    listed = entering(contributor).get(address("claim") + query).context["cl"].result_list
    assert {claim.question for claim in listed} == found
