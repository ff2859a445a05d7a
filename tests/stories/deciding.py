"""How the people of a story fill in the form of a proposal, and answer one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from factcheck.models import Claim, Discrepancy

PROPOSED = "Proposed. Another person approves it or returns it."


def found_on(ref: str) -> Discrepancy:
    return Claim.objects.get(ref=ref).discrepancies.get()


def fill(page: Page, found: Discrepancy, *, outcome: str, cause: str = "", **written: str) -> None:
    """Open a discrepancy and fill in what a proposal says; `written` is by the name of the field."""
    page.goto(found.get_absolute_url())
    page.get_by_label("What we print").select_option(outcome)
    if cause:
        page.get_by_label("Why they differ").select_option(cause)
    for name, words in written.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


def send(page: Page, said: str = PROPOSED) -> None:
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_role("status").get_by_text(said)).to_be_visible()


def approve(page: Page, found: Discrepancy) -> None:
    page.goto(found.get_absolute_url())
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status").get_by_text("Approved.")).to_be_visible()
