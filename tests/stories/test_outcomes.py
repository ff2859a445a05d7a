"""What follows from a decision of two people: a claim is split, our slip corrected, a series printed, a hold kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Citation
from tests.stories.arriving import opens
from tests.stories.deciding import approve, fill, found_on, send

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

BOTH = "Two questions in one."


def test_a_question_that_hides_two_is_split_and_the_new_claim_has_its_citation(case, sit_down):
    found = found_on("nk-total")
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    fill(reviewer, found, outcome="split_claim", cause="different_scope", rationale=BOTH)
    reviewer.get_by_label("Question of the new claim").fill("How many have come since 2016?")
    reviewer.get_by_role("checkbox", name="“around 35,000”").check()
    send(reviewer)
    approver.goto(found.get_absolute_url())
    moves = (
        "“around 35,000”, North Koreans Paying Up to $85,000 to Defect the Country, moves to the new claim"
    )
    expect(approver.get_by_text(moves)).to_be_visible()
    approve(approver, found)
    approver.goto("/claims/nk-total/")
    expect(approver.locator("#citations").get_by_text("around 35,000", exact=True)).to_have_count(0)
    approver.get_by_role("link", name="How many have come since 2016?").click()
    expect(approver.locator("#citations").get_by_text("around 35,000", exact=True)).to_be_visible()
    expect(approver.get_by_text("Split off from").first).to_be_visible()
    # The citation kept what it was called by, and its history.
    approver.get_by_role("link", name="history of “around 35,000”").click()
    expect(approver.get_by_role("heading", name="History of the citation")).to_be_visible()
    expect(approver.get_by_text("recorded").first).to_be_attached()


def test_our_own_slip_is_corrected_when_another_person_agrees(case, sit_down):
    found = found_on("nk-total")
    slip = Citation.objects.get(ref="nk-003")
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    fill(
        reviewer,
        found,
        outcome="no_discrepancy",
        cause="our_transcription_error",
        answer="about 30,000",
        sentence="About 30,000 came.",
        rationale="The page says 30,500; we copied it wrongly.",
    )
    reviewer.get_by_label("Instead of “around 35,000”").fill("around 30,500")
    send(reviewer)
    approver.goto(found.get_absolute_url())
    expect(approver.get_by_text("becomes “around 30,500”")).to_be_visible()
    approve(approver, found)
    approver.goto("/claims/nk-total/")
    expect(approver.get_by_text("verified", exact=True).first).to_be_visible()
    expect(approver.locator(f"#citation-{slip.pk}").get_by_text("around 30,500")).to_be_visible()
    approver.goto(f"/citations/{slip.pk}/history/")
    expect(approver.locator(".was del").first).to_have_text("35,000")
    expect(approver.locator(".now ins").first).to_have_text("30,500")


def test_a_series_is_printed_date_by_date(case, sit_down):
    found = found_on("nk-total")
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    fill(
        reviewer,
        found,
        outcome="series",
        cause="different_as_of",
        rationale="It grew.",
        position_0="accepted",
        position_1="accepted",
    )
    expect(reviewer.get_by_label("Printed answer")).to_have_value(re.compile("35,000.*30,000"))
    send(reviewer)
    approve(approver, found)
    approver.goto(found.get_absolute_url())
    rows = approver.get_by_role("table", name="The printed series").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="January 2018")).to_contain_text("Around 30,000")
    expect(rows.filter(has_text="2016 to 2024")).to_contain_text("around 35,000")


def test_whoever_sees_to_a_hold_finds_it_on_the_desk_and_ends_it(case, sit_down):
    found = found_on("nk-total")
    approver, reviewer = sit_down(Role.ADMINISTRATOR), sit_down(Role.REVIEWER)
    due = (timezone.localdate() + timedelta(days=2)).isoformat()
    fill(approver, found, outcome="hold", rationale="One register is missing.", next_step="Ask the ministry.")
    approver.get_by_label("Who sees to it").select_option(label="Reviewer")
    approver.get_by_label("By when").fill(due)
    approver.get_by_role("button", name="Hold", exact=True).click()
    expect(approver.get_by_text("On hold. It stays open")).to_be_visible()

    reviewer.goto("/")
    for name in ("Assigned to you 1", found.claim.question):
        with opens(reviewer):
            reviewer.get_by_role("link", name=name).first.click()
    expect(reviewer.get_by_text("Next step: Ask the ministry.")).to_be_visible()
    reviewer.get_by_text("End the hold").first.click()
    reviewer.get_by_label("What has come of it").fill("The ministry counts 34,000.")
    reviewer.get_by_role("button", name="End the hold").click()
    expect(reviewer.get_by_text("No longer on hold.", exact=True)).to_be_visible()
    expect(reviewer.get_by_text("Ask the ministry.")).not_to_be_visible()
    approver.reload()
    expect(approver.get_by_text("on hold", exact=True)).to_have_count(0)


def test_what_two_people_rejected_stays_in_view_struck_with_the_reason(case, sit_down):
    found = found_on("nk-total")
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    fill(
        reviewer,
        found,
        outcome="use_one",
        cause="secondary_misreport",
        rationale="It names no count.",
        position_0="preferred",
        position_1="rejected",
    )
    expect(reviewer.get_by_label("Printed answer")).to_have_value("about 30,000")
    send(reviewer)
    approve(approver, found)
    reader = sit_down(Role.READER)
    reader.goto("/claims/nk-total/")
    rejected = reader.locator("#citations tr").filter(has=reader.locator("del"))
    expect(rejected.locator("del")).to_have_text("around 35,000")
    expect(rejected).to_contain_text("rejected: Misreported – It names no count.")
    expect(reader.get_by_text("verified", exact=True).first).to_be_visible()
