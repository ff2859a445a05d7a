"""Stopping work, and having it done again."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from factcheck.core.roles import NotPermittedError
from factcheck.models import Citation, DocumentState, Errand, ImportState, Reconciliation
from factcheck.services.background.asking import do_again, stop_task
from factcheck.services.background.efforts import Effort
from factcheck.services.background.stopping import ask_to_stop
from factcheck.services.background.taking import Lane, carry_out, take
from factcheck.services.background.workers import hear_who_wants_a_stop, sign_on, take_up_what_was_left
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.committing import break_off
from factcheck.services.importing.writing import Writer
from factcheck.services.intake import reading
from factcheck.services.intake.reading import break_reading_off, read_again
from tests.services.background.conftest import KINDS
from tests.services.dumping import differences, dump

pytestmark = pytest.mark.django_db


def only_task() -> DBTaskResult:
    return DBTaskResult.objects.get()


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_is_stopped_at_once_and_done_after_all(kind, queued, work, administrator):
    found = queued(kind)
    assert stop_task(task=only_task(), by=administrator) is True
    assert work() is None
    task = only_task()
    assert (task.status, task.errand.problem) == ("FAILED", "It was stopped by Administrator.")
    found.refresh_from_db()
    stands = {
        "read_document": lambda: (found.state, found.problem) == (DocumentState.WAITING, task.errand.problem),
        "check_import": lambda: (found.state, found.problem) == (ImportState.RECEIVED, task.errand.problem),
        "write_import": lambda: (found.state, found.problem) == (ImportState.CHECKED, task.errand.problem),
        "undo_import": lambda: (found.state, found.problem) == (ImportState.IMPORTED, task.errand.problem),
        "send_webhook": lambda: (found.next_try_at, found.problem) == (None, task.errand.problem),
        "reconcile_everything": lambda: found.state == "cancelled",
    }
    assert stands[kind]()
    do_again(task=task, by=administrator)
    assert work().status == "SUCCESSFUL"
    found.refresh_from_db()
    done = {
        "read_document": lambda: found.state == DocumentState.READY,
        "check_import": lambda: found.state == ImportState.CHECKED,
        "write_import": lambda: (found.state, found.problem) == (ImportState.IMPORTED, ""),
        "undo_import": lambda: found.state == ImportState.UNDONE,
        "send_webhook": lambda: found.delivered_at is not None,
        "reconcile_everything": lambda: Reconciliation.objects.latest("pk").state == "done",
    }
    assert done[kind]()


@pytest.mark.parametrize("kind", ["check_import", "write_import", "undo_import"])
def test_what_is_being_done_stops_at_its_next_step_and_nothing_is_saved_by_halves(
    kind, queued, worker, administrator
):
    queued(kind)
    before = dump()
    task = take(Lane(), worker)
    effort = Effort(task.pk)
    assert stop_task(task=only_task(), by=administrator) is False
    hear_who_wants_a_stop({task.pk: effort})
    carry_out(task, worker, effort)
    assert only_task().errand.problem == "It was stopped by Administrator."
    assert differences(before, dump()) == {}


def test_what_a_killed_worker_left_is_not_taken_up_where_somebody_wanted_it_stopped(
    queued, worker, administrator
):
    found = queued("write_import")
    take(Lane(), worker)
    stop_task(task=only_task(), by=administrator)
    type(worker).objects.update(process=2**22 + 1)
    take_up_what_was_left()
    found.refresh_from_db()
    assert (only_task().status, found.state) == ("FAILED", ImportState.CHECKED)


def test_a_task_nobody_knows_is_done_again_as_it_was_queued(queued, work, administrator):
    """Whatever else is done in the background is stopped and taken up without a word about it here."""
    queued("check_import")
    DBTaskResult.objects.update(task_path="factcheck.tasks.something_else")
    stop_task(task=only_task(), by=administrator)
    do_again(task=only_task(), by=administrator)
    assert only_task().status == "READY"
    with pytest.raises(ChangedMeanwhileError, match="it has not failed"):
        do_again(task=only_task(), by=administrator)


def test_what_has_ended_is_not_stopped(queued, work, administrator):
    queued("check_import")
    work()
    with pytest.raises(ChangedMeanwhileError, match="it has come to its end"):
        stop_task(task=only_task(), by=administrator)
    assert Errand.objects.get().stop_asked_at is None


@pytest.mark.parametrize("service", [stop_task, do_again])
def test_only_administrators_stop_and_repeat_the_work_of_others(service, queued, contributor):
    queued("check_import")
    with pytest.raises(NotPermittedError):
        service(task=only_task(), by=contributor)


def test_the_reading_of_a_document_is_broken_off_in_the_middle_and_begun_anew(
    queued, work, contributor, monkeypatch
):
    found = queued("read_document")
    read_apart = reading.extract_apart

    def broken_off_meanwhile(*args, **more):
        break_reading_off(document=found, by=contributor)
        return read_apart(*args, **more)

    monkeypatch.setattr(reading, "extract_apart", broken_off_meanwhile)
    work()
    found.refresh_from_db()
    assert (found.state, found.problem, found.text) == (
        DocumentState.WAITING,
        "Its reading was broken off.",
        "",
    )
    assert found.is_broken_off
    monkeypatch.setattr(reading, "extract_apart", read_apart)
    assert read_again(found)
    work()
    found.refresh_from_db()
    assert (found.state, found.problem) == (DocumentState.READY, "")
    with pytest.raises(ChangedMeanwhileError, match="it has come to its end"):
        break_reading_off(document=found, by=contributor)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_import_is_broken_off_while_all_of_it_is_being_written(queued, worker, contributor, monkeypatch):
    """Where a row of the import is held by whoever writes it, they are asked instead, and nobody waits for them. On
    SQLite nobody can ask meanwhile, because whoever writes holds it all; what was asked before is heard in the middle.
    """
    found = queued("write_import")
    task = take(Lane(), worker)
    effort, writing, asked = Effort(task.pk), Event(), Event()
    compare = Writer._compare

    def held(self: Writer, pks: list[int]) -> None:
        writing.set()
        asked.wait(60)
        compare(self, pks)

    monkeypatch.setattr(Writer, "_compare", held)
    monkeypatch.setattr("factcheck.services.importing.writing.CHUNK", 10)

    def worked() -> None:
        carry_out(task, worker, effort)
        connections.close_all()

    if connection.vendor == "sqlite":
        ask_to_stop(found.pk, "write_import", by=contributor)
    thread = Thread(target=worked)
    thread.start()
    try:
        assert writing.wait(60)
        if connection.vendor != "sqlite":
            found.refresh_from_db()
            assert break_off(run=found, by=contributor) is False
        hear_who_wants_a_stop({task.pk: effort})
    finally:
        asked.set()
        thread.join(60)
    found.refresh_from_db()
    assert (found.state, found.problem) == (ImportState.CHECKED, "It was stopped by Contributor.")
    assert not Citation.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_workers_each_task_is_done_by_one(contributor, make_webhook_messages):
    messages = make_webhook_messages(24)
    taken: list[tuple[str, object]] = []

    def serve(name: str) -> None:
        worker = sign_on(name)
        while (task := take(Lane(), worker)) is not None:
            taken.append((name, task.pk))
        connections.close_all()

    threads = [Thread(target=serve, args=(f"worker-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(taken) == len({task for _name, task in taken}) == len(messages)
    assert {len(names) for names in DBTaskResult.objects.values_list("worker_ids", flat=True)} == {1}


@pytest.fixture
def make_webhook_messages(db):
    from factcheck.tasks import send_webhook

    def make(many: int) -> list[int]:
        for number in range(many):
            send_webhook.enqueue(1_000 + number)
        return list(range(many))

    return make
