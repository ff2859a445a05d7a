"""The desk: what waits for whom, and a board on which every number leads to exactly the rows that it counts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.core.resolutions import Cause, Outcome
from factcheck.models import Claim, Discrepancy, Source, Verdict
from factcheck.models.append_only import guard, release
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.web.pages.board import NUMBERS, board
from tests.web.seen import words
from tests.web.test_lists import numbered, shown

pytestmark = pytest.mark.django_db

SOUND = Decision(
    cause=Cause.GENUINE_DISAGREEMENT,
    outcome=Outcome.USE_WITH_NOTE,
    rationale="The register counts everyone.",
    answer="30,000",
    sentence="Thirty thousand came.",
    single_origin_reason="It is the register itself.",
)


@pytest.fixture
def busy(load, make_claim, cite, make_source, reviewer, second_reviewer, approver) -> None:
    """A desk with something of every kind: all severities and ages, every state, deadlines, weak sources."""
    load(numbered(16))
    weak = make_source("Rumours", reliability="E")
    for number in range(3):
        cite(make_claim(f"What is rumoured, {number}?"), "12", source=weak)
    cite(make_claim("How many boats?", unit="boat"), "maybe one")
    found = list(Discrepancy.objects.order_by("pk"))
    today = timezone.localdate()
    for place, one in enumerate(found):
        severity = ("minor", "moderate", "major")[place % 3]
        days = (0, 1, 6, 7, 29, 30, 90)[place % 7]
        due = (None, -1, 0, 3, 4, None, -9)[place % 7]
        Discrepancy.objects.filter(pk=one.pk).update(
            severity=severity,
            severity_order=place % 3,
            opened_at=timezone.now() - timedelta(days=days),
            due_on=None if due is None else today + timedelta(days=due),
            assigned_to=(None, reviewer, None, second_reviewer)[place % 4],
        )
    for one in found[:8]:
        propose_resolution(discrepancy=one, decision=SOUND, by=reviewer)
    for one in found[:4]:
        approve_resolution(discrepancy=one, by=approver)
    for one in found[4:6]:
        return_resolution(discrepancy=one, comment="No.", by=approver)
    reopen_discrepancy(discrepancy=found[0], reason="New figures.", by=reviewer)
    hold = Decision(
        outcome=Outcome.HOLD, cause=None, rationale="Not yet.", next_step="Ask the register.", owner=reviewer
    )
    propose_resolution(discrepancy=found[10], decision=hold, by=second_reviewer)
    time_passes(found[1].claim)


def time_passes(claim: Claim) -> None:
    """The review date of an answer comes; a verdict is written once, so the guard on it steps aside for this."""
    claim.refresh_from_db()
    release(connection, "factcheck_verdict")
    Verdict.objects.filter(pk=claim.verdict_id).update(review_on=timezone.localdate())
    guard(connection, "factcheck_verdict")


def counted(client, address: str) -> int:
    return client.get(address).context["table"].total


def test_each_number_of_the_board_is_the_number_of_rows_behind_it(busy, browse, reader):
    client, made = browse(reader), board()
    said = words(client.get("/"))
    counts = {one.address: one for one in (*made.discrepancies, *made.claims)}
    assert {
        f"{reverse(page)}{'?' if query else ''}{query}" for page, query, _said in NUMBERS.values()
    } == set(counts)
    for address, number in counts.items():
        assert counted(client, address) == number.count > 0, address
        assert f"{number.count} {number.words}" in said


@pytest.mark.parametrize("severity", ["major", "moderate", "minor", ""])
def test_each_cell_by_severity_and_age_is_the_number_of_rows_behind_it(severity, busy, browse, reader):
    client, made = browse(reader), board()
    if severity:
        row = next(row for row in made.rows if row.severity == severity)
        cells, total = row.cells, row.total
    else:
        cells, total = made.all_of_age, made.live
    for age, number in zip(("today", "week", "month", "older", ""), (*cells, total), strict=True):
        assert (f"severity={severity}" in number.address) is bool(severity)
        assert (f"age={age}" in number.address) is bool(age)
        assert counted(client, number.address) == number.count, age


def test_the_ages_leave_no_day_out_and_count_none_twice(busy):
    made = board()
    assert sum(cell.count for cell in made.all_of_age) == made.live.count == 13
    assert all(cell.count for cell in made.all_of_age)


@pytest.mark.parametrize(
    "who", ["reviewer", "second_reviewer", "approver", "administrator", "contributor", "reader"]
)
def test_each_queue_holds_as_many_rows_as_its_tab_says(who, busy, browse, request):
    client = browse(request.getfixturevalue(who))
    page = client.get("/")
    waiting = page.context["shown"]
    for tab in waiting.tabs:
        if tab.value in {"answers", "answers_returned", "unread"}:
            continue
        assert counted(client, f"/discrepancies/?queue={tab.value}&state=all") == tab.count
        rows = client.get(tab.address).context["shown"].table.rows
        assert len(rows) == min(8, tab.count)
    said = re.search(
        r'class="count"><span class="visually-hidden">waiting for you: </span>(\d+)', page.content.decode()
    )
    assert (int(said[1]) if said else 0) == waiting.total


def test_the_desk_opens_on_the_first_queue_in_which_something_waits(
    busy, browse, reviewer, approver, contributor
):
    assert browse(approver).get("/").context["shown"].current.value == "approve"
    assert browse(reviewer).get("/").context["shown"].current.value == "assigned"
    assert browse(contributor).get("/").context["shown"].current.value == "unread"
    assert browse(reviewer).get("/?queue=returned").context["shown"].current.value == "returned"


def test_a_queue_that_is_not_theirs_is_not_shown(busy, browse, reviewer):
    shown = browse(reviewer).get("/?queue=approve").context["shown"]
    assert shown.current.value == "assigned"
    assert "approve" not in {tab.value for tab in shown.tabs}


def test_rows_and_button_lead_into_the_queue(busy, browse, reviewer):
    client = browse(reviewer)
    page = client.get("/?queue=returned").content.decode()
    first = client.get("/discrepancies/?queue=returned").context["table"].records[0]
    assert f'class="primary" href="/discrepancies/{first.pk}/?queue=returned"' in page
    assert page.count("?queue=returned") >= 5
    assert client.get(f"/discrepancies/{first.pk}/?queue=returned").status_code == 200


def test_each_row_says_its_next_act(busy, browse, second_reviewer, reviewer):
    assert "Approve or return" in words(browse(second_reviewer).get("/?queue=approve"))
    mine = words(browse(reviewer).get("/?queue=returned"))
    assert "Propose again" in mine
    assert "Decide again" in words(browse(reviewer).get("/?queue=reopened"))


def test_what_is_due_next_stands_first(busy, browse, reviewer):
    page = browse(reviewer).get("/")
    due = page.context["shown"].due_next
    assert due.due_on == min(
        one.due_on for one in Discrepancy.objects.live().filter(assigned_to=reviewer) if one.due_on
    )
    assert "Due next, " in words(page)
    assert "overdue" in words(page)


def test_an_empty_desk_says_so_and_what_one_could_look_at(make_claim, cite, browse, reader, reviewer):
    cite(make_claim(), "12")
    for person in (reader, reviewer):
        seen = words(browse(person).get("/"))
        assert "Nothing waits for you. 1 claim rests on one origin." in seen
    assert "waiting for you" not in words(browse(reviewer).get("/"))


def test_where_nothing_is_theirs_a_person_is_shown_what_they_could_take_up(
    disputed, make_claim, cite, browse, reviewer, contributor
):
    cite(make_claim("How many boats?", unit="boat"), "maybe one")
    free = words(browse(reviewer).get("/"))
    assert "Nothing waits for you. These are free to take: 1 discrepancy is free to take" in free
    assert "Nothing waits for you. These wait for anybody who records:" in words(browse(contributor).get("/"))


def test_an_empty_queue_says_so(busy, browse, administrator):
    assert "Nothing waits in this queue." in words(browse(administrator).get("/?queue=returned"))


def test_nobody_who_is_not_at_the_desk_is_counted_for(browse, stranger):
    assert "waiting for you" not in words(browse(stranger).get("/"))
    assert "waiting for you" not in words(browse(None).get("/log-in/"))


def test_the_navigation_says_on_every_page_how_much_waits_and_asks_once(busy, browse, reviewer):
    client = browse(reviewer)
    total = client.get("/").context["shown"].total
    for path in ("/", "/claims/", "/discrepancies/", "/sources/", "/desk/verified/", "/method/"):
        with CaptureQueriesContext(connection) as caught:
            page = client.get(path)
        assert f"Desk waiting for you: {total}" in words(page)
        asked = [query for query in caught.captured_queries if "only_assigned" in query["sql"]]
        assert len(asked) == 1, path


@pytest.mark.parametrize(
    "path", ["/", "/?queue=free", "/discrepancies/?queue=assigned", "/discrepancies/?assigned=me"]
)
def test_a_queue_asks_the_database_no_more_for_thirty_rows_than_for_three(path, load, browse, administrator):
    client = browse(administrator)

    def queries() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    load(numbered(6))
    assign_discrepancies(discrepancies=Discrepancy.objects.all()[:3], to=administrator, by=administrator)
    few = queries()
    load(numbered(60))
    assign_discrepancies(discrepancies=Discrepancy.objects.all()[:30], to=administrator, by=administrator)
    assert Source.objects.count() == 120
    assert queries() == few


FILTERS = [
    ("assigned=me", "second-reviewer"),
    ("assigned=nobody", None),
]


@pytest.mark.parametrize(("query", "name"), FILTERS)
def test_the_list_is_filtered_by_who_has_it(query, name, busy, browse, second_reviewer):
    page = browse(second_reviewer).get(f"/discrepancies/?{query}")
    rows = page.context["table"].records
    assert rows
    assert {row.assigned_to.username if row.assigned_to else None for row in rows} == {name}
    by_key = browse(second_reviewer).get(f"/discrepancies/?assigned={second_reviewer.pk}")
    assert {row.assigned_to for row in by_key.context["table"].records} == {second_reviewer}


def test_what_has_no_deadline_comes_last_whichever_way_it_is_sorted(busy, browse, reader):
    client = browse(reader)
    for sort in ("due_on", "-due_on"):
        rows = client.get(f"/discrepancies/?sort={sort}").context["table"].records
        days = [row.due_on for row in rows]
        dated = [day for day in days if day]
        assert days == dated + [None] * (len(days) - len(dated))
        assert dated == sorted(dated, reverse=sort.startswith("-"))
    assert shown(client.get("/discrepancies/?sort=assigned_to").content.decode())
