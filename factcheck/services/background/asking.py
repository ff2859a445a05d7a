"""What people ask of work in the background: to stop a task, and to do one again that failed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Errand, Person
from factcheck.models.background import Task
from factcheck.services.background.kinds import about, args_of, kind_of, name_of
from factcheck.services.background.taking import stopped_by
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError


@transaction.atomic
def stop_task(*, task: Task, by: Person | None) -> bool:
    """Stop a task: one that waits at once, one that is worked on at its next step; says whether it is stopped already.
    Nothing of it is saved by halves. Raises NotPermittedError, and ChangedMeanwhileError where it has ended.
    """
    require(by, Act.ADMINISTER)
    asked = {"stop_asked_at": timezone.now(), "stop_asked_by": by}
    known = {"kind": name_of(task), "about": about(task)}
    errand, _made = Errand.objects.update_or_create(task=task, defaults=asked, create_defaults=known | asked)
    ended = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    if DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.READY).update(**ended):
        problem = stopped_by(errand)
        Errand.objects.filter(task=task).update(problem=problem, stop_asked_at=None)
        kind_of(task).end(args_of(task), problem=problem)
        return True
    if not DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).exists():
        raise ChangedMeanwhileError(_("Not stopped: it has come to its end."))
    return False


@transaction.atomic
def do_again(*, task: Task, by: Person | None) -> None:
    """Have a task done again that failed or was stopped. Raises NotPermittedError, ChangedMeanwhileError where somebody
    was quicker, and whatever the service raises that begins such work.
    """
    require(by, Act.ADMINISTER)
    failed = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.FAILED)
    kind = kind_of(task)
    if kind.again is None:
        if not failed.update(status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None):
            raise ChangedMeanwhileError(_("Not begun again: it has not failed, or somebody was quicker."))
        Errand.objects.filter(task=task).update(tries=0, problem="", stop_asked_at=None, worker=None)
    else:
        if not failed.select_for_update().exists():
            raise ChangedMeanwhileError(_("Not begun again: it has not failed, or somebody was quicker."))
        kind.again(args_of(task), by=by)
        # The work has a record of its own from here on; this one would only be found again.
        failed.delete()
