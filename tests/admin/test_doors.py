"""Who may enter the admin and what is open to them there; and that its lists cost the same however long they are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.models import Citation, Claim, Source
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.reopening import reopen_answer
from factcheck.services.retracting import retract_source
from factcheck.services.verdicts import approve_verdict
from tests.admin.conftest import address, claim_form, discrepancy_of, propose, propose_answer, words_on
from tests.conftest import person

pytestmark = pytest.mark.django_db

RECORDS = ["claim", "citation", "source", "topic", "attribution"]
LISTS = [*RECORDS, "discrepancy", "verdict", "correction"]


@pytest.fixture
def settled(make_claim, cite):
    claim = make_claim("How many came?")
    cite(claim, "60")
    return claim


@pytest.mark.parametrize("who", ["reader", "stranger"])
@pytest.mark.parametrize("page", [*LISTS, "person", "desk"])
def test_readers_and_strangers_are_shown_the_door(entering, request, who, page):
    door = entering(request.getfixturevalue(who))
    for tried in (
        address(page),
        address(page, "add"),
        address(page, "change", 1),
        address(page, "history", 1),
    ):
        for response in (door.get(tried), door.post(tried, {})):
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")


def test_whoever_is_not_logged_in_is_asked_to(client):
    response = client.get(address("claim"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("log_in"))


@pytest.mark.parametrize("who", ["contributor", "reviewer", "approver", "administrator"])
def test_whoever_works_here_logs_in_at_the_door(request, who):
    somebody = request.getfixturevalue(who)
    form = {"username": somebody.username, "password": f"{somebody.username}-pass", "next": "/admin/"}
    assert Client().post("/admin/login/", form).status_code == 302


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_others_are_told_why_they_cannot_log_in_here(request, who):
    somebody = request.getfixturevalue(who)
    form = {"username": somebody.username, "password": f"{somebody.username}-pass", "next": "/admin/"}
    response = Client().post("/admin/login/", form)
    assert "You have no role that works here" in words_on(response)


@pytest.mark.parametrize("who", ["reviewer", "approver"])
def test_whoever_reviews_reads_the_evidence_and_does_not_change_it(entering, request, disputed, who):
    door = entering(request.getfixturevalue(who))
    citation = disputed.citations.first()
    assert door.get(address("claim", "change", disputed.pk)).status_code == 200
    assert 'name="question"' not in words_on(door.get(address("claim", "change", disputed.pk)))
    assert door.post(address("claim", "change", disputed.pk), claim_form(disputed)).status_code == 403
    assert door.get(address("claim", "add")).status_code == 403
    assert door.post(address("claim", "add"), claim_form()).status_code == 403
    assert door.get(address("citation", "change", citation.pk)).status_code == 200
    assert door.post(address("citation", "change", citation.pk), {}).status_code == 403
    assert door.post(address("citation", "withdraw", citation.pk), {"because": "So."}).status_code == 403
    form = {"action": "withdraw", "_selected_action": [citation.pk], "confirmed": "yes", "because": "So."}
    door.post(address("citation"), form)
    assert Citation.objects.standing().count() == 2


def test_nothing_can_be_deleted_not_even_by_an_administrator(
    entering, administrator, disputed, settled, reviewer
):
    disputed.refresh_from_db()
    records = {
        "claim": disputed.pk,
        "citation": disputed.citations.first().pk,
        "source": Source.objects.first().pk,
        "discrepancy": discrepancy_of(disputed).pk,
        "verdict": propose_answer(settled, reviewer).pk,
    }
    door = entering(administrator)
    for page, pk in records.items():
        assert door.post(address(page, "delete", pk), {"post": "yes"}).status_code == 403
        listed = door.get(address(page))
        assert "delete_selected" not in words_on(listed)
        door.post(address(page), {"action": "delete_selected", "_selected_action": [pk], "post": "yes"})
    assert Claim.objects.count() == 2
    assert Citation.objects.count() == 3


def test_no_citation_is_deleted_by_a_mark_in_the_inline(entering, contributor, settled):
    citation = settled.citations.get()
    form = claim_form(
        settled,
        [
            {
                "id": citation.pk,
                "claim": settled.pk,
                "source": citation.source_id,
                "figure": citation.figure,
                "seen_version": 1,
                "DELETE": "on",
            }
        ],
    )
    entering(contributor).post(address("claim", "change", settled.pk), form)
    assert settled.citations.get() == citation


def _fill(make_claim, make_source, cite, reviewer, approver, count: int) -> None:
    """Rows for every list, each with whatever a row may carry."""
    for _ in range(count):
        number = Claim.objects.count()
        report = make_source(f"Report {number}", publisher="Ministry")
        claim = make_claim(f"How many fled in {number}?", topic=f"Topic {number}")
        cite(
            claim,
            "about 30,000",
            source=make_source(f"A {number}", derived_from=[report]),
            attribution=f"X {number}",
        )
        cite(claim, "about 35,000", source=make_source(f"B {number}"))
        cite(claim, "maybe one", source=make_source(f"C {number}"))
        assign_discrepancies(discrepancies=[propose(claim, reviewer)], to=reviewer, by=reviewer)
        settled = make_claim(f"How many came in {number}?", topic=f"Other {number}")
        cite(settled, "60", source=report)
        propose_answer(settled, reviewer)
        corrected = make_claim(f"How many left in {number}?")
        cite(corrected, "60")
        approve_verdict(verdict=propose_answer(corrected, reviewer), by=approver)
        reopen_answer(claim=corrected, reason="A new census is out.", by=reviewer)
        retract_source(source=make_source(f"D {number}"), because="Made up.", by=reviewer)
        person(f"somebody-{number}")


def _queries_of_lists(door: Client, rows: int) -> dict[str, list[str]]:
    """The queries that each list asks, having made sure that it has as many rows as that."""
    asked = {}
    for page in (*LISTS, "person"):
        with CaptureQueriesContext(connection) as queries:
            listed = door.get(address(page))
        assert len(listed.context["cl"].result_list) >= rows
        asked[page] = [query["sql"] for query in queries.captured_queries]
    return asked


def test_a_list_costs_as_many_queries_with_thirty_rows_as_with_three(
    entering, administrator, reviewer, approver, make_claim, make_source, cite
):
    door = entering(administrator)
    _fill(make_claim, make_source, cite, reviewer, approver, 3)
    _queries_of_lists(door, 3)  # what Django looks up once and keeps, such as content types
    few = _queries_of_lists(door, 3)
    _fill(make_claim, make_source, cite, reviewer, approver, 27)
    many = _queries_of_lists(door, 30)
    for page in few:
        assert 0 < len(few[page]) < 20
        assert len(many[page]) == len(few[page]), "\n".join(sql[:200] for sql in many[page])


@pytest.mark.parametrize("page", ["claim", "discrepancy", "citation", "source"])
def test_a_page_that_is_not_there_leads_back_and_says_so(entering, administrator, page):
    response = entering(administrator).get(address(page, "change", 999), follow=True)
    assert "doesn’t exist" in words_on(response)


def test_the_front_page_lists_what_is_open_to_a_person(entering, contributor, administrator):
    page = words_on(entering(contributor).get(reverse("admin:index")))
    assert "Claims" in page
    assert "Desk settings" not in page
    page = words_on(entering(administrator).get(reverse("admin:index")))
    assert page.index("Discrepancies") < page.index("Claims") < page.index("Desk settings")


def test_the_autocompletes_answer_those_who_may_look_and_nobody_else(entering, contributor, reader, disputed):
    query = "?term=Source&app_label=factcheck&model_name=citation&field_name=source"
    assert len(entering(contributor).get(reverse("admin:autocomplete") + query).json()["results"]) == 2
    assert entering(reader).get(reverse("admin:autocomplete") + query).status_code == 302
