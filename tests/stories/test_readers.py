"""A reader without a log-in finds an answer, sees what it rests on, and takes it along; then it is taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Claim, Discrepancy, Source
from factcheck.services.approving import approve_resolution
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import publish
from tests.services.web_server import page as page_of
from tests.services.web_server import site
from tests.stories.arriving import opens
from tests.stories.axe import found_by_day_and_night, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def published(case, db_people) -> None:
    """A desk that publishes an answer that was disputed, one that was not, and one in words of any length."""
    reviewer, approver = db_people[Role.REVIEWER], db_people[Role.APPROVER]
    found = Discrepancy.objects.get(claim__ref="nk-total")
    chosen = dict.fromkeys(found.members.values_list("citation_id", flat=True), Standing.ACCEPTED)
    decision = Decision(
        cause=Cause.DIFFERENT_AS_OF,
        outcome=Outcome.USE_WITH_NOTE,
        rationale="The total never falls.",
        answer="about 35,000",
        sentence="About 35,000 North Koreans have reached the South; it was 30,000 by January 2018.",
        standings=chosen,
    )
    propose_resolution(discrepancy=found, decision=decision, by=reviewer)
    approve_resolution(discrepancy=found, by=approver)
    Claim.objects.filter(ref="boats").update(question=f"{'q' * 200} {'w' * 200}")
    mark_sensitive(
        source=Source.objects.get(ref="rfa-2018"), is_sensitive=True, because="They asked.", by=reviewer
    )
    for ref, length in (("army-size", 5), ("boats", 300)):
        words = VerdictWords(
            answer="a" * length, sentence="s" * length, basis="b" * length, single_origin_reason="x"
        )
        verdict = propose_verdict(claim=Claim.objects.get(ref=ref), words=words, by=reviewer)
        approve_verdict(verdict=verdict, by=approver)
    publish("The Northern Review")


def errors(complaints: list[str]) -> list[str]:
    """What the browser complains of but for a page that says itself that it is gone."""
    found = [said for said in complaints if "410" not in said and "404" not in said]
    complaints.clear()
    return found


def test_a_reader_finds_an_answer_and_sees_what_it_rests_on(published, sit_down, complaints):
    page = sit_down()
    page.goto("/verified/")
    page.get_by_label("Words of the question").fill("reached South Korea")
    with opens(page):
        page.keyboard.press("Enter")
    with opens(page):
        page.get_by_role("link", name="How many North Koreans have reached South Korea in all").click()
    page.get_by_role("heading", name="What the sources say").wait_for()
    assert page.locator(".printed .answer").inner_text() == "about 35,000"
    assert page.locator("svg.plot-drawing").count() == 1
    assert page.locator("#citations tbody tr").count() == 3
    assert "Withheld source" in page.locator("#citations").inner_text()
    assert page.context.cookies() == []
    assert errors(complaints) == [], "the markup of the page breaks no rule of its policy"


def test_the_page_needs_no_scripts_and_no_mouse(published, sit_down, complaints):
    page = sit_down(java_script_enabled=False)
    page.goto("/verified/nk-total/")
    page.get_by_text("Show it on your own page").focus()
    page.keyboard.press("Enter")
    assert "<iframe src=" in page.get_by_text("<iframe").inner_text()
    page.get_by_text("Cite this page").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as taken:
        page.get_by_role("button", name="RIS").or_(page.get_by_role("link", name="RIS")).click()
    assert taken.value.suggested_filename == "nk-total.ris"


def test_an_answer_stands_in_a_frame_on_somebody_else_s_page(published, sit_down, complaints, live_server):
    page = sit_down()
    with site() as elsewhere:
        for name, part in (("/answer", "embed/"), ("/page", "")):
            address = f"{live_server.url}/verified/nk-total/{part}"
            frame = f'<iframe src="{address}" title="x" width="400" height="260"></iframe>'
            elsewhere.pages[name] = page_of(frame.encode())
        page.goto(elsewhere.url("/answer"))
        page.frame_locator("iframe").get_by_text("about 35,000", exact=True).wait_for()
        assert page.frames[1].evaluate("document.documentElement.scrollHeight") <= 260
        assert errors(complaints) == []
        # Any other page refuses to be framed.
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(elsewhere.url("/page"))
        complaints.clear()


def test_what_the_desk_takes_back_is_gone_for_the_reader(published, sit_down, complaints):
    reader, approver = sit_down(), sit_down(Role.APPROVER)
    approver.goto("/claims/nk-total/")
    with opens(approver):
        approver.get_by_role("link", name="Keep from readers").click()
    approver.get_by_label("Why").fill("A court asked.")
    approver.get_by_role("button", name="Keep from readers").click()
    approver.get_by_text("Kept from readers. What they saw of it is gone within minutes.").wait_for()
    reader.goto("/verified/nk-total/")
    reader.get_by_role("heading", name="What stood here has been taken back").wait_for()
    assert "35,000" not in reader.content()
    assert errors(complaints) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_for_readers_is_open_to_everybody(width, published, sit_down, complaints):
    page = sit_down()
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in (
        "/verified/",
        "/verified/?q=nothing-at-all",
        "/verified/nk-total/",
        "/verified/army-size/",
        "/verified/boats/",
        "/verified/boats/embed/",
        "/verified/none/",
    ):
        page.goto(address)
        _open_everything(page)
        found[address] = (goes_sideways(page), found_by_day_and_night(page))
    assert {address: wrong for address, wrong in found.items() if wrong != (0, {})} == {}
    assert errors(complaints) == []


def _open_everything(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()
