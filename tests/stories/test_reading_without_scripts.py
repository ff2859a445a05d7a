"""A document is added, read and cited where no script runs: by links, buttons and fields alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, IgnoredFigure
from tests.stories.arriving import opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TEXT = (
    "Harvest in the hills\n\nEmail story\n\nIn 2019 about 30,000 North Koreans had reached South Korea in all, "
    "officials said.\n\nTwo dams had failed, and 12,500 people moved to the coast in spring."
)


def test_without_scripts_a_text_becomes_citations(case, sit_down):
    page = sit_down(Role.CONTRIBUTOR, java_script_enabled=False)
    page.goto("/record/")
    page.get_by_role("button", name="Add document").click()
    page.get_by_label("Text", exact=False).first.fill(TEXT)
    page.get_by_role("button", name="Add document").click()
    expect(page.get_by_label("Title")).to_have_value("Harvest in the hills")
    page.get_by_label("Published").fill("2020-02")
    page.get_by_role("button", name="Record source and read").click()

    for link in ("about 30,000", "How many North Koreans have reached South Korea in all"):
        with opens(page):
            page.get_by_role("link", name=link).click()
    expect(page.locator("#effect")).to_contain_text("If recorded:")
    with opens(page):
        page.get_by_role("button", name="Record citation").click()
    citation = Citation.objects.get(source__title="Harvest in the hills")
    assert (citation.claim.ref, citation.as_of, citation.locator) == ("nk-total", "2019", "line 5")
    assert citation.quote_place.state == "verified"
    expect(page.get_by_text("1 recorded")).to_be_visible()

    with opens(page):
        page.get_by_role("button", name="Ignore").click()
    assert IgnoredFigure.objects.count() == 1

    with opens(page):
        page.get_by_role("link", name="A new claim").click()
    page.get_by_label("Question").fill("How many people moved to the coast?")
    with opens(page):
        page.get_by_role("button", name="Record claim and citation").click()
    assert (
        Claim.objects.get(question="How many people moved to the coast?").citations.get().figure == "12,500"
    )

    page.get_by_label("Words chosen by hand").fill("in spring")
    page.get_by_role("button", name="Cite these words").click()
    expect(page.get_by_role("heading", name="in spring")).to_be_visible()
