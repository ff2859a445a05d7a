"""The place in a list: whoever decides one thing after the other goes on from where they were."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Discrepancy
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.reopening import reopen_discrepancy
from tests.services.desk_work import propose
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

SOUND = {
    "answer": "about 30,000",
    "sentence": "About 30,000 people fled.",
    "outcome": "use_one",
    "cause": "source_error",
    "rationale": "The second report mistook arrivals for departures.",
    "position_0": "preferred",
    "position_1": "rejected",
}


HELD = {"outcome": "hold", "answer": "", "sentence": "", "next_step": "Ask the register."}


@pytest.fixture
def five(make_claim, cite) -> list[Discrepancy]:
    """Five disputes, equally grave, in the order in which the list shows them by itself."""
    for number in range(5):
        claim = make_claim(f"Question {number}?", topic="even" if number % 2 == 0 else "odd")
        cite(claim, "30")
        cite(claim, f"{50 + 10 * number}")
    return list(Discrepancy.objects.order_by("-severity_order", "opened_at", "pk"))


def opened(client, found, query):
    return client.get(f"/discrepancies/{found.pk}/?{query}")


def links(page) -> dict[str, str]:
    """Where the links of the place bar lead, by their key."""
    place = page.context["place"]
    return {
        "n": place.following_address,
        "b": place.previous_address,
        "u": place.list_address,
    }


PLACES = [
    ("the list as it opens", "state=", [0, 1, 2, 3, 4]),
    ("the oldest first", "state=&sort=-opened_at", [0, 1, 2, 3, 4]),
    ("the newest first", "state=&sort=opened_at", [4, 3, 2, 1, 0]),
    ("by question, backwards", "sort=-claim", [4, 3, 2, 1, 0]),
    ("one topic", "topic={even}", [0, 2, 4]),
    ("words of the question", "q=question+3", [3]),
    ("every state", "state=all&page=1", [0, 1, 2, 3, 4]),
]


@pytest.mark.parametrize(("what", "query", "order"), PLACES, ids=[what for what, *_rest in PLACES])
def test_a_discrepancy_knows_its_place_in_the_list_it_was_opened_from(
    what, query, order, five, browse, reader
):
    client = browse(reader)
    by_question = sorted(five, key=lambda found: found.claim.question)
    query = query.format(even=by_question[0].claim.topic_id)
    listed = [row.pk for row in client.get(f"/discrepancies/?{query}").context["table"].data]
    assert [found.pk for found in (by_question[number] for number in order)] == listed
    for at, pk in enumerate(listed):
        page = client.get(f"/discrepancies/{pk}/?{query}")
        place = page.context["place"]
        assert f"{at + 1} of {len(listed)}" in words(page)
        assert place.previous == (listed[at - 1] if at else None)
        assert place.following == (listed[at + 1] if at + 1 < len(listed) else None)


def test_a_row_of_the_list_carries_the_lists_own_filters_along(five, browse, reader):
    client = browse(reader)
    page = client.get("/discrepancies/?severity=major&sort=-opened_at").content.decode()
    assert f'href="/discrepancies/{five[0].pk}/?severity=major&amp;sort=-opened_at"' in page
    bare = client.get("/discrepancies/").content.decode()
    assert f'href="/discrepancies/{five[0].pk}/?state="' in bare


def test_the_way_back_leads_to_the_list_as_it_was(five, browse, reader):
    page = opened(browse(reader), five[1], "severity=major&sort=-opened_at&page=1")
    assert links(page)["u"] == "/discrepancies/?severity=major&sort=-opened_at&page=1"
    assert links(page)["n"].endswith("?severity=major&sort=-opened_at&page=1")


@pytest.mark.parametrize("query", ["", "nothing=known", "utm=1&x=2", "state=" + "x" * 3_000])
def test_what_no_list_knows_is_no_place(query, five, browse, reader):
    page = opened(browse(reader), five[0], query)
    assert page.context["place"] is None
    assert "All discrepancies" in words(page)


@pytest.mark.parametrize(
    "query",
    [
        "state=%00",
        "topic=999",
        "sort=nonsense",
        "q=%00%ED%A0%80",
        "severity=<b>",
        "queue=nobodys&state=",
        "page=x",
    ],
)
def test_a_broken_list_opens_like_the_list_itself(query, five, browse, reader):
    assert opened(browse(reader), five[0], query).status_code == 200


def proposed(client, found, query, **changes):
    page = opened(client, found, query)
    action = f"/discrepancies/{found.pk}/propose/"
    return client.post(action, form(page, action) | SOUND | changes)


def test_whoever_proposes_lands_on_the_next_one_and_is_told_what_was_done(five, browse, reviewer):
    client = browse(reviewer)
    answer = proposed(client, five[0], "state=open")
    assert address(answer) == f"/discrepancies/{five[1].pk}/?state=open"
    page = client.get(address(answer))
    assert "Proposed. Another person approves it or returns it." in words(page)
    assert (
        f'<a href="/discrepancies/{five[0].pk}/?state=open">{five[0].claim.question}</a>'
        in page.content.decode()
    )
    assert "1 of 4" in words(page)


def test_after_the_last_one_the_list_says_so(five, browse, reviewer):
    client = browse(reviewer)
    answer = proposed(client, five[4], "state=open")
    assert address(answer) == "/discrepancies/?state=open"
    assert "That was the last one of this list." in words(client.get(address(answer)))


def test_approving_returning_and_holding_go_on_to_the_next_too(five, browse, reviewer, approver):
    for found in five[:2]:
        propose(found.claim, reviewer)
    client = browse(approver)
    for found, act, comment in ((five[0], "approve", ""), (five[1], "return", "Say more.")):
        page = opened(client, found, "state=all")
        action = f"/discrepancies/{found.pk}/approve/"
        answer = client.post(f"/discrepancies/{found.pk}/{act}/", form(page, action) | {"comment": comment})
        following = five[five.index(found) + 1]
        assert address(answer) == f"/discrepancies/{following.pk}/?state=all"
    held = proposed(browse(reviewer), five[2], "state=", **HELD, owner=str(reviewer.pk))
    assert address(held) == f"/discrepancies/{five[3].pk}/?state="


def test_whoever_came_from_no_list_stays_where_they_were(five, browse, reviewer):
    assert address(proposed(browse(reviewer), five[0], "")) == f"/discrepancies/{five[0].pk}/"


@pytest.mark.parametrize("then", ["", "0", "-1", "99999999999999999999", "x", "999999"])
def test_a_next_one_that_is_not_there_leads_back_to_the_list(then, five, browse, reviewer):
    assert (
        address(proposed(browse(reviewer), five[0], "state=open", then=then)) == "/discrepancies/?state=open"
    )


def test_what_a_form_names_as_its_list_leads_nowhere_else(five, browse, reviewer):
    answer = proposed(
        browse(reviewer), five[0], "state=open", place="https://elsewhere.example/?a=b", then="last"
    )
    assert address(answer) == f"/discrepancies/{five[0].pk}/"


def test_a_refused_proposal_keeps_its_place(five, browse, reviewer):
    refused = proposed(browse(reviewer), five[1], "state=open", rationale="")
    assert refused.status_code == 422
    assert "2 of 5" in words(refused)
    assert form(refused, f"/discrepancies/{five[1].pk}/propose/")["then"] == str(five[2].pk)


QUEUES = [
    ("approve", "approver", 0),
    ("returned", "reviewer", 1),
    ("reopened", "approver", 2),
]


@pytest.mark.parametrize(("queue", "who", "number"), QUEUES)
def test_a_persons_own_queue_is_a_list_like_another(
    queue, who, number, five, browse, reviewer, approver, request
):
    for found in five[:3]:
        propose(found.claim, reviewer)
    return_resolution(discrepancy=five[1], comment="Why?", by=approver)
    approve_resolution(discrepancy=five[2], by=approver)
    reopen_discrepancy(discrepancy=five[2], reason="New report.", by=reviewer)
    page = opened(browse(request.getfixturevalue(who)), five[number], f"queue={queue}")
    assert "1 of 1" in words(page)


def test_what_left_the_list_meanwhile_still_shows_the_way_back(five, browse, reviewer):
    client = browse(reviewer)
    propose(five[0].claim, reviewer)
    page = opened(client, five[0], "state=open")
    assert page.context["place"].number == 0
    assert "Back to the list" in words(page)


def test_finding_the_place_costs_the_same_however_long_the_list(make_claim, cite, browse, reader):
    def cost(count):
        for number in range(count):
            claim = make_claim(f"Another {Discrepancy.objects.count()} {number}?")
            cite(claim, "30")
            cite(claim, "50")
        found = Discrepancy.objects.order_by("pk").first()
        client = browse(reader)
        with CaptureQueriesContext(connection) as queries:
            opened(client, found, "state=&sort=-opened_at")
        return len(queries)

    assert cost(3) == cost(27)


def test_nobody_finds_the_queue_of_somebody_else(five, browse, reviewer, second_reviewer, approver):
    propose(five[0].claim, reviewer)
    return_resolution(discrepancy=five[0], comment="Why?", by=approver)
    page = opened(browse(second_reviewer), five[0], "queue=returned")
    assert (page.context["place"].number, page.context["place"].total) == (0, 0)
