"""Every page, on a desk and on a phone, by day and by night: nothing axe finds, nothing sideways, no error."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.core.resolutions import Cause, Outcome
from factcheck.core.roles import Role
from factcheck.core.scopes import Scope
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Discrepancy,
    Document,
    DocumentState,
    Errand,
    FilteredList,
    Import,
    Person,
    Reconciliation,
    Source,
    Webhook,
    WebhookDelivery,
)
from factcheck.services.approving import approve_resolution
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.background.workers import sign_on
from factcheck.services.comments import add_comment
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from factcheck.services.quotes import check_quotes, place_quote
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.retracting import retract_source
from factcheck.services.saved_filters import keep_filter
from factcheck.services.tokens import make_token, revoke_token
from factcheck.services.verdicts import VerdictWords, propose_verdict
from factcheck.tasks import check_import
from tests.services.quoting import document_of, replace_text, snapshot_of
from tests.stories.axe import found_by_day_and_night, found_wrong, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def _kept(source: Source) -> list[Citation]:
    """A source with its text and what it became; citations whose quotes hold, moved, stand twice and not at all."""
    citations = list(source.citations.exclude(quote="").order_by("pk")[:4])
    held, moved, twice, gone = citations
    text = f"{'u' * 300}\n\n{held.quote}\n\n{moved.quote}\n\n{twice.quote}\n\n{twice.quote}"
    first = snapshot_of(source, text)
    for citation in citations:
        place_quote(citation, first, by=None)
    replace_text(first, f"{text[:300]}\n\n{held.quote}\n\nNew.\n\n{text[302 + len(held.quote) + 2 :]}")
    check_quotes(source=source, by=None)
    snapshot_of(source, f"{text}\n\n{'v' * 300} {gone.quote}")
    return citations


def _of_documents() -> list[str]:
    """Documents that come in, one of them refused, one being read, and the reader on one that is a source."""
    text = f"{'w' * 300} 4,300 people\n\nIn 2019 about 30,000 North Koreans fled; 63 came in 2022, said {'x' * 200}."
    coming, alike, refused, reading = (document_of(f"{text}\n\n{n} came.") for n in range(4))
    waiting = {"state": DocumentState.READING, "heard_of_at": timezone.now(), "pages": 300, "pages_read": 12}
    Document.objects.filter(pk=reading.pk).update(**waiting)
    Document.objects.filter(pk=refused.pk).update(state=DocumentState.REFUSED, problem="y" * 300)
    read = snapshot_of(Source.objects.get(ref="npr-2023"), text)
    return [
        "/documents/add/",
        f"/documents/{coming.pk}/",
        f"/documents/{refused.pk}/",
        f"/documents/{reading.pk}/",
        f"/documents/{coming.pk}/discard/",
        f"/documents/{coming.pk}/beside/{alike.pk}/",
        read.get_absolute_url(),
        f"{read.get_absolute_url()}?figure=0-12",
        f"{read.get_absolute_url()}?words=nowhere",
    ]


def _for_programs(chief: Person) -> list[str]:
    """Tokens in every state, and the reference of the API."""
    made = [make_token(name="t" * 80, scopes=list(Scope), by=chief)[0] for _number in range(3)]
    revoke_token(token=made[0], by=chief)
    return ["/tokens/", f"/tokens/{made[1].pk}/revoke/", "/api/", "/api/#propose"]


@pytest.fixture
def pages(case, db_people) -> list[str]:
    """Every page of a desk on which something is in every state, and with words longer than anybody's screen."""
    waiting, text, third, *_others = Discrepancy.objects.order_by("pk")
    reviewer, approver = db_people[Role.REVIEWER], db_people[Role.APPROVER]
    for found in (waiting, text, third):
        decision = Decision(
            cause=Cause.NOT_DETERMINABLE,
            outcome=Outcome.USE_WITH_NOTE,
            rationale="r" * 300,
            answer="a" * 200,
            sentence="The sources differ. " * 20,
            single_origin_reason="Enough.",
        )
        propose_resolution(discrepancy=found, decision=decision, by=reviewer)
    approve_resolution(discrepancy=waiting, by=approver, comment="c" * 300)
    approve_resolution(discrepancy=third, by=approver)
    reopen_discrepancy(discrepancy=third, reason="e" * 300, by=reviewer)
    retracted = Source.objects.exclude(ref="rfa-2018").order_by("pk")[0]
    retract_source(source=retracted, because="b" * 300, by=reviewer)
    add_comment(claim=third.claim, discrepancy=third, text="@administrator " + "o" * 300, by=reviewer)
    army = Claim.objects.get(ref="army-size")
    words = VerdictWords(answer="x" * 200, sentence="y" * 400, basis="z", single_origin_reason="w")
    propose_verdict(claim=army, words=words, by=reviewer)
    Claim.objects.filter(ref="boats").update(question="q" * 400)
    Source.objects.filter(ref="rfa-2018").update(title="t" * 400, publisher="p" * 200)
    citation = Citation.objects.order_by("pk").first()
    quoted = _kept(Source.objects.get(ref="rfa-2018"))
    name = Attribution.objects.order_by("pk").first()
    chief = db_people[Role.ADMINISTRATOR]
    Person.objects.filter(pk=chief.pk).update(first_name="n" * 60, last_name="m" * 60)
    assign_discrepancies(discrepancies=Discrepancy.objects.all(), to=chief, by=chief)
    kept = keep_filter(name="k" * 80, shown=FilteredList.CLAIMS, query="q=army", by=chief, is_shared=True)
    hook = Webhook.objects.create(address=f"https://news.example.org/{'h' * 300}", secret="whsec_c2VjcmV0")
    WebhookDelivery.objects.create(
        webhook=hook,
        message="msg_1",
        event="verdict.changed",
        claim_ref="c" * 100,
        body={},
        problem="p" * 200,
    )
    return [
        "/",
        "/?queue=assigned",
        "/?queue=answers",
        "/?queue=reopened",
        "/?queue=unread",
        "/claims/?q=army",
        "/discrepancies/?assigned=me&state=all",
        f"/filters/{kept.pk}/amend/",
        f"/filters/{kept.pk}/drop/",
        "/claims/",
        "/claims/?q=nothing-at-all",
        "/claims/nk-total/",
        "/claims/broker-price/",
        "/claims/boats/",
        "/claims/army-size/",
        "/claims/penalty-leaving/",
        *(found.get_absolute_url() for found in Discrepancy.objects.order_by("pk")),
        *(f"/citations/{one.pk}/quote/" for one in quoted),
        "/sources/rfa-2018/snapshots/1/2/",
        "/claims/nk-total/history/",
        "/claims/nk-total/history/?kind=withdrawn",
        f"/claims/nk-total/on/?date={timezone.localdate().isoformat()}",
        "/claims/nk-total/on/?date=2020-01-01",
        "/claims/army-size/history/",
        "/sources/rfa-2018/history/",
        f"/citations/{citation.pk}/history/",
        "/discrepancies/",
        "/sources/",
        "/sources/rfa-2018/",
        "/desk/verified/",
        "/record/",
        "/record/claim/",
        "/record/source/",
        "/claims/nk-total/citations/record/",
        "/claims/nk-yearly/answer/",
        f"/citations/{citation.pk}/amend/",
        f"/citations/{citation.pk}/withdraw/",
        third.get_absolute_url(),
        third.claim.get_absolute_url(),
        "/claims/nk-total/reopen/",
        "/claims/nk-total/keep-back/",
        f"/sources/{retracted.ref}/",
        "/sources/rfa-2018/retract/",
        "/sources/rfa-2018/origins/",
        "/attributions/",
        f"/attributions/{name.pk}/",
        f"/attributions/{name.pk}/merge/",
        "/sources/rfa-2018/grade/",
        "/sources/rfa-2018/sensitive/",
        *_of_documents(),
        "/corrections/",
        "/exports/",
        "/notices/",
        "/notices/choices/",
        "/method/",
        "/keys/",
        *_for_programs(chief),
        "/comparing/",
        Reconciliation.objects.create(claims=5, claims_done=2).get_absolute_url(),
        "/webhooks/",
        *_of_work(chief),
        hook.get_absolute_url(),
    ]


def _of_work(by: Person) -> list[str]:
    """The background, with a task at each end: at work, waiting, failed with a long name and a long reason, done."""
    worker = sign_on("worker")
    run = Import.objects.create(name="f" * 250, sha256="0" * 64, size=1, received_by=by, state="checking")
    for _number in range(4):
        check_import.enqueue(run.pk, 1)
    at_work, failed, done, _waiting = DBTaskResult.objects.order_by("enqueued_at")
    for task, status in ((at_work, "RUNNING"), (failed, "FAILED"), (done, "SUCCESSFUL")):
        ended = None if status == "RUNNING" else timezone.now()
        DBTaskResult.objects.filter(pk=task.pk).update(
            status=status, started_at=timezone.now(), finished_at=ended, worker_ids=["worker"]
        )
        known = {"kind": "check_import", "about": str(run.pk)}
        Errand.objects.create(task=task, worker=worker, done=420, total=1_000, problem="p" * 400, **known)
    return [f"/background/?show={kind}" for kind in ("at-work", "waiting", "failed", "done")]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_open_to_everybody(width, pages, sit_down, complaints):
    page = sit_down(Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in pages:
        page.goto(address)
        found[address] = (goes_sideways(page), found_by_day_and_night(page))
    assert {address: wrong for address, wrong in found.items() if wrong != (0, {})} == {}


def test_the_doors_are_open_to_everybody_too(sit_down, complaints):
    page = sit_down()
    page.goto("/log-in/")
    assert found_wrong(page) == {}
    page.goto("/nothing/")
    assert found_wrong(page) == {}
    assert [said for said in complaints if "404" not in said] == []
    complaints.clear()
