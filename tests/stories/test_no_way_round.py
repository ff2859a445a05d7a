"""Nobody finds a way round the second person: not on the page, and not by sending the form without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.core.roles import Role
from factcheck.models import Discrepancy
from tests.stories.deciding import fill, found_on, send

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

APPROVE_ANYWAY = """async address => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const sent = await fetch(address, {method: "POST", body: new URLSearchParams({csrfmiddlewaretoken: token})});
  return sent.status;
}"""


def is_refused(page: Page, found: Discrepancy, status: int) -> None:
    page.goto(found.get_absolute_url())
    expect(page.get_by_text("About 30,000 came.").first).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    assert page.evaluate(APPROVE_ANYWAY, f"/discrepancies/{found.pk}/approve/") == status
    found.refresh_from_db()
    assert found.state == "proposed"


@pytest.mark.parametrize("proposer", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_a_proposal_waits_for_another_person_who_may(proposer, case, sit_down, complaints):
    found = found_on("nk-total")
    author = sit_down(proposer)
    fill(
        author,
        found,
        outcome="use_with_note",
        cause="source_error",
        answer="about 30,000",
        sentence="About 30,000 came.",
        rationale="Counted.",
    )
    send(author)
    is_refused(author, found, 422 if proposer is Role.ADMINISTRATOR else 403)
    for role in (Role.READER, Role.CONTRIBUTOR):
        is_refused(sit_down(role), found, 403)
    # The browser reports each refusal that the page did not ask for; there is nothing else to complain of.
    assert all("403" in said for said in complaints)
    complaints.clear()
