"""The main job: a case is imported, a discrepancy is found, decided by two people, and goes out as verified."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.core.roles import Role
from tests.stories.arriving import opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

QUESTION = "How many North Koreans have reached South Korea in all since the Korean War?"
SENTENCE = "About 30,000 North Koreans had reached the South by January 2018, Radio Free Asia reports."


def test_a_reviewer_decides_an_approver_approves_and_the_download_holds_it(case, sit_down, tmp_path):
    reviewer = sit_down(Role.REVIEWER, by_hand=True)
    expect(reviewer.get_by_role("heading", name="4 discrepancies are free to take")).to_be_visible()
    reviewer.get_by_role("link", name="Claims", exact=True).click()
    reviewer.get_by_role("link", name=QUESTION).click()
    expect(reviewer.get_by_text("cannot both be right")).to_be_visible()
    reviewer.get_by_role("button", name="Decide").click()
    reviewer.get_by_label("Printed answer").fill("about 30,000")
    reviewer.get_by_label("Print-ready sentence").fill(SENTENCE)
    reviewer.get_by_label("What we print").select_option("use_one")
    reviewer.get_by_label("Why they differ").select_option("secondary_misreport")
    reviewer.get_by_label("Standing of A").select_option("preferred")
    reviewer.get_by_label("Standing of B").select_option("uncertain")
    reviewer.get_by_role("button", name="Propose").click()
    # The rationale was forgotten: it says so, takes the focus there, and everything is still filled in.
    expect(reviewer.get_by_role("alert").get_by_text("the rationale is missing")).to_be_visible()
    expect(reviewer.get_by_label("Print-ready sentence")).to_have_value(SENTENCE)
    expect(reviewer.get_by_label("Standing of A")).to_have_value("preferred")
    expect(reviewer.locator(".error-summary")).to_be_focused()
    reviewer.get_by_label("Rationale").fill("The other figure names no count and no date.")
    reviewer.get_by_role("button", name="Propose").click()
    expect(reviewer.get_by_text("Proposed. Another person approves it or returns it.")).to_be_visible()

    approver = sit_down(Role.APPROVER)
    approver.goto("/")
    approver.get_by_role("button", name="Decide the next one").click()
    expect(approver.get_by_text("The other figure names no count and no date.").first).to_be_visible()
    approver.get_by_role("button", name="Approve").click()
    # From a queue one lands where the queue stands, with the way back to what was just done.
    expect(approver.get_by_text("Approved.")).to_be_visible()
    expect(approver.get_by_text("That was the last one of this list.")).to_be_visible()
    approver.get_by_role("status").get_by_role("link", name=QUESTION).click()
    expect(approver.get_by_text(SENTENCE).first).to_be_visible()

    rows = downloaded(sit_down(Role.READER), tmp_path)
    assert {row["claim_ref"] for row in rows} == {"nk-total"}
    assert {(row["answer"], row["sentence"], row["approved_by"]) for row in rows} == {
        ("about 30,000", SENTENCE, "approver")
    }
    assert sorted(row["standing"] for row in rows) == ["preferred", "unassessed", "uncertain"]


def downloaded(reader: Page, folder: Path) -> list[dict[str, str]]:
    reader.goto("/")
    reader.get_by_role("link", name="Verified", exact=True).click()
    with reader.expect_download() as started:
        reader.get_by_role("button", name="Export 1 claim as CSV").click()
    path = folder / "verified.csv"
    started.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_decision_with_nothing_but_the_keyboard(case, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto("/")
    with opens(page):
        page.keyboard.press("n")
    page.get_by_role("heading", name="Decide").wait_for()
    keys = page.keyboard

    def to(target: Locator) -> None:
        """Go on with the tabulator until the field or button has the focus."""
        for _step in range(60):
            if target.evaluate("it => it === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"{target} cannot be reached")

    def to_field(label: str) -> None:
        to(page.get_by_label(label, exact=False).first)

    to_field("Printed answer")
    keys.type("580,000 to 3 million")
    to_field("Print-ready sentence")
    keys.type("Between 580,000 and three million people died.")
    to_field("What we print")
    keys.type("Report the range")
    to_field("Why they differ")
    keys.type("Not determinable")
    to_field("Rationale")
    keys.type("No count was ever made.")
    # The second citation is kept as words, which support nothing, so the claim rests on one origin.
    to_field("Why one origin is enough")
    keys.type("It sums up the studies there are.")
    to(page.get_by_role("button", name="Propose"))
    keys.press("Enter")
    expect(page.get_by_text("Proposed. Another person approves it or returns it.")).to_be_visible()
