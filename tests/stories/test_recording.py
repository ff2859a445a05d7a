"""A contributor records what a source says: with scripts the reading appears while typing, without it by a button."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Claim
from factcheck.services.approving import approve_resolution
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from tests.stories.arriving import opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def decided(case, db_people) -> Claim:
    """The disputed total, decided for the lower figure."""
    claim = Claim.objects.get(ref="nk-total")
    found = claim.discrepancies.get()
    decision = Decision(
        cause=Cause.SECONDARY_MISREPORT,
        outcome=Outcome.USE_ONE,
        rationale="The other figure names no count.",
        answer="about 30,000",
        sentence="About 30,000 reached the South.",
        standings={found.members.order_by("first").first().citation_id: Standing.PREFERRED},
    )
    propose_resolution(discrepancy=found, decision=decision, by=db_people[Role.REVIEWER])
    approve_resolution(discrepancy=found, by=db_people[Role.APPROVER])
    return claim


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_contributor_records_two_figures_and_the_second_opens_the_case_again(scripts, decided, sit_down):
    page = sit_down(Role.CONTRIBUTOR, java_script_enabled=scripts)
    page.goto("/claims/nk-total/")
    with opens(page):
        page.get_by_role("button", name="Record citation").click()
    page.get_by_label("Figure").press_sequentially("around 30,000")
    if not scripts:
        page.get_by_role("button", name="Show reading").click()
    expect(page.locator("#reading")).to_have_text("Read as 28,500 to 31,500 people.")
    expect(page.get_by_label("Figure")).to_have_value("around 30,000")
    page.get_by_label("Source", exact=True).fill(
        "Concerns are raised that China may return defectors back to North Korea"
    )
    page.get_by_label("As of").fill("January 2018")
    page.get_by_role("button", name="Record citation").click()
    expect(page.get_by_text("Recorded “around 30,000”.")).to_be_visible()
    expect(page.locator(".printed .sentence").first).to_have_text("About 30,000 reached the South.")
    with opens(page):
        page.get_by_role("button", name="Record citation").click()
    page.get_by_label("Figure").fill("exactly 90,000")
    page.get_by_label("Source", exact=True).fill("Desperate North Koreans defect to South")
    page.get_by_label("As of").fill("January 2018")
    page.get_by_role("button", name="Record citation").click()
    expect(page.get_by_text("nothing is printed until that is decided")).to_be_visible()
    expect(page.locator(".flag").get_by_text("re-opened")).to_be_visible()
