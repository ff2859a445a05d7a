"""Work in the background: done once, tried again where that may help, and taken up after a worker was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.models import (
    Citation,
    Document,
    DocumentState,
    Errand,
    Import,
    ImportState,
    Reconciliation,
    WebhookDelivery,
    Worker,
)
from factcheck.services.background.efforts import Effort, Stop
from factcheck.services.background.taking import PAUSES, Lane, carry_out, take
from factcheck.services.background.workers import prune, sign_on, take_up_what_was_left, tidy
from factcheck.services.importing import committing, previewing
from factcheck.tasks import FILES, MESSAGES, READING
from tests.services.background.conftest import KINDS, ROWS

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(minutes=5)


def become_due() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def is_done(kind: str, found: Document | Import | WebhookDelivery) -> bool:
    found.refresh_from_db()
    return {
        "read_document": lambda: found.state == DocumentState.READY,
        "check_import": lambda: found.state == ImportState.CHECKED,
        "write_import": lambda: found.state == ImportState.IMPORTED and Citation.objects.count() == ROWS,
        "undo_import": lambda: found.state == ImportState.UNDONE and not Citation.objects.exists(),
        "send_webhook": lambda: found.delivered_at is not None,
        "reconcile_everything": lambda: found.state == "done",
    }[kind]()


def stands(kind: str) -> list[object]:
    """What the work of a kind leaves behind."""
    return [
        list(Document.objects.values_list("state", "text", "attempts")),
        list(Import.objects.values_list("state", "attempts", "imported_at", "undone_at", "checked_at")),
        list(WebhookDelivery.objects.values_list("attempts", "delivered_at", "next_try_at")),
        list(Reconciliation.objects.values_list("state", "turn", "ended_at")),
        Citation.objects.count(),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_queued_is_done(kind, queued, work):
    found = queued(kind)
    task = work()
    assert (task.status, is_done(kind, found)) == ("SUCCESSFUL", True)
    assert work() is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_task_that_is_taken_twice_changes_nothing_the_second_time(kind, queued, work, receiver):
    queued(kind)
    work()
    before = stands(kind)
    DBTaskResult.objects.update(status="READY")
    assert work().status == "SUCCESSFUL"
    assert stands(kind) == before
    assert len(receiver.posted) <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_killed_worker_left_is_done_by_the_next_one(kind, queued, work, monkeypatch):
    """It is killed when it has begun: the record says that it is being worked on, and nobody does."""
    found = queued(kind)
    killed = sign_on("killed")
    task = take(Lane(), killed)
    begin = {
        "read_document": lambda: Document.objects.update(state="reading", attempts=1),
        "check_import": lambda: Import.objects.update(attempts=2),
        "write_import": lambda: Import.objects.update(state="importing", attempts=found.attempts + 1),
        "undo_import": lambda: None,
        "send_webhook": lambda: WebhookDelivery.objects.update(
            attempts=1, next_try_at=timezone.now() + timedelta(minutes=2)
        ),
        "reconcile_everything": lambda: Reconciliation.objects.update(turn=1),
    }
    begin[kind]()
    assert work() is None
    Worker.objects.filter(pk=killed.pk).update(machine="elsewhere")
    assert take_up_what_was_left() == 0, "it is heard of still"
    Worker.objects.filter(pk=killed.pk).update(machine="elsewhere", heard_of_at=timezone.now() - LONG_AGO)
    assert take_up_what_was_left() == 1
    task.refresh_from_db()
    assert (task.status, task.errand.problem) == ("READY", "The worker that did it was killed.")
    assert not Worker.objects.filter(pk=killed.pk).exists()
    become_due()
    assert work().status == "SUCCESSFUL"
    assert is_done(kind, found)


def test_a_worker_whose_process_is_gone_from_this_machine_counts_as_killed_at_once(queued, worker):
    queued("check_import")
    take(Lane(), worker)
    Worker.objects.update(process=2**22 + 1)
    assert take_up_what_was_left() == 1


def test_a_worker_that_lives_on_this_machine_is_believed_to_though_it_is_silent(queued, worker):
    """On SQLite nobody is heard of while a large file is written; after an hour its number may be another's."""
    queued("check_import")
    take(Lane(), worker)
    for silent, left in ((timedelta(minutes=50), 0), (timedelta(minutes=70), 1)):
        Worker.objects.update(heard_of_at=timezone.now() - silent)
        assert take_up_what_was_left() == left


def test_a_worker_that_was_thought_dead_has_no_say_any_longer(queued, work):
    """Its machine was asleep, and it comes back in the middle of the work of another."""
    found = queued("check_import")
    asleep = sign_on("asleep")
    task = take(Lane(), asleep)
    Worker.objects.filter(pk=asleep.pk).update(machine="elsewhere", heard_of_at=timezone.now() - LONG_AGO)
    take_up_what_was_left()
    become_due()
    work()
    done = DBTaskResult.objects.get()
    carry_out(task, asleep, Effort(task.pk))
    again = DBTaskResult.objects.get()
    assert (again.status, again.finished_at) == (done.status, done.finished_at)
    assert is_done("check_import", found)


def test_what_kills_its_workers_is_left_undone_after_the_last_try(queued, worker):
    found = queued("check_import")
    for pause in (*PAUSES, None):
        task = take(Lane(), worker)
        Worker.objects.update(process=2**22 + 1)
        take_up_what_was_left()
        task.refresh_from_db()
        if pause is not None:
            assert timedelta(0) < task.run_after - timezone.now() <= pause
            become_due()
        worker = sign_on("another")
        Worker.objects.exclude(pk=worker.pk).delete()
    assert task.status == "FAILED"
    said = "It was tried 4 times and did not get through. The worker that did it was killed."
    assert task.errand.problem == said
    found.refresh_from_db()
    assert (found.state, found.problem) == (ImportState.RECEIVED, said)


def test_a_document_that_kills_its_readers_says_so_and_keeps_nothing(queued, work):
    found = queued("read_document")
    Document.objects.update(attempts=3)
    work()
    found.refresh_from_db()
    assert (found.state, "broke off 3 times" in found.problem) == (DocumentState.REFUSED, True)


@pytest.mark.parametrize(
    ("error", "is_tried_again"),
    [(OperationalError("away"), True), (ConnectionError(), True), (ValueError("x"), False)],
)
def test_what_may_pass_is_tried_again_and_what_will_not_is_told(
    error, is_tried_again, queued, work, monkeypatch
):
    found = queued("write_import")

    def fail(*_args, **_more):
        raise error

    monkeypatch.setattr(committing, "write_whole", fail)
    task = work()
    found.refresh_from_db()
    assert task.errand.problem == f"It failed: {type(error).__name__}."
    if is_tried_again:
        assert (task.status, task.errand.tries, found.state) == ("READY", 1, ImportState.WAITING)
        monkeypatch.undo()
        become_due()
        assert work().status == "SUCCESSFUL"
    else:
        assert (task.status, found.state, found.problem) == (
            "FAILED",
            ImportState.CHECKED,
            task.errand.problem,
        )
        assert task.traceback == "", "what a source said may stand in the words of an error"


@pytest.mark.parametrize("kind", ["check_import", "write_import", "undo_import"])
def test_what_a_worker_has_in_hand_when_it_ends_is_given_back_as_it_was(kind, queued, worker, work):
    """SIGTERM comes: at its next breath the task is put back, and does not count as tried."""
    found = queued(kind)
    before = Citation.objects.count()
    task = take(Lane(), worker)
    carry_out(task, worker, Effort(task.pk, stop=Stop.WORKER_ENDS))
    task.refresh_from_db()
    assert (task.status, task.errand.tries, task.errand.worker) == ("READY", 0, None)
    assert Citation.objects.count() == before
    assert work().status == "SUCCESSFUL"
    assert is_done(kind, found)


def test_a_message_does_not_wait_behind_a_file(queued, worker):
    queued("check_import")
    queued("send_webhook")
    queued("read_document")
    named = {queue: Lane(frozenset({queue}), all_but=False) for queue in (MESSAGES, READING, FILES)}
    taken = {queue: take(lane, worker).task_path.rpartition(".")[2] for queue, lane in named.items()}
    assert taken == {MESSAGES: "send_webhook", READING: "read_document", FILES: "check_import"}


def test_a_task_of_any_other_queue_is_served_with_the_files(queued, worker):
    queued("check_import")
    DBTaskResult.objects.update(queue_name="default")
    assert take(Lane(frozenset({MESSAGES, READING})), worker) is not None


def test_a_message_that_nobody_queued_is_queued_after_minutes_and_once(queued, work, receiver):
    found = queued("send_webhook")
    DBTaskResult.objects.all().delete()
    assert tidy().queued == 0
    WebhookDelivery.objects.update(next_try_at=timezone.now() - timedelta(minutes=6))
    assert (tidy().queued, tidy().queued) == (1, 0)
    work()
    assert is_done("send_webhook", found)
    assert len(receiver.posted) == 1


def test_how_far_a_task_is_is_known_while_it_is_done(queued, worker, monkeypatch):
    queued("check_import")
    task = take(Lane(), worker)
    effort = Effort(task.pk)
    seen = []
    tried = previewing._try_part
    monkeypatch.setattr(
        previewing, "_try_part", lambda *args: (seen.append((effort.done, effort.total)), tried(*args))[1]
    )
    carry_out(task, worker, effort)
    assert seen == [(0, 40), (10, 40), (20, 40), (30, 40)]


def test_tasks_that_ended_long_ago_are_thrown_away_and_failed_ones_later(queued, work):
    queued("check_import")
    work()
    for days, status, is_kept in ((13, "SUCCESSFUL", 1), (20, "FAILED", 1), (15, "SUCCESSFUL", 0)):
        DBTaskResult.objects.update(status=status, finished_at=timezone.now() - timedelta(days=days))
        prune()
        assert DBTaskResult.objects.count() == is_kept
    assert not Errand.objects.exists()
