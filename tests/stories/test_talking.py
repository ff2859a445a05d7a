"""Two people talk about a claim: one mentions the other, who is told, comes, and answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.core.roles import Role
from tests.stories.arriving import opens
from tests.stories.axe import found_by_day_and_night, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def test_one_mentions_the_other_who_is_told_and_lands_on_the_comment(case, sit_down):
    reviewer, approver = sit_down(Role.REVIEWER), sit_down(Role.APPROVER)
    approver.goto("/")
    expect(approver.get_by_role("link", name="Notices")).to_have_text("Notices")

    reviewer.goto("/claims/nk-total/")
    reviewer.keyboard.press("c")
    expect(reviewer.get_by_label("Your comment")).to_be_focused()
    reviewer.keyboard.type("@Approver, does the ministry count those who left again? @nobody")
    reviewer.get_by_role("button", name="Comment", exact=True).click()
    expect(reviewer.get_by_role("status")).to_contain_text("Comment added.")
    expect(reviewer.get_by_text("Nobody at this desk is called @nobody")).to_be_in_viewport()

    approver.reload()
    with opens(approver):
        approver.get_by_role("link", name="Notices (1)").click()
    with opens(approver):
        approver.get_by_role("link", name="Reviewer mentioned you in a comment.").click()
    said = approver.get_by_role("listitem").filter(has_text="does the ministry count")
    expect(said).to_be_in_viewport()
    expect(said.locator("strong", has_text="@Approver")).to_be_visible()
    expect(approver.get_by_role("link", name="Notices")).to_have_text("Notices")

    approver.get_by_role("button", name="Watch", exact=True).click()
    expect(approver.get_by_role("button", name="Stop watching")).to_be_visible()
    approver.get_by_label("Your comment").fill("@reviewer, no: it counts arrivals.")
    approver.get_by_role("button", name="Comment", exact=True).click()
    reviewer.goto("/notices/")
    expect(reviewer.get_by_role("table")).to_contain_text("Approver mentioned you in a comment.")
    reviewer.get_by_role("button", name="Mark all as read").click()
    expect(reviewer.get_by_role("link", name="Notices", exact=True)).to_be_visible()

    reviewer.goto("/claims/nk-total/")
    with opens(reviewer):
        reviewer.get_by_role("link", name="Withdraw comment").click()
    reviewer.get_by_role("button", name="Withdraw comment").click()
    expect(reviewer.get_by_text("Withdrawn by Reviewer")).to_be_visible()
    expect(reviewer.locator("del", has_text="does the ministry count")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_comments_and_notices_are_open_to_everybody(width, case, sit_down, db_people):
    from factcheck.models import Claim, Notification
    from factcheck.services.comments import add_comment, withdraw_comment

    claim = Claim.objects.get(ref="nk-total")
    found = claim.discrepancies.get()
    reviewer = db_people[Role.REVIEWER]
    for text in ("@administrator " + "x" * 900, "A line.\n\nAnother, @administrator.", "Struck. " * 40):
        comment = add_comment(claim=claim, discrepancy=found, text=text, by=reviewer).comment
    withdraw_comment(comment=comment, by=reviewer)
    own = add_comment(claim=claim, text="Mine. " * 50, by=db_people[Role.ADMINISTRATOR]).comment
    Claim.objects.filter(pk=claim.pk).update(question="q" * 300)
    assert Notification.objects.filter(person=db_people[Role.ADMINISTRATOR]).count() == 2
    page = sit_down(Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 800})
    seen = {}
    for address in (
        claim.get_absolute_url(),
        found.get_absolute_url(),
        f"/comments/{own.pk}/withdraw/",
        "/notices/",
        "/notices/?kind=deadline",
        "/notices/choices/",
    ):
        page.goto(address)
        seen[address] = (goes_sideways(page), found_by_day_and_night(page))
    assert {address: wrong for address, wrong in seen.items() if wrong != (0, {})} == {}
