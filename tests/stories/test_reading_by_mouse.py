"""Reading a document with the mouse: what is asked stands beside the text, and what is selected is cited."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.core.roles import Role
from factcheck.models import Received, Snapshot
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import record_document
from factcheck.services.sources import SourceWords
from tests.stories.arriving import opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]

TEXT = (
    "The district harvested about 4,300 tonnes of barley in 2019. \U0001f33e Officials were pleased.\n\n"
    "A year later nobody counted the sacks, and the price was said to be low.\n\n"
    "Nothing more is known of it, and the fields were sold in the end to a neighbour."
)
SECOND = "A year later nobody counted the sacks, and the price was said to be low."


@pytest.fixture
def snapshot(db_people) -> Snapshot:
    by = db_people[Role.CONTRIBUTOR]
    taken = take_in(Incoming(content=TEXT.encode(), how=Received.PASTED), by=by)
    return record_document(document=taken.document, words=SourceWords(title="Harvest"), by=by)


def paragraph(page: Page, words: str) -> Locator:
    return page.locator("[data-document] p").filter(has_text=words)


def test_what_is_asked_stands_beside_the_text_on_a_desk_and_before_it_on_a_phone(snapshot, sit_down):
    page = sit_down(Role.CONTRIBUTOR)
    page.goto(snapshot.get_absolute_url())
    panel, text = (page.locator(part).bounding_box() for part in ("#panel", "[data-document]"))
    assert text["x"] + text["width"] <= panel["x"]
    assert panel["y"] < text["y"] + text["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    panel, text = (page.locator(part).bounding_box() for part in ("#panel", "[data-document]"))
    assert panel["y"] + panel["height"] <= text["y"]


def test_what_was_done_is_said_once(snapshot, sit_down):
    page = sit_down(Role.CONTRIBUTOR)
    page.goto(snapshot.get_absolute_url())
    page.get_by_label("Question").fill("How much barley was harvested?")
    with opens(page):
        page.get_by_role("button", name="Record claim and citation").click()
    expect(page.get_by_text("Recorded “about 4,300 tonnes”")).to_have_count(1)


def test_three_clicks_choose_a_paragraph_and_no_more(snapshot, sit_down):
    page = sit_down(Role.CONTRIBUTOR)
    page.goto(snapshot.get_absolute_url())
    paragraph(page, "A year later").click(click_count=3)
    expect(page.get_by_label("Words chosen by hand")).to_have_value(SECOND)
    page.get_by_role("button", name="Cite these words").click()
    start = snapshot.document.text.index(SECOND)
    page.wait_for_url(f"**figure={start}-{start + len(SECOND)}")
    expect(page.locator("#panel h2")).to_have_text(SECOND)


def test_words_behind_an_astral_character_are_chosen_where_they_stand(snapshot, sit_down):
    page = sit_down(Role.CONTRIBUTOR)
    page.goto(snapshot.get_absolute_url())
    last = paragraph(page, "Officials were pleased").bounding_box()
    page.mouse.dblclick(last["x"] + 12, last["y"] + last["height"] - 8)
    expect(page.get_by_label("Words chosen by hand")).not_to_have_value("")
    chosen = page.get_by_label("Words chosen by hand").input_value()
    page.get_by_role("button", name="Cite these words").click()
    expect(page.locator("#panel h2")).to_have_text(chosen)
