"""Deciding by the keyboard alone: what is typed is kept, what is drafted never gets in its way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from factcheck.core.resolutions import Cause, Outcome
from factcheck.core.roles import Role
from factcheck.models import Claim, Discrepancy, Draft
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from tests.stories.arriving import opens
from tests.stories.axe import found_wrong

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def total(case) -> Discrepancy:
    """About 30,000 against about 35,000 arrivals in all."""
    return Claim.objects.get(ref="nk-total").discrepancies.get()


def at(found: Discrepancy) -> str:
    return f"{found.get_absolute_url()}?state="


def has_focus(page: Page, label: str) -> bool:
    return bool(page.get_by_label(label, exact=False).first.evaluate("it => it === document.activeElement"))


def to(page: Page, label: str) -> None:
    """Go on with the tabulator until the field has the focus."""
    for _step in range(60):
        if has_focus(page, label):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} cannot be reached")


def choose(page: Page, label: str, typed: str) -> None:
    """Go to a list of choices and type the beginning of one."""
    to(page, label)
    page.keyboard.type(typed)


def test_a_reviewer_proposes_and_an_approver_approves_with_the_keyboard_alone(total, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto("/discrepancies/")
    page.goto(at(total))
    keys = page.keyboard
    keys.press("p")
    assert has_focus(page, "What we print")
    choose(page, "What we print", "Use o")
    choose(page, "Standing of A", "P")
    expect(page.get_by_label("Printed answer")).to_have_value("about 30,000")
    choose(page, "Standing of B", "R")
    drafted = page.get_by_label("Print-ready sentence").input_value()
    assert "30,000" in drafted
    keys.press("Escape")
    keys.press("p")
    expect(page.get_by_label("Printed answer")).to_be_focused()
    choose(page, "Why they differ", "Mis")
    to(page, "Rationale")
    keys.type("The other figure names no count.")
    keys.press("Control+Enter")
    expect(page.get_by_text("Proposed. Another person approves it or returns it.")).to_be_visible()
    # It went on to the next of the list.
    expect(page.get_by_role("navigation", name="Place in the list")).to_be_visible()
    assert str(total.pk) not in page.url.split("/")

    page = sit_down(Role.APPROVER)
    page.goto(f"{total.get_absolute_url()}?state=proposed")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Approved.")).to_be_visible()
    expect(page.get_by_text("That was the last one of this list.")).to_be_visible()


def test_next_previous_and_up_keep_to_the_list(case, sit_down):
    page = sit_down(Role.READER)
    page.goto("/discrepancies/?sort=claim")
    with opens(page):
        page.get_by_role("cell").get_by_role("link").first.click()
    place = page.get_by_role("navigation", name="Place in the list")
    expect(place.get_by_text("1 of 4")).to_be_visible()
    for key, said in (("n", "2 of 4"), ("b", "1 of 4")):
        with opens(page):
            page.keyboard.press(key)
        expect(place.get_by_text(said)).to_be_visible()
    with opens(page):
        page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"/discrepancies/\?sort=claim$"))


@pytest.fixture
def proposed(total, db_people) -> Discrepancy:
    decision = Decision(
        cause=Cause.NOT_DETERMINABLE,
        outcome=Outcome.USE_WITH_NOTE,
        rationale="Nobody counted.",
        answer="about 30,000",
        sentence="About 30,000 came.",
    )
    propose_resolution(discrepancy=total, decision=decision, by=db_people[Role.REVIEWER])
    return total


def test_whoever_writes_a_comment_to_return_it_does_not_approve_by_the_same_keys(proposed, sit_down):
    page = sit_down(Role.APPROVER)
    page.goto(at(proposed))
    page.keyboard.press("r")
    expect(page.locator("#id_comment")).to_be_focused()
    page.keyboard.type("Who counted?")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Return with comment")).to_be_focused()
    page.locator("#id_comment").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Returned with your comment.")).to_be_visible()
    proposed.refresh_from_db()
    assert proposed.state == "returned"


def test_help_lists_the_keys_of_the_page_that_one_looks_at(proposed, sit_down):
    page = sit_down(Role.APPROVER)
    page.goto(at(proposed))
    page.keyboard.press("?")
    window = page.get_by_role("dialog", name="Keys of this page")
    expect(window).to_be_visible()
    said = window.inner_text()
    for part in (
        "Approve, then Enter",
        "Return with comment, then Enter",
        "Your comment",
        "Next",
        "Back to the list",
    ):
        assert part in said
    assert "To the proposal" not in said
    assert found_wrong(page) == {}
    page.keyboard.press("a")
    expect(window).to_be_visible()
    page.keyboard.press("Escape")
    expect(window).not_to_be_visible()
    page.goto("/claims/")
    page.keyboard.press("?")
    assert "Approve" not in page.get_by_role("dialog").inner_text()


def test_single_keys_are_switched_off_and_stay_off(proposed, sit_down):
    page = sit_down(Role.APPROVER)
    page.goto(at(proposed))
    page.get_by_role("button", name="Turn single keys off").click()
    for key in ("a", "c", "?", "u"):
        page.keyboard.press(key)
    page.reload()
    page.keyboard.press("c")
    expect(page.get_by_label("Your comment")).not_to_be_focused()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.get_by_role("link", name="shows the keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_keys_are_letters_in_a_field_and_keys_again_after_escape(total, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto(at(total))
    page.get_by_label("Rationale").focus()
    page.keyboard.type("nobapu?")
    expect(page.get_by_label("Rationale")).to_have_value("nobapu?")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.get_by_label("What we print")).to_be_focused()


def test_what_one_types_is_there_again_after_the_browser_was_closed(total, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto(at(total))
    # All at once, as by a pasting: on a slow machine half of it would be kept first, and that be said.
    page.get_by_label("Rationale").fill("Half a thought")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.context.close()
    again = sit_down(Role.REVIEWER)
    again.goto(at(total))
    expect(again.get_by_label("Rationale")).to_have_value("Half a thought")
    expect(again.get_by_text("Your draft of")).to_be_visible()
    other = sit_down(Role.ADMINISTRATOR)
    other.goto(at(total))
    expect(other.get_by_label("Rationale")).to_have_value("")
    again.get_by_role("button", name="Discard draft").click()
    expect(again.get_by_text("Draft discarded.")).to_be_visible()
    assert not Draft.objects.exists()


def test_a_choice_redrafts_the_sentence_until_somebody_types_in_it(total, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto(at(total))
    sentence = page.get_by_label("Print-ready sentence")
    page.get_by_label("What we print").select_option("report_range")
    expect(sentence).to_have_value(re.compile("35,000"))
    page.get_by_label("What we print").select_option("use_one")
    page.get_by_label("Standing of A").select_option("preferred")
    expect(sentence).to_have_value(re.compile("^((?!35,000).)*30,000((?!35,000).)*$"))
    sentence.fill("In my own words.")
    page.get_by_label("What we print").select_option("report_range")
    expect(page.get_by_label("Printed answer")).not_to_have_value("about 30,000")
    expect(sentence).to_have_value("In my own words.")
    page.get_by_role("button", name="Draft it again").click()
    expect(sentence).not_to_have_value("In my own words.")


def test_a_suggested_cause_is_used_by_one_press_and_not_before(case, sit_down):
    rounding = Discrepancy.objects.get(is_rounding=True)
    page = sit_down(Role.REVIEWER)
    page.goto(at(rounding))
    cause = page.get_by_label("Why they differ")
    expect(cause).to_have_value("")
    page.get_by_label("Rationale").fill("Mine.")
    page.get_by_role("button", name="Use this: Rounding").click()
    expect(cause).to_have_value("rounding")
    expect(page.get_by_label("Rationale")).to_have_value("Mine.")


def test_only_what_an_outcome_asks_for_is_in_view(total, sit_down):
    page = sit_down(Role.REVIEWER)
    page.goto(at(total))
    step, question = page.get_by_label("Next step"), page.get_by_label("Question of the new claim")
    expect(step).not_to_be_visible()
    page.get_by_label("What we print").select_option("hold")
    expect(step).to_be_visible()
    expect(page.get_by_role("button", name="Hold", exact=True)).to_be_visible()
    page.get_by_label("What we print").select_option("split_claim")
    expect(step).not_to_be_visible()
    expect(question).to_be_visible()
    page.get_by_label("Why they differ").select_option("our_transcription_error")
    expect(page.get_by_label("Instead of").first).to_be_visible()


def test_without_scripts_everything_works_by_buttons(total, sit_down):
    page = sit_down(Role.REVIEWER, java_script_enabled=False)
    page.goto(at(total))
    page.get_by_label("What we print").select_option("use_one")
    page.get_by_label("Standing of A").select_option("preferred")
    page.get_by_role("button", name="Draft the sentence").click()
    expect(page.get_by_label("Printed answer")).to_have_value("about 30,000")
    page.get_by_label("Rationale").fill("Counted.")
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value("Counted.")
    page.get_by_role("link", name="shows the keys").click()
    expect(page.get_by_role("heading", name="Keys", exact=True)).to_be_visible()


def test_of_two_reviewers_the_second_sees_both_texts_and_loses_neither(total, sit_down, db_people):
    page = sit_down(Role.REVIEWER)
    page.goto(at(total))
    page.get_by_label("Printed answer").fill("35,000")
    page.get_by_label("Print-ready sentence").fill("About 35,000 came.")
    page.get_by_label("What we print").select_option("use_with_note")
    page.get_by_label("Why they differ").select_option("source_error")
    page.get_by_label("Rationale").fill("My own grounds.")
    theirs = Decision(
        cause=Cause.NOT_DETERMINABLE,
        outcome=Outcome.USE_WITH_NOTE,
        rationale="Nobody counted.",
        answer="30,000",
        sentence="About 30,000 came.",
    )
    propose_resolution(discrepancy=total, decision=theirs, by=db_people[Role.ADMINISTRATOR])
    page.get_by_role("button", name="Propose").click()
    table = page.get_by_role("table", name="Part by part")
    for part in ("Nobody counted.", "My own grounds.", "About 30,000 came.", "About 35,000 came."):
        expect(table).to_contain_text(part)
    expect(page.get_by_label("Rationale")).to_have_value("My own grounds.")
    assert found_wrong(page) == {}
