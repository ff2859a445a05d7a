"""Two people at two browsers work on one thing: whoever comes second sees the first's words beside their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Citation
from tests.stories.arriving import opens
from tests.stories.axe import found_wrong, goes_sideways
from tests.stories.deciding import fill, found_on, send

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def test_the_second_of_two_reviewers_takes_up_the_first_one_s_proposal_or_keeps_their_own(case, sit_down):
    found = found_on("nk-total")
    first, second = sit_down(Role.REVIEWER), sit_down(Role.ADMINISTRATOR)
    theirs = {"answer": "about 30,000", "sentence": "Theirs.", "rationale": "Their grounds."}
    mine = {"answer": "about 35,000", "sentence": "Mine.", "rationale": "My grounds."}
    fill(first, found, outcome="use_with_note", cause="source_error", **theirs)
    fill(second, found, outcome="use_with_note", cause="not_determinable", **mine)
    send(first)
    second.get_by_role("button", name="Propose", exact=True).click()
    table = second.get_by_role("table", name="Part by part")
    for words in (*theirs.values(), *mine.values()):
        expect(table).to_contain_text(words)
    expect(second.get_by_label("Rationale")).to_have_value("My grounds.")
    expect(second.get_by_label("Print-ready sentence")).to_have_value("Mine.")
    found.refresh_from_db()
    assert found.resolution.sentence == "Theirs."


def test_the_second_of_two_contributors_sees_what_the_first_changed_and_both_texts_are_kept(case, sit_down):
    citation = Citation.objects.get(ref="nk-001")
    first, second = sit_down(Role.CONTRIBUTOR), sit_down(Role.ADMINISTRATOR)
    for page in (first, second):
        page.goto(f"/citations/{citation.pk}/amend/")
    first.get_by_label("Figure").fill("around 31,000")
    second.get_by_label("Figure").fill("around 32,000")
    first.get_by_role("button", name="Amend citation").click()
    expect(first.get_by_text("Amended “around 31,000”.")).to_be_visible()
    second.get_by_role("button", name="Amend citation").click()
    changed = second.get_by_role("region", name="Changed by Contributor")
    expect(changed).to_contain_text("31,000")
    expect(second.get_by_label("Figure")).to_have_value("around 32,000")
    citation.refresh_from_db()
    assert citation.figure == "around 31,000"
    second.get_by_role("button", name="Amend citation").click()
    expect(second.get_by_text("Amended “around 32,000”.")).to_be_visible()
    second.goto(f"/citations/{citation.pk}/history/")
    for figure in ("31,000", "32,000"):
        expect(second.locator("ins", has_text=figure).first).to_be_attached()


@pytest.mark.parametrize("width", [1280, 390])
def test_whoever_decides_while_another_records_sees_the_new_evidence_and_chooses_anew(width, case, sit_down):
    found = found_on("nk-total")
    page, other = sit_down(Role.REVIEWER), sit_down(Role.CONTRIBUTOR)
    page.set_viewport_size({"width": width, "height": 844})
    mine = {"answer": "about 35,000", "sentence": "Mine.", "rationale": "My grounds."}
    fill(page, found, outcome="use_one", cause="source_error", position_1="preferred", **mine)
    other.goto("/claims/nk-total/citations/record/")
    other.get_by_label("Figure").fill("32,000")
    other.get_by_label("Source", exact=True).fill("Desperate North Koreans defect to South")
    other.get_by_label("As of").fill("January 2018")
    other.get_by_role("button", name="Record citation").click()
    expect(other.get_by_text("Recorded “32,000”.")).to_be_visible()
    with opens(page):
        page.get_by_role("button", name="Propose", exact=True).click()
    meanwhile = page.get_by_role("region", name="Meanwhile")
    expect(meanwhile).to_contain_text("32,000")
    expect(meanwhile).to_contain_text("Contributor")
    expect(page.locator(".error-summary")).to_contain_text("say again how each stands")
    expect(page.get_by_label("Rationale")).to_have_value("My grounds.")
    expect(page.get_by_label("Standing of B")).to_have_value("unassessed")
    assert (goes_sideways(page), found_wrong(page)) == (0, {})
    page.get_by_label("Standing of C").select_option("preferred")
    send(page)
