"""Opening an answer again, retracting a source, and the log of what changed, as people see them."""

from __future__ import annotations

import pytest

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.models import Claim, Correction
from factcheck.services.reopening import reopen_answer
from tests.services.desk_work import PREFER_30, change_from_outside, settle
from tests.web.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(disputed, reviewer, approver) -> Claim:
    settle(disputed, reviewer, approver, standings=PREFER_30, cause=Cause.SOURCE_ERROR)
    return disputed


def test_a_rejected_citation_stays_struck_with_the_reason(printed, browse, reader):
    page = browse(reader).get("/claims/fled/")
    assert '<del class="quoted">about 35,000</del>' in page.content.decode()
    assert "rejected: Error in the source – The register counts everyone." in words(page)
    assert '<del class="quoted">about 30,000</del>' not in page.content.decode()


def test_what_is_printed_is_opened_again_from_the_claim(printed, browse, reviewer, reader):
    desk = browse(reviewer)
    assert "/claims/fled/reopen/" in desk.get("/claims/fled/").content.decode()
    assert "/claims/fled/reopen/" not in browse(reader).get("/claims/fled/").content.decode()
    refused = desk.post("/claims/fled/reopen/", {"reason": " "})
    assert refused.status_code == 422
    assert "Not re-opened: say why this is opened again." in words(refused)
    done = desk.post("/claims/fled/reopen/", {"reason": "The register was revised."}, follow=True)
    assert "Nothing is printed until another answer is approved." in words(done)
    assert "“about 30,000” was printed; it was opened again" in words(done)
    assert "The register was revised." in words(done)
    late = desk.post("/claims/fled/reopen/", {"reason": "Me too."})
    assert "nothing is printed on this claim at present" in words(late)
    assert "Me too." in late.content.decode()


def test_a_source_is_marked_as_retracted_and_says_so_everywhere(printed, browse, reviewer, reader):
    source = printed.citations.get(figure="about 30,000").source
    desk = browse(reviewer)
    asked = words(desk.get(f"/sources/{source.ref}/retract/"))
    assert "1 claim rests on it" in asked
    refused = desk.post(f"/sources/{source.ref}/retract/", {"because": ""})
    assert "say why, and where it was announced" in words(refused)
    done = words(desk.post(f"/sources/{source.ref}/retract/", {"because": "Made up."}, follow=True))
    assert "What rests on it is opened again." in done
    assert "Made up." in words(browse(reader).get(f"/sources/{source.ref}/"))
    assert "retracted" in words(browse(reader).get("/claims/fled/"))
    back = desk.post(f"/sources/{source.ref}/retract/take-back/", follow=True)
    assert "What was opened again stays open." in words(back)
    assert "not marked as retracted" in words(
        desk.post(f"/sources/{source.ref}/retract/take-back/", follow=True)
    )


def test_the_log_says_from_what_to_what_and_why(printed, browse, reader, reviewer, approver):
    reopen_answer(claim=printed, reason="The register was revised.", by=reviewer)
    settle(printed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    page = words(browse(reader).get("/corrections/"))
    assert "2 corrections" in page
    assert "about 30,000 nothing any longer The register was revised. Reviewer" in page
    assert "about 30,000 about 31,000 The register counts everyone. Approver" in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("q=register+revised", 1),
        ("q=31,000", 1),
        ("printed=nothing", 1),
        ("printed=other", 1),
        ("since=2999-01-01", 0),
        ("until=1999-01-01", 0),
        ("since=1999-01-01&until=2999-01-01", 2),
        ("since=never", 2),
    ],
)
def test_the_log_is_filtered_by_its_address(printed, browse, reader, reviewer, approver, asked, count):
    reopen_answer(claim=printed, reason="The register was revised.", by=reviewer)
    settle(printed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    page = browse(reader).get(f"/corrections/?{asked}")
    assert len(page.context["table"].rows) == count


def test_the_log_costs_the_same_for_three_and_thirty(
    make_claim,
    cite,
    browse,
    reader,
    reviewer,
    approver,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    def correct(count):
        for _one in range(count):
            claim = make_claim(f"How many in place {Claim.objects.count()}?")
            cite(claim, "about 30,000")
            cite(claim, "about 35,000")
            settle(claim, reviewer, approver, standings=PREFER_30)
            reopen_answer(claim=claim, reason="Revised.", by=reviewer)

    somebody = browse(reader)
    somebody.get("/corrections/")
    correct(3)
    with django_assert_max_num_queries(10) as few:
        somebody.get("/corrections/")
    correct(22)
    with django_assert_num_queries(len(few.captured_queries)):
        somebody.get("/corrections/")
    assert Correction.objects.count() == 25


def test_a_printed_series_is_a_table_in_order_of_time(make_claim, cite, reviewer, approver, browse, reader):
    claim = make_claim("How many live there?", ref="live")
    cite(claim, "120", as_of="2019")
    cite(claim, "90", as_of="2016")
    cite(claim, "500", as_of="2017")
    settle(
        claim,
        reviewer,
        approver,
        outcome=Outcome.SERIES,
        cause=Cause.SOURCE_ERROR,
        standings={"90": Standing.ACCEPTED, "120": Standing.ACCEPTED, "500": Standing.REJECTED},
        answer="90 to 120",
        sentence="90 lived there in 2016 and 120 in 2019.",
    )
    page = words(browse(reader).get("/claims/live/"))
    assert "The printed series As of Figure Source 2016 90 Source 2 2019 120 Source 1" in page


def test_the_history_says_that_it_is_whole_or_where_it_is_not(printed, browse, reader):
    page = words(browse(reader).get("/claims/fled/history/"))
    assert "This history is whole: 6 entries of decisions, checked just now" in page
    change_from_outside("UPDATE factcheck_resolution SET rationale = 'Otherwise.'")
    page = words(browse(reader).get("/claims/fled/history/"))
    assert "This history is not whole." in page
    assert "Entry 2: What was entered here was changed since." in page
