"""Sources that were retracted: marked in the list, each by itself, and what rests on them is opened again."""

from __future__ import annotations

import pytest

from factcheck.models import Claim, Source
from factcheck.services.retracting import retract_source
from factcheck.services.verdicts import approve_verdict
from tests.admin.conftest import address, errors_on, propose_answer, words_on

pytestmark = pytest.mark.django_db


def retracting(*sources: Source, **changed) -> dict:
    form = {"action": "retract", "_selected_action": [one.pk for one in sources], "confirmed": "yes"}
    return form | {"because": "The journal withdrew it.", "retracted_on": ""} | changed


def is_retracted(source: Source) -> bool:
    source.refresh_from_db()
    return source.retracted_on is not None


@pytest.fixture
def printed(make_claim, cite, make_source, reviewer, approver) -> Claim:
    """A claim whose printed answer rests on the report."""
    claim = make_claim("How many came?")
    cite(claim, "60", source=make_source("Report"))
    approve_verdict(verdict=propose_answer(claim, reviewer), by=approver)
    return claim


def test_sources_are_marked_as_retracted_and_what_rests_on_them_is_opened_again(
    entering, printed, make_source, reviewer
):
    report, leaflet = Source.objects.get(title="Report"), make_source("Leaflet")
    known = make_source("Known")
    retract_source(source=known, because="Made up.", by=reviewer)
    door = entering(reviewer)
    asked = retracting(report, known, leaflet)
    del asked["confirmed"]
    page = words_on(door.post(address("source"), asked))
    assert "Mark 3 sources as retracted" in page
    assert "1 citation · on 1 claim" in page
    assert not is_retracted(report)
    page = words_on(door.post(address("source"), retracting(report, known, leaflet), follow=True))
    assert "2 sources marked as retracted." in page
    assert "“Known”: This source is marked as retracted already." in page
    assert is_retracted(report)
    assert report.retracted_because == "The journal withdrew it."
    printed.refresh_from_db()
    assert printed.printed is None
    assert "The journal withdrew it." in printed.corrections.get().why


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("Not retracted: say why, and where it was announced.", {"because": " "}),
        ("Enter a valid date", {"retracted_on": "the third"}),
    ],
)
def test_what_is_missing_is_said_before_any_source_is_marked(entering, make_source, reviewer, says, changed):
    source = make_source("Report")
    response = entering(reviewer).post(address("source"), retracting(source, **changed))
    assert says in errors_on(response)
    assert not is_retracted(source)


def test_no_source_is_retracted_on_a_day_to_come(entering, make_source, reviewer):
    source = make_source("Report")
    form = retracting(source, retracted_on="2099-12-31")
    page = words_on(entering(reviewer).post(address("source"), form, follow=True))
    assert "“Report”: A source is retracted today or in the past." in page
    assert "marked as retracted." not in page
    assert not is_retracted(source)


def test_a_retraction_is_taken_back_and_what_was_opened_stays_open(entering, printed, make_source, reviewer):
    report, sound = Source.objects.get(title="Report"), make_source("Sound")
    retract_source(source=report, because="Made up.", by=reviewer)
    form = {"action": "take_back", "_selected_action": [report.pk, sound.pk]}
    page = words_on(entering(reviewer).post(address("source"), form, follow=True))
    assert "1 source is no longer marked as retracted. What was opened again stays open." in page
    assert "“Sound”: This source is not marked as retracted." in page
    assert not is_retracted(report)
    printed.refresh_from_db()
    assert printed.printed is None


@pytest.mark.parametrize("who", ["contributor", "approver"])
def test_whoever_does_not_propose_is_offered_neither_and_marks_nothing(entering, request, make_source, who):
    source, marked = make_source("Report"), make_source("Marked")
    retract_source(source=marked, because="Made up.", by=None)
    door = entering(request.getfixturevalue(who))
    page = words_on(door.get(address("source")))
    assert 'value="retract"' not in page
    assert 'value="take_back"' not in page
    door.post(address("source"), retracting(source), follow=True)
    door.post(address("source"), {"action": "take_back", "_selected_action": [marked.pk]}, follow=True)
    assert not is_retracted(source)
    assert is_retracted(marked)


@pytest.mark.parametrize(("query", "found"), [("retracted", {"Report"}), ("stands", {"Leaflet"})])
def test_retracted_sources_are_found_and_their_page_says_why(
    entering, make_source, contributor, reviewer, query, found
):
    report = make_source("Report")
    make_source("Leaflet")
    retract_source(source=report, because="The journal withdrew it.", by=reviewer)
    door = entering(contributor)
    listed = door.get(f"{address('source')}?retraction={query}").context["cl"].result_list
    assert {one.title for one in listed} == found
    page = words_on(door.get(address("source", "change", report.pk)))
    assert "The journal withdrew it." in page
    assert "What relies on a source that is retracted is opened again." in page
