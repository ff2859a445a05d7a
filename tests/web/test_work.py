"""The page of background work, and the progress of what somebody waits for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.core.roles import Role
from factcheck.models import Document, Errand, Import, Received
from factcheck.services.background.workers import sign_on
from factcheck.services.importing import working
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import receive_import
from factcheck.services.intake import reading
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.tasks import check_import, send_webhook, undo_import, write_import
from tests.conftest import person
from tests.web.seen import words

pytestmark = pytest.mark.django_db

TABLE = b"question,source,figure\nHow many?,Log,5\n"


@pytest.fixture
def client(browse, administrator):
    return browse(administrator)


@pytest.fixture
def queued(contributor, monkeypatch) -> Import:
    monkeypatch.setattr(working, "AT_ONCE", 0)
    run = receive_import(name="weeks.csv", content=TABLE, by=contributor)
    start_check(run=run, by=contributor)
    run.refresh_from_db()
    return run


def at_work(task: DBTaskResult, run: Import, kind: str, **known: object) -> None:
    DBTaskResult.objects.filter(pk=task.pk).update(status="RUNNING", started_at=timezone.now())
    Errand.objects.create(task=task, kind=kind, about=str(run.pk), worker=sign_on(kind), **known)


def test_what_waits_says_what_it_is_of_what_and_for_whom(client, queued):
    page = words(client.get("/background/"))
    assert "Checking a file weeks.csv Contributor" in page
    assert "No worker is there." in page
    assert "Work waits and no worker takes it." in page
    sign_on("first")
    page = words(client.get("/background/"))
    assert "One worker is there." in page
    assert "no worker takes it" not in page


def test_what_is_at_work_says_how_far_it_is(client, queued):
    at_work(DBTaskResult.objects.get(), queued, "check_import", done=420, total=1_000)
    assert "420 of 1,000 (42 %)" in words(client.get("/background/"))
    task = DBTaskResult.objects.get()
    seen = words(client.post(reverse("stop_work", args=[task.pk]), follow=True))
    assert "It stops at its next step, and nothing of it is saved." in seen
    assert "is being stopped" in seen


def test_what_waits_is_stopped_and_done_again_from_the_page(client, queued):
    task = DBTaskResult.objects.get()
    assert "Stopped." in words(client.post(reverse("stop_work", args=[task.pk]), follow=True))
    page = words(client.get("/background/?show=failed"))
    assert "It was stopped by Administrator." in page
    assert "Do it again weeks.csv" in page
    assert "It is done again." in words(client.post(reverse("repeat_work", args=[task.pk]), follow=True))
    refused = client.post(reverse("stop_work", args=[task.pk]))
    assert refused.status_code == 404, "it was begun anew, as another task"
    assert DBTaskResult.objects.get().status == "READY"


def test_a_refusal_is_said_on_the_page(client, queued):
    task = DBTaskResult.objects.get()
    refused = client.post(reverse("repeat_work", args=[task.pk]), follow=True)
    assert "Not begun again: it has not failed, or somebody was quicker." in words(refused)


def test_a_failed_try_says_why_and_when_the_next_one_is(client, queued):
    task = DBTaskResult.objects.get()
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(minutes=5))
    Errand.objects.create(task=task, kind="check_import", about="1", problem="It failed: OperationalError.")
    assert "It failed: OperationalError. Next try on" in words(client.get("/background/"))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("at-work", "Nothing is done"),
        ("waiting", "Nothing waits."),
        ("failed", "Nothing failed"),
        ("done", "Nothing was"),
    ],
)
def test_where_there_is_nothing_the_page_says_so(client, kind, says):
    assert says in words(client.get(f"/background/?show={kind}"))


def test_three_tasks_cost_as_many_queries_as_thirty(client, contributor):
    counted = []
    for first, last in ((0, 3), (3, 30)):
        for number in range(first, last):
            run = receive_import(name=f"{number}.csv", content=TABLE, by=contributor)
            check_import.enqueue(run.pk, 1)
            write_import.enqueue(run.pk, 1)
            send_webhook.enqueue(number)
        with CaptureQueriesContext(connection) as queries:
            client.get("/background/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_page_of_an_import_says_how_far_its_writing_is(browse, contributor, queued):
    client = browse(contributor)
    Import.objects.update(state="importing", rows=1_000, rows_done=1_000)
    assert "are being written as one." in words(client.get(queued.get_absolute_url()))
    task = write_import.enqueue(queued.pk, 3)
    at_work(DBTaskResult.objects.get(pk=task.id), queued, "write_import", done=300, total=1_000)
    assert "written as one (this step: 30 %)." in words(client.get(queued.get_absolute_url()))
    Errand.objects.update(stop_asked_at=timezone.now())
    page = client.get(queued.get_absolute_url())
    assert "It is being broken off; nothing of it is saved." in words(page)
    assert reverse("break_off_import", args=[queued.pk]) not in page.content.decode()


def test_the_page_of_an_import_says_how_far_its_undoing_is_and_breaks_it_off(browse, contributor, queued):
    client = browse(contributor)
    Import.objects.update(state="undoing", imported_by=contributor)
    task = undo_import.enqueue(queued.pk)
    at_work(DBTaskResult.objects.get(pk=task.id), queued, "undo_import", done=30, total=40)
    assert "It is being undone, as one (75 %)." in words(client.get(queued.get_absolute_url()))
    Errand.objects.all().delete()
    client.post(reverse("break_off_import", args=[queued.pk]))
    queued.refresh_from_db()
    assert (queued.state, queued.undone_by) == ("imported", None)


def test_somebody_else_does_not_break_an_undoing_off(browse, queued, administrator):
    Import.objects.update(state="undoing", imported_by=administrator)
    Import.objects.update(received_by=administrator)
    refused = browse(person("another", Role.CONTRIBUTOR)).post(
        reverse("break_off_import", args=[queued.pk]), follow=True
    )
    assert "Only administrators" in words(refused)
    queued.refresh_from_db()
    assert queued.state == "undoing"


def test_progress_is_looked_at_anew_without_scripts(browse, contributor, queued):
    page = browse(contributor).get(queued.get_absolute_url()).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page


def test_the_reading_of_a_document_is_broken_off_and_begun_again_from_its_page(
    browse, contributor, monkeypatch
):
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    report = b"In 2019 the district harvested about 4,300 tonnes of barley."
    document = take_in(Incoming(content=report, how=Received.PASTED), by=contributor).document
    client = browse(contributor)
    Document.objects.update(state="reading", pages=50, pages_read=20, heard_of_at=timezone.now())
    assert "Page 20 of 50 has been read (40 %)." in words(client.get(document.get_absolute_url()))
    seen = words(client.post(reverse("break_off_document", args=[document.pk]), follow=True))
    assert "Not read. Its reading was broken off. Nothing is lost." in seen
    client.post(reverse("read_document_again", args=[document.pk]))
    document.refresh_from_db()
    assert (document.state, document.problem) == ("waiting", "")
    Document.objects.update(state="ready", text="x")
    seen = words(client.post(reverse("break_off_document", args=[document.pk]), follow=True))
    assert "Not broken off: it has come to its end." in seen


@pytest.mark.parametrize("who", ["contributor", "reader"])
def test_only_administrators_are_shown_the_way(browse, request, client, who):
    assert 'href="/background/"' in client.get("/").content.decode()
    assert 'href="/background/"' not in browse(request.getfixturevalue(who)).get("/").content.decode()
