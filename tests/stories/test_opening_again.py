"""What is printed is opened again: by new evidence, by a person, by a retraction, by its day. It is logged."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Discrepancy
from factcheck.services.approving import approve_resolution
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from tests.stories.arriving import opens
from tests.stories.deciding import found_on

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def settled(case, db_people) -> Discrepancy:
    """The disputed total, in print as about 30,000, and looked at again in a month."""
    found = found_on("nk-total")
    decision = Decision(
        cause=Cause.SECONDARY_MISREPORT,
        outcome=Outcome.USE_ONE,
        rationale="The other figure names no count.",
        answer="about 30,000",
        sentence="About 30,000 reached the South.",
        standings={found.members.order_by("first").first().citation_id: Standing.PREFERRED},
        review_on=timezone.localdate() + timedelta(days=30),
    )
    propose_resolution(discrepancy=found, decision=decision, by=db_people[Role.REVIEWER])
    approve_resolution(discrepancy=found, by=db_people[Role.APPROVER])
    return found


def is_logged(page: Page, why: str) -> None:
    page.goto("/corrections/")
    row = page.get_by_role("row").filter(has_text="about 30,000").first
    expect(row).to_contain_text("nothing any longer")
    expect(row).to_contain_text(why)


def test_new_evidence_opens_it_again_and_those_who_decided_and_watch_are_told(settled, sit_down):
    reader, reviewer, contributor = (
        sit_down(role) for role in (Role.READER, Role.REVIEWER, Role.CONTRIBUTOR)
    )
    reader.goto("/claims/nk-total/")
    reader.get_by_role("button", name="Watch", exact=True).click()
    expect(reader.get_by_role("button", name="Stop watching")).to_be_visible()
    contributor.goto("/claims/nk-total/citations/record/")
    contributor.get_by_label("Figure").fill("exactly 90,000")
    contributor.get_by_label("Source", exact=True).fill("Desperate North Koreans defect to South")
    contributor.get_by_label("As of").fill("January 2018")
    contributor.get_by_role("button", name="Record citation").click()
    expect(contributor.get_by_text("nothing is printed until that is decided")).to_be_visible()

    reviewer.goto("/")
    for name in ("Re-opened 1", settled.claim.question):
        with opens(reviewer):
            reviewer.get_by_role("link", name=name).first.click()
    expect(reviewer.get_by_text("re-opened", exact=True).first).to_be_visible()
    reviewer.goto("/notices/")
    expect(reviewer.get_by_role("table")).to_contain_text("Re-opened")
    reader.goto("/notices/")
    expect(reader.get_by_role("table")).to_contain_text(settled.claim.question)
    is_logged(reader, "90,000")


def test_a_person_opens_it_again_with_a_reason_that_the_approver_reads(settled, sit_down):
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    reviewer.goto("/claims/nk-total/")
    with opens(reviewer):
        reviewer.keyboard.press("o")
    reviewer.get_by_label("Why it is opened again").fill("The ministry published a new count.")
    reviewer.get_by_role("button", name="Re-open").click()
    expect(reviewer.get_by_text("it was opened again")).to_be_visible()
    approver.goto("/")
    with opens(approver):
        approver.get_by_role("link", name="Notices (").click()
    with opens(approver):
        approver.get_by_role("table").get_by_role("link").first.click()
    expect(approver.get_by_text("The ministry published a new count.").first).to_be_visible()
    is_logged(approver, "The ministry published a new count.")


def test_a_retracted_source_opens_what_rests_on_it(settled, sit_down):
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    reviewer.goto("/sources/rfa-2018/")
    with opens(reviewer):
        reviewer.get_by_role("button", name="Mark as retracted").click()
    reviewer.get_by_label("Why it was retracted").fill("The radio withdrew it.")
    reviewer.get_by_role("button", name="Mark as retracted").click()
    expect(reviewer.get_by_text("Retracted on")).to_be_visible()
    approver.goto("/claims/nk-total/")
    expect(approver.get_by_text("retracted", exact=True).first).to_be_visible()
    expect(approver.get_by_text("disputed", exact=True).first).to_be_visible()
    is_logged(approver, "retracted")


def test_an_answer_is_opened_again_on_its_day(settled, sit_down, monkeypatch):
    from factcheck.management.commands import reopen_due

    day = timezone.localdate() + timedelta(days=31)
    monkeypatch.setattr(reopen_due.timezone, "localdate", lambda: day)
    said = StringIO()
    call_command("reopen_due", stdout=said)
    monkeypatch.undo()
    assert "1 answer opened again." in said.getvalue()
    approver = sit_down(Role.APPROVER)
    approver.goto("/")
    with opens(approver):
        approver.get_by_role("link", name="Notices (").click()
    expect(approver.get_by_role("table")).to_contain_text(settled.claim.question)
    is_logged(approver, "")
