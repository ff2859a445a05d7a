"""Assigning in the pages: to oneself with one button, several from the list, every refusal by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.models import Discrepancy
from factcheck.services.citations import withdraw_citation
from tests.web.seen import address, form, words
from tests.web.test_lists import numbered

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(load) -> list[Discrepancy]:
    load(numbered(4))
    return list(Discrepancy.objects.order_by("pk"))


def keys(found) -> list[int]:
    return [one.pk for one in found]


def test_one_takes_a_discrepancy_and_stays_where_one_was(several, browse, reviewer):
    client, found = browse(reviewer), several[0]
    page = client.get(f"/discrepancies/{found.pk}/?queue=free")
    assert "Assigned to nobody" in words(page)
    assert 'data-key="m"' in page.content.decode()
    taken = client.post(f"/discrepancies/{found.pk}/assign/?queue=free", {"to": reviewer.pk})
    assert address(taken) == f"/discrepancies/{found.pk}/?queue=free"
    seen = client.get(address(taken))
    assert "Assigned to Reviewer." in words(seen)
    assert "Assigned to you" in words(seen)
    assert 'data-key="m"' not in seen.content.decode()


def test_one_gives_it_to_another_with_a_day_and_takes_the_day_away(several, browse, reviewer, approver):
    client, found = browse(reviewer), several[0]
    action = f"/discrepancies/{found.pk}/assign/"
    day = timezone.localdate() + timedelta(days=3)
    client.post(action, {"to": approver.pk, "due_on": day.isoformat()})
    found.refresh_from_db()
    assert (found.assigned_to, found.due_on) == (approver, day)
    page = client.get(f"/discrepancies/{found.pk}/")
    assert "Assigned to Approver · due " in words(page)
    client.post(action, {"to": reviewer.pk})
    found.refresh_from_db()
    assert found.due_on == day
    client.post(action, {"to": "nobody", "due_on": ""})
    found.refresh_from_db()
    assert (found.assigned_to, found.due_on) == (None, None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Not assigned: choose a person first."),
        ({"to": "x"}, "Select a valid choice."),
        ({"to": "999999"}, "Select a valid choice."),
        ({"to": "nobody", "due_on": "soon"}, "Not assigned: write the day as 2030-12-31."),
        ({"to": "nobody", "due_on": "2020-01-01"}, "Not assigned: that day is over."),
    ],
)
def test_a_refusal_is_said_on_the_page_and_nothing_is_assigned(sent, said, several, browse, reviewer):
    found = several[0]
    answer = browse(reviewer).post(f"/discrepancies/{found.pk}/assign/", sent, follow=True)
    assert said in words(answer)
    assert not found.assignments.exists()


def test_several_are_assigned_at_once_and_the_filter_stays(several, browse, reviewer, approver):
    client = browse(reviewer)
    page = client.get("/discrepancies/?severity=moderate&sort=claim&page=1")
    action = "/discrepancies/assign/?severity=moderate&amp;sort=claim&amp;page=1"
    assert f'action="{action}"' in page.content.decode()
    sent = {"to": approver.pk, "due_on": "", "chosen": keys(several[:3])}
    answer = client.post("/discrepancies/assign/?severity=moderate&sort=claim&page=1", sent)
    assert address(answer) == "/discrepancies/?severity=moderate&sort=claim&page=1"
    assert "Assigned 3 to Approver." in words(client.get(address(answer)))
    assert set(Discrepancy.objects.filter(assigned_to=approver)) == set(several[:3])


def test_what_cannot_be_assigned_is_named_with_its_reason_and_the_rest_is_done(
    several, browse, contributor, reviewer
):
    gone = several[1]
    withdraw_citation(citation=gone.claim.citations.first(), because="misread", by=contributor)
    sent = {"to": reviewer.pk, "chosen": [*keys(several), "", "x", "99999999999999999999"]}
    seen = words(browse(reviewer).post("/discrepancies/assign/", sent, follow=True))
    assert "Assigned 3 to Reviewer." in seen
    assert f"{gone.claim.question} — This discrepancy is withdrawn, so there is nothing to do on it." in seen


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": ""}, "Not assigned: choose a person first."),
        ({"to": "nobody", "due_on": "2020-01-01"}, "Not assigned: that day is over."),
    ],
)
def test_a_refused_list_comes_back_as_it_was_sent(sent, said, several, browse, reviewer):
    page = browse(reviewer).post("/discrepancies/assign/?kind=value", sent | {"chosen": keys(several[:2])})
    assert page.status_code == 422
    assert said in words(page)
    assert page.content.decode().count(" checked>") == 2
    assert form(page, "/discrepancies/assign/?kind=value")["to"] == sent["to"]


def test_nothing_ticked_is_nothing_assigned(several, browse, reviewer):
    page = browse(reviewer).post("/discrepancies/assign/", {"to": reviewer.pk})
    assert page.status_code == 422
    assert "Not assigned: tick the discrepancies first." in words(page)


def test_who_may_not_assign_is_offered_no_boxes(several, browse, reader, contributor):
    for person in (reader, contributor):
        client = browse(person)
        page = client.get("/discrepancies/").content.decode()
        assert 'name="chosen"' not in page
        assert "Assign the chosen" not in page
        assert "Assign to me" not in client.get(f"/discrepancies/{several[0].pk}/").content.decode()
        assert client.post("/discrepancies/assign/", {"to": reader.pk}).status_code == 403
