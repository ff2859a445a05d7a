"""Grades and sensitive sources in the admin."""

from __future__ import annotations

import pytest

from factcheck.models import Source
from factcheck.services.grading import grade_source
from factcheck.services.sensitivity import mark_sensitive
from tests.admin.conftest import address, errors_on, words_on

pytestmark = pytest.mark.django_db


def marking(*sources: Source, act: str = "mark_sensitive", **changed) -> dict:
    form = {"action": act, "_selected_action": [one.pk for one in sources], "confirmed": "yes"}
    return form | {"because": "They asked."} | changed


def test_the_page_of_a_source_tells_its_grades_with_their_reasons(entering, make_source, contributor):
    source = make_source("Report", reliability="B")
    page = words_on(entering(contributor).get(address("source", "change", make_source("Other").pk)))
    assert "never graded" in page
    grade_source(source=source, reliability="D", because="Two figures were <made> up.", by=contributor)
    page = entering(contributor).get(address("source", "change", source.pk)).content.decode()
    assert "D · not usually reliable, Contributor: Two figures were &lt;made&gt; up." in page


def test_a_grade_amended_here_is_kept_as_well(entering, make_source, contributor):
    source = make_source("Report", reliability="B")
    form = dict.fromkeys(("publisher", "author", "kind", "published", "url"), "")
    form |= {"title": "Report", "reliability": "E", "seen_version": source.version}
    entering(contributor).post(address("source", "change", source.pk), form)
    assert [(one.now, one.why) for one in source.gradings.order_by("pk")] == [
        ("B", "Recorded"),
        ("E", "Amended"),
    ]


def test_several_sources_are_marked_as_sensitive_and_named_again(entering, make_source, reviewer):
    letter, diary = make_source("Letter"), make_source("Diary")
    mark_sensitive(source=diary, is_sensitive=True, because="x", by=reviewer)
    door = entering(reviewer)
    asked = marking(letter, diary)
    del asked["confirmed"]
    assert "Mark 2 sources as sensitive" in words_on(door.post(address("source"), asked))
    page = words_on(door.post(address("source"), marking(letter, diary), follow=True))
    assert "1 source marked as sensitive" in page
    assert "marked as sensitive already" in page
    letter.refresh_from_db()
    assert letter.is_sensitive
    assert f"Withheld source {letter.withheld_number}" in words_on(
        door.get(address("source", "change", letter.pk))
    )
    assert len(door.get(address("source") + "?identity=sensitive").context["cl"].result_list) == 2
    door.post(address("source"), marking(letter, act="name_again"))
    letter.refresh_from_db()
    assert not letter.is_sensitive
    assert letter.history.first().history_change_reason == "No longer sensitive: They asked."


def test_nothing_is_marked_without_a_reason(entering, make_source, reviewer):
    letter = make_source("Letter")
    response = entering(reviewer).post(address("source"), marking(letter, because=" "))
    assert "Not changed: say why" in errors_on(response)
    letter.refresh_from_db()
    assert not letter.is_sensitive
