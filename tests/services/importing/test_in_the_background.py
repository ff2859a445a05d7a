"""Large files: queued, worked on once, broken off, and taken up again when a worker was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.models import Citation, Import, ImportState
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing import previewing, working
from factcheck.services.importing.committing import break_off, start_import, take_up_again, write_import
from factcheck.services.importing.previewing import check_import, start_check
from factcheck.services.importing.receiving import receive_import
from factcheck.services.importing.undoing import queue_undoing

pytestmark = pytest.mark.django_db

ROWS = 40
TABLE = "question,source,figure\n" + "".join(f"How many in week {n}?,Log,{n}\n" for n in range(ROWS))


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 0)
    monkeypatch.setattr(previewing, "PART", 10)


@pytest.fixture
def run(contributor) -> Import:
    return receive_import(name="a.csv", content=TABLE.encode(), by=contributor)


def now(run: Import) -> Import:
    run.refresh_from_db()
    return run


def queued() -> list[tuple[str, list[int]]]:
    tasks = DBTaskResult.objects.order_by("enqueued_at")
    return [(task.task_path.rpartition(".")[2], task.args_kwargs["args"]) for task in tasks]


@pytest.fixture
def checked(run, contributor) -> Import:
    start_check(run=run, by=contributor)
    check_import(run.pk, now(run).attempts)
    return now(run)


def test_a_large_file_waits_for_the_worker(run, contributor):
    start_check(run=run, by=contributor)
    assert (now(run).state, queued()) == (ImportState.CHECKING, [("check_import", [run.pk, 1])])
    check_import(run.pk, 1)
    assert (now(run).state, run.rows, run.rows_done) == (ImportState.CHECKED, ROWS, ROWS)
    start_import(run=run, by=contributor)
    assert (now(run).state, queued()[-1]) == (ImportState.WAITING, ("write_import", [run.pk, 3]))
    write_import(run.pk, 3)
    assert (now(run).state, run.imported_by) == (ImportState.IMPORTED, contributor)
    assert Citation.objects.count() == ROWS


def test_a_task_that_runs_twice_works_once(checked, contributor):
    start_import(run=checked, by=contributor)
    turn = now(checked).attempts
    write_import(checked.pk, turn)
    done = now(checked).imported_at
    write_import(checked.pk, turn)
    check_import(checked.pk, turn)
    assert (Citation.objects.count(), now(checked).imported_at) == (ROWS, done)


def test_of_two_people_who_import_one_does(checked, contributor, administrator):
    start_import(run=checked, by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="waiting to be imported"):
        start_import(run=checked, by=administrator)
    assert [name for name, _args in queued()].count("write_import") == 1


def test_a_check_is_broken_off_and_its_worker_has_no_say_any_longer(run, contributor):
    start_check(run=run, by=contributor)
    turn = now(run).attempts
    break_off(run=run, by=contributor)
    check_import(run.pk, turn)
    assert now(run).state == ImportState.RECEIVED
    start_check(run=run, by=contributor)
    check_import(run.pk, now(run).attempts)
    assert now(run).state == ImportState.CHECKED


def test_an_import_is_broken_off_before_it_is_written(checked, contributor):
    start_import(run=checked, by=contributor)
    turn = now(checked).attempts
    break_off(run=checked, by=contributor)
    write_import(checked.pk, turn)
    assert (now(checked).state, Citation.objects.count()) == (ImportState.CHECKED, 0)
    start_import(run=checked, by=contributor)
    write_import(checked.pk, now(checked).attempts)
    assert Citation.objects.count() == ROWS


def test_an_import_that_is_broken_off_while_it_is_read_writes_nothing(checked, contributor, monkeypatch):
    """Somebody presses the button in the middle: what is told next finds out."""
    monkeypatch.setattr("factcheck.services.importing.whole.TOLD_EVERY", 5)
    monkeypatch.setattr(working, "TOLD_EVERY", timedelta(0))
    start_import(run=checked, by=contributor)
    turn = now(checked).attempts
    heard = working.Turn.heard

    def heard_and_broken_off(self: working.Turn, rows_done: int, rows: int | None = None) -> None:
        heard(self, rows_done, rows)
        if rows_done == 20:
            break_off(run=checked, by=contributor)

    monkeypatch.setattr(working.Turn, "heard", heard_and_broken_off)
    write_import(checked.pk, turn)
    assert (now(checked).state, Citation.objects.count()) == (ImportState.CHECKED, 0)


def test_what_is_written_is_not_broken_off(checked, contributor):
    start_import(run=checked, by=contributor)
    write_import(checked.pk, now(checked).attempts)
    with pytest.raises(ChangedMeanwhileError, match="this import is imported"):
        break_off(run=checked, by=contributor)


@pytest.mark.parametrize("state", [ImportState.CHECKING, ImportState.WAITING, ImportState.IMPORTING])
def test_work_whose_worker_was_killed_is_taken_up_again(checked, contributor, state):
    long_ago = timezone.now() - timedelta(minutes=5)
    killed = {"state": state.value, "attempts": 7, "heard_of_at": long_ago, "imported_by": contributor}
    Import.objects.filter(pk=checked.pk).update(**killed)
    assert now(checked).is_broken_off
    take_up_again(run=checked, by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="being worked on"):
        take_up_again(run=checked, by=contributor)
    name, args = queued()[-1]
    {"check_import": check_import, "write_import": write_import}[name](*args)
    expected = ImportState.CHECKED if state == ImportState.CHECKING else ImportState.IMPORTED
    assert now(checked).state == expected


def test_what_was_thought_dead_writes_nothing_once_another_took_it_up(checked, contributor):
    start_import(run=checked, by=contributor)
    turn = working.Turn.take(
        checked.pk, now(checked).attempts, from_state=ImportState.WAITING, state=ImportState.IMPORTING
    )
    assert turn is not None
    long_ago = timezone.now() - timedelta(minutes=5)
    Import.objects.filter(pk=checked.pk).update(heard_of_at=long_ago)
    take_up_again(run=checked, by=contributor)
    with pytest.raises(working.BrokenOffError):
        turn.hold()


def test_a_file_with_too_many_rows_says_so_where_its_columns_are_matched(run, contributor, monkeypatch):
    monkeypatch.setattr(previewing, "MAX_ROWS", 30)
    start_check(run=run, by=contributor)
    check_import(run.pk, now(run).attempts)
    assert (now(run).state, run.problem) == (
        ImportState.RECEIVED,
        "The file has more than 30 rows. Split it.",
    )


def test_an_import_is_queued_to_be_undone(checked, contributor):
    start_import(run=checked, by=contributor)
    write_import(checked.pk, now(checked).attempts)
    queue_undoing(run=now(checked), by=contributor)
    assert queued()[-1] == ("undo_import", [checked.pk])
