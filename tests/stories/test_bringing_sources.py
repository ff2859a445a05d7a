"""A bibliography comes in from a reference manager, is looked at, brought in, and goes out again."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Source
from tests.services.bringing.conftest import FILES
from tests.stories.arriving import opens
from tests.stories.axe import found_by_day_and_night, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def test_a_bibliography_comes_in_and_goes_out_again(sit_down, complaints, tmp_path):
    page = sit_down(Role.CONTRIBUTOR)
    page.goto("/sources/")
    page.get_by_role("button", name="Bring sources").click()
    page.get_by_label("File").set_input_files(FILES / "zotero.bib")
    page.get_by_role("button", name="Look at the entries").click()
    page.get_by_role("heading", name="What becomes of zotero.bib").wait_for()
    expect(page.get_by_text("This entry has no title. Give it one.")).to_be_visible()
    assert not Source.objects.exists()
    page.get_by_role("button", name="Bring in 3 sources").click()
    page.get_by_text("Brought in: 3 sources added").wait_for()
    page.get_by_role("link", name="How North Koreans reach the South").click()
    page.get_by_text("more fields from its bibliography").click()
    expect(page.get_by_text("About 30,000 people & their families — 85% women.")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="BibTeX").click()
    path = tmp_path / "again.bib"
    waiting.value.save_as(path)
    page.goto("/bring/sources/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Look at the entries").click()
    page.get_by_text("nothing is left to bring in").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_open_to_everybody(width, sit_down, complaints):
    page = sit_down(Role.CONTRIBUTOR)
    page.set_viewport_size({"width": width, "height": 800})
    long = "w" * 300
    titled = {"id": "a", "title": long, "note": long}
    entries = json.dumps([titled, {"id": long}, titled | {"id": "b", "note": "n"}])
    whole = {"claimReviewed": long, "reviewRating": long, "url": f"https://c.example/{long}"}
    checks = json.dumps([{"@type": "ClaimReview"} | whole, {"@type": "ClaimReview"}])
    for address, button, text in (
        ("/bring/sources/", "Look at the entries", entries),
        ("/bring/claims/", "Look at the fact checks", checks),
    ):
        page.goto(address)
        assert (goes_sideways(page), found_by_day_and_night(page)) == (0, {})
        page.get_by_label("Text").fill(text)
        with opens(page):
            page.get_by_role("button", name=button).click()
        page.get_by_role("button", name="Bring in").wait_for()
        for closed in page.locator("main details > summary").all():
            closed.click()
        assert (goes_sideways(page), found_by_day_and_night(page)) == (0, {})
        page.evaluate("scrollTo(0, 0)")
        page.get_by_role("button", name="Bring in").click()
        page.get_by_text("Brought in:").wait_for()
    page.goto(Source.objects.get(ref="a").get_absolute_url())
    page.locator("main details > summary").first.click()
    assert (goes_sideways(page), found_by_day_and_night(page)) == (0, {})
