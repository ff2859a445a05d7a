"""One task of each kind, queued, and a worker to take it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from factcheck.models import Document, Import, Received, Reconciliation, Webhook, WebhookDelivery, Worker
from factcheck.services.background.efforts import Effort
from factcheck.services.background.taking import Lane, carry_out, take
from factcheck.services.background.workers import sign_on
from factcheck.services.everything import start_reconciling
from factcheck.services.importing import previewing, working
from factcheck.services.importing.committing import start_import, write_import
from factcheck.services.importing.previewing import check_import, start_check
from factcheck.services.importing.receiving import receive_import
from factcheck.services.importing.undoing import queue_undoing
from factcheck.services.intake import reading
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.webhooks.registering import send_test
from tests.services.web_server import page, site

ROWS = 40
TABLE = "question,source,figure\n" + "".join(f"How many in week {n}?,Log,{n}\n" for n in range(ROWS))
REPORT = b"In 2019 the district harvested about 4,300 tonnes of barley, officials said."
KINDS = (
    "read_document",
    "check_import",
    "write_import",
    "undo_import",
    "send_webhook",
    "reconcile_everything",
)


@pytest.fixture
def worker(db) -> Worker:
    return sign_on("first")


@pytest.fixture
def receiver(settings, monkeypatch):
    """A program that is told, on this machine."""
    from factcheck.services.intake.fetching import Reach
    from factcheck.services.webhooks import sending

    settings.FETCH_ADDRESSES = True
    here = Reach(seconds=3, silent_seconds=1, allow_loopback=True, any_port=True)
    send_one = sending.send
    monkeypatch.setattr(sending, "send", lambda pk: send_one(pk, reach=here))
    with site() as shown:
        shown.pages["/hook"] = page(b"", status=204)
        yield shown


@pytest.fixture
def queued(monkeypatch, contributor, administrator, receiver, django_capture_on_commit_callbacks):
    """Queues a task of a kind, and gives what it works on."""
    monkeypatch.setattr(working, "AT_ONCE", 0)
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    monkeypatch.setattr(previewing, "PART", 10)

    def document() -> Document:
        return take_in(Incoming(content=REPORT, how=Received.PASTED), by=contributor).document

    def checking() -> Import:
        run = receive_import(name="weeks.csv", content=TABLE.encode(), by=contributor)
        start_check(run=run, by=contributor)
        return run

    def checked() -> Import:
        run = checking()
        check_import(run.pk, 1)
        DBTaskResult.objects.all().delete()
        run.refresh_from_db()
        return run

    def writing() -> Import:
        run = checked()
        start_import(run=run, by=contributor)
        return run

    def undoing() -> Import:
        run = writing()
        run.refresh_from_db()
        write_import(run.pk, run.attempts)
        DBTaskResult.objects.all().delete()
        run.refresh_from_db()
        queue_undoing(run=run, by=contributor)
        return run

    def message() -> WebhookDelivery:
        hook = Webhook.objects.create(
            address=receiver.url("/hook"), secret="whsec_c2VjcmV0", events=["verdict.changed"]
        )
        with django_capture_on_commit_callbacks(execute=True):
            return send_test(webhook=hook, by=administrator)

    def comparing() -> Reconciliation:
        return start_reconciling(by=contributor)

    makers = dict(zip(KINDS, (document, checking, writing, undoing, message, comparing), strict=True))

    def make(kind: str) -> Document | Import | WebhookDelivery | Reconciliation:
        found = makers[kind]()
        found.refresh_from_db()
        return found

    return make


@pytest.fixture
def work(worker) -> Callable[[], DBTaskResult | None]:
    """Takes what is due and does it."""

    def do() -> DBTaskResult | None:
        task = take(Lane(), worker)
        if task is not None:
            carry_out(task, worker, Effort(task.pk))
            task.refresh_from_db()
        return task

    return do
