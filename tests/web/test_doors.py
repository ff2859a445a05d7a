"""Who may open which page, and what the others are told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from factcheck.core.roles import ALLOWED, Act, Role
from factcheck.exports.exporting import export_list
from factcheck.models import ExportedList, Reconciliation, Webhook
from factcheck.services.importing.receiving import receive_import
from factcheck.services.quotes import place_quote
from factcheck.tasks import send_webhook
from factcheck.web.urls import urlpatterns
from tests.services.quoting import document_of, snapshot_of
from tests.web.seen import words

pytestmark = pytest.mark.django_db

OPEN_DOORS = {"log_in", "log_out", "health", "ready", "metrics"}

DOORS_OF_READERS = {
    "published",
    "published_feed",
    "published_claim",
    "published_embed",
    "published_citation",
    "sitemap",
    "robots",
}
"""Doors that are open to everybody where the desk publishes; the tests of what readers see try them."""

PAGES = {
    "desk": Act.READ,
    "claims": Act.READ,
    "claim": Act.READ,
    "claim_history": Act.READ,
    "claim_on": Act.READ,
    "discrepancies": Act.READ,
    "discrepancy": Act.READ,
    "sources": Act.READ,
    "source": Act.READ,
    "document_file": Act.READ,
    "source_history": Act.READ,
    "cite_source": Act.READ,
    "cite_claim": Act.READ,
    "bring_sources": Act.RECORD,
    "bring_fact_checks": Act.RECORD,
    "citation_history": Act.READ,
    "quote": Act.READ,
    "compare_snapshots": Act.READ,
    "read_snapshot": Act.READ,
    "add_document": Act.RECORD,
    "document": Act.RECORD,
    "discard_document": Act.RECORD,
    "documents_beside": Act.RECORD,
    "imports": Act.RECORD,
    "add_import": Act.RECORD,
    "import": Act.RECORD,
    "discard_import": Act.RECORD,
    "undo_import": Act.ADMINISTER,
    "import_problems": Act.RECORD,
    "source_origins": Act.READ,
    "attributions": Act.READ,
    "attribution": Act.READ,
    "merge_attribution": Act.RECORD,
    "part_attribution": Act.RECORD,
    "verified": Act.READ,
    "download_verified": Act.READ,
    "exports": Act.READ,
    "export_list": Act.READ,
    "export_manifest": Act.READ,
    "corrections": Act.READ,
    "method": Act.READ,
    "notices": Act.READ,
    "notice_choices": Act.READ,
    "tokens": Act.READ,
    "keys": Act.READ,
    "record": Act.RECORD,
    "record_claim": Act.RECORD,
    "amend_claim": Act.RECORD,
    "record_citation": Act.RECORD,
    "reading": Act.RECORD,
    "amend_citation": Act.RECORD,
    "withdraw_citation": Act.RECORD,
    "record_source": Act.RECORD,
    "amend_source": Act.RECORD,
    "grade_source": Act.RECORD,
    "mark_sensitive": Act.SEE_SENSITIVE,
    "propose_verdict": Act.PROPOSE,
    "reopen_answer": Act.PROPOSE,
    "retract_source": Act.PROPOSE,
    "keep_back": Act.APPROVE,
    "reconciliations": Act.RECORD,
    "reconciliation": Act.RECORD,
    "webhooks": Act.ADMINISTER,
    "webhook": Act.ADMINISTER,
    "work": Act.ADMINISTER,
}
"""Pages that are looked at, and what one must be allowed to do to see them."""

DEEDS = {
    "lay_out_import": Act.RECORD,
    "match_import": Act.RECORD,
    "write_import": Act.RECORD,
    "break_off_import": Act.RECORD,
    "take_up_import": Act.RECORD,
    "match_import_again": Act.RECORD,
    "watch_claim": Act.READ,
    "unwatch_claim": Act.READ,
    "all_notices_read": Act.READ,
    "notice_choices": Act.READ,
    "comment_on_claim": Act.COMMENT,
    "comment_on_discrepancy": Act.COMMENT,
    "record_claim": Act.RECORD,
    "amend_claim": Act.RECORD,
    "record_citation": Act.RECORD,
    "amend_citation": Act.RECORD,
    "withdraw_citation": Act.RECORD,
    "restore_citation": Act.RECORD,
    "move_quote": Act.RECORD,
    "bring_sources": Act.RECORD,
    "bring_fact_checks": Act.RECORD,
    "add_document": Act.RECORD,
    "document": Act.RECORD,
    "add_snapshot": Act.RECORD,
    "read_document_again": Act.RECORD,
    "break_off_document": Act.RECORD,
    "discard_document": Act.RECORD,
    "record_figure": Act.RECORD,
    "ignore_figure": Act.RECORD,
    "heed_figure": Act.RECORD,
    "figure_effect": Act.RECORD,
    "fetch_again": Act.RECORD,
    "record_source": Act.RECORD,
    "amend_source": Act.RECORD,
    "draw_on": Act.RECORD,
    "turn_down_link": Act.RECORD,
    "merge_attribution": Act.RECORD,
    "part_attribution": Act.RECORD,
    "grade_source": Act.RECORD,
    "mark_sensitive": Act.SEE_SENSITIVE,
    "propose_verdict": Act.PROPOSE,
    "propose_resolution": Act.PROPOSE,
    "reopen_discrepancy": Act.PROPOSE,
    "end_hold": Act.PROPOSE,
    "keep_draft": Act.PROPOSE,
    "discard_draft": Act.PROPOSE,
    "draft_sentence": Act.PROPOSE,
    "reopen_answer": Act.PROPOSE,
    "retract_source": Act.PROPOSE,
    "take_back_retraction": Act.PROPOSE,
    "keep_back": Act.APPROVE,
    "approve_resolution": Act.APPROVE,
    "return_resolution": Act.APPROVE,
    "approve_verdict": Act.APPROVE,
    "return_verdict": Act.APPROVE,
    "assign_discrepancy": Act.ASSIGN,
    "assign_discrepancies": Act.ASSIGN,
    "keep_filter": Act.READ,
    "tokens": Act.READ,
    "reconciliations": Act.RECORD,
    "stop_reconciliation": Act.RECORD,
    "webhooks": Act.ADMINISTER,
    "webhook": Act.ADMINISTER,
    "switch_webhook": Act.ADMINISTER,
    "test_webhook": Act.ADMINISTER,
    "change_webhook_secret": Act.ADMINISTER,
    "stop_work": Act.ADMINISTER,
    "repeat_work": Act.ADMINISTER,
}
"""Doors through which something is done."""

LEADING_ON = {"read_source"}
"""Doors that lead on to the one behind which something is shown."""

OWN_DOORS = {"withdraw_comment", "notice", "amend_filter", "drop_filter", "revoke_token"} | {
    "bring_sources_preview",
    "bring_fact_checks_preview",
}
"""Doors that open to whom a thing belongs, whatever the role; the tests of comments, notices, saved filters, tokens and
of what is brought in try them.
"""

READER = ("read_snapshot", "record_figure", "ignore_figure", "heed_figure", "figure_effect")
IMPORTS = (
    "import", "discard_import", "undo_import", "import_problems", "lay_out_import", "match_import", "write_import",
    "break_off_import", "take_up_import", "match_import_again",
)  # fmt: skip
COMING_IN = ("document", "add_snapshot", "read_document_again", "break_off_document", "discard_document")
WEBHOOK = ("webhook", "switch_webhook", "test_webhook", "change_webhook_secret")

EVERYBODY = [*(role.value for role in Role), "stranger"]


@pytest.fixture
def addresses(small_desk) -> dict[str, str]:
    first = snapshot_of(small_desk.source, "They say about 30,000 people fled.")
    snapshot_of(small_desk.source, "They say about 35,000 people fled.")
    place_quote(small_desk.citation, first, by=None)
    coming = document_of("They say about 40,000 people fled.")
    table = receive_import(name="a.csv", content=b"question,source,figure\nHow many?,A,5\n", by=None)
    exported = export_list(by=None, listed=ExportedList.SOURCES, file_format="csv").export
    compared = Reconciliation.objects.create()
    hook = Webhook.objects.create(address="https://news.example.org/", secret="whsec_c2VjcmV0", events=[])
    parts = {
        "claim": [small_desk.disputed.ref],
        "claim_history": [small_desk.disputed.ref],
        "claim_on": [small_desk.disputed.ref],
        "citation_history": [small_desk.citation.pk],
        "source_history": [small_desk.source.ref],
        "amend_claim": [small_desk.disputed.ref],
        "watch_claim": [small_desk.disputed.ref],
        "unwatch_claim": [small_desk.disputed.ref],
        "comment_on_claim": [small_desk.disputed.ref],
        "comment_on_discrepancy": [small_desk.discrepancy.pk],
        "record_citation": [small_desk.disputed.ref],
        "reading": [small_desk.disputed.ref],
        "propose_verdict": [small_desk.settled.ref],
        "amend_citation": [small_desk.citation.pk],
        "withdraw_citation": [small_desk.citation.pk],
        "quote": [small_desk.citation.pk],
        "move_quote": [small_desk.citation.pk],
        "fetch_again": [small_desk.source.ref],
        "compare_snapshots": [small_desk.source.ref, 1, 2],
        **{name: [small_desk.source.ref, 1] for name in READER},
        **{name: [coming.pk] for name in COMING_IN},
        **{name: [table.pk] for name in IMPORTS},
        "documents_beside": [coming.pk, first.document_id],
        "restore_citation": [small_desk.withdrawn.pk],
        "discrepancy": [small_desk.discrepancy.pk],
        "propose_resolution": [small_desk.discrepancy.pk],
        "approve_resolution": [small_desk.discrepancy.pk],
        "return_resolution": [small_desk.discrepancy.pk],
        "reopen_discrepancy": [small_desk.discrepancy.pk],
        "end_hold": [small_desk.discrepancy.pk],
        "keep_draft": [small_desk.discrepancy.pk],
        "discard_draft": [small_desk.discrepancy.pk],
        "draft_sentence": [small_desk.discrepancy.pk],
        "assign_discrepancy": [small_desk.discrepancy.pk],
        "approve_verdict": [small_desk.proposed.pk],
        "return_verdict": [small_desk.proposed.pk],
        "source": [small_desk.source.ref],
        "amend_source": [small_desk.source.ref],
        "grade_source": [small_desk.source.ref],
        "mark_sensitive": [small_desk.source.ref],
        "document_file": [first.document_id],
        "reopen_answer": [small_desk.settled.ref],
        "retract_source": [small_desk.source.ref],
        "keep_back": [small_desk.settled.ref],
        "take_back_retraction": [small_desk.source.ref],
        "source_origins": [small_desk.source.ref],
        "draw_on": [small_desk.source.ref],
        "turn_down_link": [small_desk.source.ref],
        "attribution": [small_desk.attribution.pk],
        "merge_attribution": [small_desk.attribution.pk],
        "part_attribution": [small_desk.attribution.pk],
        "download_verified": ["csv"],
        "cite_source": [small_desk.source.ref, "bibtex"],
        "cite_claim": [small_desk.disputed.ref, "ris"],
        "export_list": ["claims", "csv"],
        "export_manifest": [exported.pk],
        **{name: [hook.pk] for name in WEBHOOK},
        **{name: [compared.pk] for name in ("reconciliation", "stop_reconciliation")},
        **{name: [send_webhook.enqueue(0).id] for name in ("stop_work", "repeat_work")},
    }
    return {name: reverse(name, args=parts.get(name, [])) for name in PAGES | DEEDS}


def may(role: str, act: Act) -> bool:
    return role != "stranger" and Role(role) in ALLOWED[act]


def test_no_door_is_left_out_of_these_tables():
    named = {found.name for found in urlpatterns if isinstance(found, URLPattern)}
    assert named == set(PAGES) | set(DEEDS) | OPEN_DOORS | DOORS_OF_READERS | OWN_DOORS | LEADING_ON


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_opens_its_pages_and_is_told_why_not_the_others(role, addresses, browse, request):
    client = browse(request.getfixturevalue(role))
    opened = {name: client.get(addresses[name]).status_code for name in PAGES}
    assert opened == {name: 200 if may(role, act) else 403 for name, act in PAGES.items()}


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_does_its_deeds_and_no_others(role, addresses, browse, request):
    client = browse(request.getfixturevalue(role))
    answers = {
        name: client.post(addresses[name], {"csrfmiddlewaretoken": "sent"}).status_code for name in DEEDS
    }
    allowed = {name for name, answer in answers.items() if answer in {200, 302, 422}}
    refused = {name for name, answer in answers.items() if answer == 403}
    assert allowed == {name for name, act in DEEDS.items() if may(role, act)}
    assert refused == set(DEEDS) - allowed


def test_whoever_is_not_logged_in_sees_nothing_but_the_log_in(addresses, browse):
    client = browse(None)
    for name in PAGES:
        answer = client.get(addresses[name])
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/log-in/"), name
    for name in DEEDS:
        answer = client.post(addresses[name])
        assert answer.status_code == 401, name
        assert words(answer).count("Log in") == 2, name
        assert "Nothing was lost: log in, and what you sent is sent on." in words(answer), name


@pytest.mark.parametrize("name", sorted(set(DEEDS) - set(PAGES)))
def test_what_only_does_something_is_no_page_to_look_at(name, addresses, browse, administrator):
    assert browse(administrator).get(addresses[name]).status_code == 405


@pytest.mark.parametrize(
    ("role", "name", "sentence"),
    [
        ("stranger", "desk", "You have no role at this desk. Ask an administrator for one."),
        ("reader", "record_claim", "Only contributors record here."),
        ("contributor", "propose_verdict", "Only reviewers propose here."),
    ],
)
def test_a_refusal_says_who_may_and_whom_to_ask(role, name, sentence, addresses, browse, request):
    assert sentence in words(browse(request.getfixturevalue(role)).get(addresses[name]))


def test_a_stranger_is_offered_no_way_into_the_desk(browse, stranger):
    seen = words(browse(stranger).get("/"))
    assert "Log out" in seen
    for section in ("Discrepancies", "Sources", "Record", "Back to the desk", "How figures are compared"):
        assert section not in seen


@pytest.mark.parametrize("role", list(Role))
def test_only_who_records_is_offered_the_button(role, browse, request):
    page = browse(request.getfixturevalue(role.value)).get("/").content.decode()
    assert ('href="/record/"' in page) is (role in ALLOWED[Act.RECORD])


@pytest.mark.parametrize("role", list(Role))
def test_the_administration_is_offered_to_whom_it_lets_in(role, browse, request):
    client = browse(request.getfixturevalue(role.value))
    offered = 'href="/admin/"' in client.get("/").content.decode()
    assert offered is (client.get("/admin/").status_code == 200)


def test_one_logs_in_and_out_and_comes_back_to_where_one_wanted_to_go(reader):
    client = Client()
    refused = client.post("/log-in/", {"username": "reader", "password": "wrong"})
    assert "correct username and password" in words(refused)
    arrived = client.post(
        "/log-in/?next=/sources/", {"username": "reader", "password": "reader-pass", "next": "/sources/"}
    )
    assert arrived.headers["Location"] == "/sources/"
    client.post("/log-out/")
    assert client.get("/").status_code == 302


def test_the_log_in_sends_nobody_to_another_place(reader):
    data = {"username": "reader", "password": "reader-pass", "next": "https://elsewhere.example/"}
    assert Client().post("/log-in/", data).headers["Location"] == "/"


def test_the_log_in_page_speaks_of_nothing_that_is_not_there():
    seen = words(Client().get("/log-in/"))
    assert "goes to the search" not in seen
    assert "Log in" in seen


def test_whose_log_in_was_switched_off_is_out_at_once(browse, reader):
    client = browse(reader)
    reader.is_active = False
    reader.save()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/claims/no-such-claim/",
        "/sources/no-such-source/",
        "/discrepancies/999999/",
        "/discrepancies/99999999999999999999999999/",
        "/citations/99999999999999999999999999/amend/",
        "/answers/1/",
        "/claims/%00/",
        "/claims/%ED%A0%80/",
        f"/claims/{'x' * 5_000}/",
        "/desk/verified/download/exe/",
        "/exports/of/claims/exe/",
        "/exports/of/nothing/csv/",
        "/exports/of/verified/csv/?changes_since=x",
        "/exports/999999/manifest.json",
    ],
)
def test_where_there_is_nothing_a_page_says_so_and_shows_the_way(path, browse, administrator):
    answer = browse(administrator).get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in words(answer)
    assert "Search the claims" in words(answer)
