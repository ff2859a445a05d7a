"""Work in the background, for administrators: what waits, what is done at this moment, and what failed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models.speech import spoken
from factcheck.services.background.asking import do_again, stop_task
from factcheck.web.access import page, person_of
from factcheck.web.pages.work_page import work_page
from factcheck.web.paging import show
from factcheck.web.tables.work import WorkTable


@never_cache
@page(Act.ADMINISTER)
def work(request: HttpRequest) -> HttpResponse:
    """The workers, and one list of tasks: those at work, waiting, failed or done."""
    shown = work_page(request.GET.get("show", ""))
    table = WorkTable(shown.tasks(), shown=shown.shown)
    show(request, table)
    table.name_what_they_are_about()
    return render(request, "factcheck/work.html", {"shown": shown, "table": table})


@require_POST
@page(Act.ADMINISTER)
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        is_stopped = stop_task(task=get_object_or_404(DBTaskResult, pk=pk), by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        said = _("Stopped.") if is_stopped else _("It stops at its next step, and nothing of it is saved.")
        messages.success(request, said)
    return redirect("work")


@require_POST
@page(Act.ADMINISTER)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        do_again(task=get_object_or_404(DBTaskResult, pk=pk), by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        messages.success(request, _("It is done again."))
    return redirect("work")
