"""The page to print, as a real browser prints it: numbered sheets, running heads, no heading left alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from factcheck.exports.formats.print_page import as_print_page
from factcheck.exports.verified import verified_claims
from tests.exports.small_desk import ABOUT, make_small_desk
from tests.stories.axe import found_wrong, goes_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HEADINGS = ("What sources say", "How it was decided", "Sources", "Figure In its words As of Standing Source")
LONG = "Llanfair" * 40


@pytest.fixture
def shown(chromium: Browser, contributor, reviewer, approver) -> Callable[[str], Page]:
    make_small_desk(contributor, reviewer, approver)
    context = chromium.new_context(java_script_enabled=True, offline=True)

    def show(text: str) -> Page:
        page = context.new_page()
        page.set_content(text)
        return page

    yield show
    context.close()


def written(times: int = 1) -> str:
    claims = [one for _again in range(times) for one in verified_claims(by=None)]
    return "".join(as_print_page(claims, replace(ABOUT, count=len(claims))))


def printed(page: Page) -> list[list[str]]:
    """The lines of each sheet, as a reader of PDF finds them; spaces do not count."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return [[" ".join(line.split()) for line in sheet.extract_text().splitlines()] for sheet in sheets]


def test_every_sheet_is_numbered_and_all_but_the_first_say_what_they_belong_to(shown):
    sheets = printed(shown(written()))
    assert 4 <= len(sheets) <= 6
    for number, lines in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in lines
        is_headed = any("Ours · Verified claims" in line for line in lines)
        assert is_headed == (number > 1)


def test_links_are_printed_as_addresses(shown):
    text = "".join("".join(lines) for lines in printed(shown(written())))
    assert "https://agency.example/reports/2018" in text
    assert "/until-no-line-could-ever-hold-it/without-a-break?x=1&y=2".replace(" ", "") in text.replace(
        " ", ""
    )


def test_five_hundred_claims_make_sheets_of_which_none_ends_with_a_heading(shown):
    sheets = printed(shown(written(84)))
    assert len(sheets) > 200
    endings = set()
    for number, lines in enumerate(sheets, 1):
        margins = (f"{number} / {len(sheets)}", "Ours · Verified claims", "4 Mar 2026")
        endings.add([line for line in lines if line and not any(one in line for one in margins)][-1])
    assert endings.isdisjoint(HEADINGS)
    assert "504. " in " ".join(sheets[-1])


@pytest.mark.parametrize("width", [390, 1280])
def test_it_reads_well_on_a_screen_too_with_a_word_that_no_line_holds(width, shown):
    page = shown(written().replace("How many people fled?", LONG))
    page.set_viewport_size({"width": width, "height": 844})
    assert goes_sideways(page) == 0
    assert found_wrong(page) == {}
