"""The correction log in the admin: to look at, and no other way to write it than what happens to answers."""

from __future__ import annotations

import pytest

from factcheck.models import Claim, Correction
from factcheck.services.reopening import reopen_answer
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.admin.conftest import address, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(make_claim, cite, reviewer, approver) -> Claim:
    """A claim on which 60 was printed, then nothing, then 61."""
    claim = make_claim("How many came?", topic="Arrivals")
    cite(claim, "60")
    cite(claim, "60")

    def answer(figure: str) -> None:
        words = VerdictWords(answer=figure, sentence=f"{figure} came.", basis=f"The count of {figure}.")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)

    answer("60")
    reopen_answer(claim=claim, reason="A new census is out.", by=reviewer)
    answer("61")
    return claim


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?printed=nothing", 1),
        ("?printed=other", 1),
        ("?q=census", 1),
        ("?q=came", 2),
        ("?q=nowhere", 0),
    ],
)
def test_the_log_is_searched_and_filtered(entering, corrected, contributor, query, found):
    response = entering(contributor).get(address("correction") + query)
    assert len(response.context["cl"].result_list) == found


def test_the_log_says_from_what_to_what_why_and_by_whom(entering, corrected, contributor):
    page = words_on(entering(contributor).get(address("correction")))
    for said in (
        "How many came?",
        "nothing any longer",
        "A new census is out.",
        "Reviewer",
        "Approver",
        "61",
    ):
        assert said in page
    assert address("claim", "change", corrected.pk) in page


@pytest.mark.parametrize("who", ["contributor", "approver", "administrator"])
def test_nobody_writes_the_log_by_hand(entering, request, corrected, who):
    door = entering(request.getfixturevalue(who))
    one = Correction.objects.first()
    assert door.get(address("correction", "change", one.pk)).status_code == 200
    for tried in (
        address("correction", "add"),
        address("correction", "change", one.pk),
        address("correction", "delete", one.pk),
    ):
        assert door.post(tried, {"why": "So.", "post": "yes"}).status_code == 403
    assert Correction.objects.count() == 2
