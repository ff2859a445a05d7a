"""Somebody changes a citation; somebody else finds out what it said before, and what the desk knew then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Citation
from tests.stories.arriving import opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_reader_finds_what_a_contributor_changed_and_the_claim_before_it(scripts, case, sit_down):
    citation = Citation.objects.filter(claim__ref="nk-total").order_by("pk").first()
    writing = sit_down(Role.CONTRIBUTOR, java_script_enabled=scripts)
    writing.goto(f"/citations/{citation.pk}/amend/")
    writing.get_by_label("Figure").fill("Around 31,000")
    writing.get_by_role("button", name="Amend").click()
    expect(writing.get_by_text("Amended “Around 31,000”.")).to_be_visible()

    reading = sit_down(Role.READER, java_script_enabled=scripts)
    reading.goto("/claims/nk-total/")
    reading.get_by_role("link", name="The whole history").press("Enter")
    expect(reading.get_by_role("heading", name="History of the claim")).to_be_visible()
    reading.get_by_label("Who").select_option(label="Contributor")
    reading.get_by_label("What").select_option(label="amended")
    reading.get_by_role("button", name="Apply").press("Enter")
    expect(reading.get_by_text("1 event", exact=True)).to_be_visible()
    expect(reading.locator(".was del")).to_have_text("30,000")
    expect(reading.locator(".now ins")).to_have_text("31,000")

    reading.goto("/claims/nk-total/history/?kind=recorded")
    with opens(reading):
        reading.get_by_role("link", name="The claim then").first.press("Enter")
    expect(reading.get_by_text("As the desk knew it on")).to_be_visible()
    expect(reading.locator("#citations").get_by_text("31,000")).to_have_count(0)
    reading.get_by_role("link", name="Today's claim").press("Enter")
    expect(reading.locator("#citations").get_by_text("31,000").first).to_be_visible()


def test_one_asks_for_a_claim_as_the_desk_knew_it_on_a_day(case, sit_down):
    reading = sit_down(Role.READER)
    reading.goto("/claims/nk-total/history/")
    for days, said in ((0, "As the desk knew it on"), (3, "the desk did not have this question yet")):
        day = timezone.localdate() - timedelta(days=days)
        reading.get_by_label("As we knew it on").fill(day.isoformat())
        reading.get_by_role("button", name="Show the claim then").click()
        expect(reading.get_by_text(said)).to_be_visible()
