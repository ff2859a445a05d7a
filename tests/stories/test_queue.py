"""Two people share out the work: one assigns from the list, the other finds it on the desk; with scripts or without."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Discrepancy
from tests.stories.arriving import opens
from tests.stories.axe import found_wrong

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_work_is_shared_out_from_the_list_and_found_on_the_desk(scripts, case, sit_down):
    approver = sit_down(Role.APPROVER, java_script_enabled=scripts)
    approver.goto("/")
    with opens(approver):
        approver.get_by_role("link", name="Discrepancies", exact=True).click()
    rows = approver.get_by_role("checkbox", name="Choose: ")
    if scripts:
        approver.get_by_label("Choose all on this page").check()
        expect(approver.get_by_role("button", name="Assign the 4 chosen")).to_be_visible()
        rows.first.uncheck()
        expect(approver.get_by_role("button", name="Assign the 3 chosen")).to_be_visible()
    else:
        for place in (1, 2, 3):
            rows.nth(place).check()
    bar = approver.locator(".bulk")
    bar.get_by_label("Assign to").select_option(label="Reviewer")
    bar.get_by_label("Due (empty: as it is)").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    bar.get_by_role("button").click()
    expect(approver.get_by_text("Assigned 3 to Reviewer.")).to_be_visible()

    reviewer = sit_down(Role.REVIEWER, java_script_enabled=scripts)
    reviewer.goto("/")
    expect(reviewer.get_by_role("link", name="Desk waiting for you: 3")).to_be_visible()
    expect(reviewer.get_by_text("Due next, ")).to_be_visible()
    for kind, name in (
        ("link", "Free to take 1"),
        ("button", "Decide the next one"),
        ("button", "Assign to me"),
    ):
        with opens(reviewer):
            reviewer.get_by_role(kind, name=name).click()
    expect(reviewer.get_by_text("Assigned to you")).to_be_visible()
    assert "queue=free" in reviewer.url
    for name in ("Desk waiting for you: 4", "Assigned to you 4"):
        with opens(reviewer):
            reviewer.get_by_role("link", name=name).click()
    expect(reviewer.get_by_role("row")).to_have_count(5 + 5)
    assert Discrepancy.objects.filter(assigned_to__username="reviewer", due_on__isnull=False).count() == 3


def test_one_takes_what_is_free_with_two_keys(case, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto("/")
    with opens(page):
        page.keyboard.press("n")
    page.get_by_text("Assigned to nobody").wait_for()
    page.keyboard.press("m")
    expect(page.get_by_text("Assigned to you")).to_be_visible()


def test_a_filter_is_kept_shared_found_by_another_and_dropped(case, sit_down):
    reader = sit_down(Role.READER)
    reader.goto("/")
    reader.get_by_role("link", name="Claims", exact=True).click()
    reader.get_by_label("Evidence").select_option(label="One origin")
    with opens(reader):
        reader.get_by_role("button", name="Apply").click()
    reader.get_by_text("Keep this filter", exact=True).click()
    reader.get_by_label("Keep this filter as").fill("Rests on one")
    reader.get_by_label("Everybody at the desk sees it").check()
    assert found_wrong(reader) == {}
    reader.get_by_role("button", name="Keep").click()
    expect(reader.get_by_text("Kept as “Rests on one”.")).to_be_visible()

    other = sit_down(Role.REVIEWER)
    other.goto("/")
    other.get_by_role("link", name="Claims", exact=True).click()
    with opens(other):
        other.get_by_role("link", name="Rests on one").click()
    assert other.url.endswith("/claims/?rests=one")

    with opens(reader):
        reader.get_by_role("link", name="Drop this filter").click()
    assert found_wrong(reader) == {}
    reader.get_by_role("button", name="Drop this filter").click()
    expect(reader.get_by_text("Dropped “Rests on one”. Its rows are where they were.")).to_be_visible()
    other.reload()
    expect(other.get_by_role("link", name="Rests on one")).to_have_count(0)
