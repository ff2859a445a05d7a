"""Tasks in the background: what each works on, how far it is, and what can be done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import get_date_max

from factcheck.models import Errand
from factcheck.models.background import Task
from factcheck.models.speech import spoken
from factcheck.services.background.kinds import about, kind_of, name_of
from factcheck.services.background.subjects import Subject
from factcheck.web.tables.base import META, NAME, NUMBER, WORDS, DeskTable

_EMPTY = {
    "at-work": _("Nothing is done in the background at this moment."),
    "waiting": _("Nothing waits."),
    "failed": _("Nothing failed, and nothing was stopped."),
    "done": _("Nothing was done in the background in the last two weeks."),
}
_ENDED = {TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL}


class WorkTable(DeskTable):
    caption = _("Tasks")
    counted = ngettext_lazy("%(count)s task", "%(count)s tasks", "count")

    task_path = tables.Column(verbose_name=_("What"), orderable=False, attrs=META)
    about = tables.Column(verbose_name=_("Of what"), orderable=False, attrs=NAME, empty_values=())
    asked_by = tables.Column(verbose_name=_("For whom"), orderable=False, attrs=META, empty_values=())
    since = tables.Column(verbose_name=_("Since"), orderable=False, attrs=META, empty_values=())
    tries = tables.Column(verbose_name=_("Tries"), orderable=False, attrs=NUMBER, empty_values=())
    state = tables.Column(verbose_name=_("How it stands"), orderable=False, attrs=WORDS, empty_values=())
    act = tables.Column(verbose_name=_("What to do"), orderable=False, attrs=META, empty_values=())

    def __init__(self, tasks: QuerySet[Task], *, shown: str) -> None:
        super().__init__(tasks, empty_text=_EMPTY[shown])
        self.subjects: dict[tuple[str, str], Subject] = {}

    def name_what_they_are_about(self) -> None:
        """Look up what the tasks of this page work on, with one query for each kind of work."""
        keys: dict[str, set[int]] = defaultdict(set)
        kinds = {}
        for task in self.records:
            kinds[name_of(task)] = kind_of(task)
            if (key := about(task)).isdigit():
                keys[name_of(task)].add(int(key))
        for name, wanted in keys.items():
            self._name(name, kinds[name].subjects(_sorted(wanted)))

    def _name(self, name: str, found: Any) -> None:  # noqa: ANN401 -- a mapping from keys to subjects
        self.subjects |= {(name, str(key)): subject for key, subject in found.items()}

    def _subject(self, task: Task) -> Subject | None:
        return self.subjects.get((name_of(task), about(task)))

    def render_task_path(self, record: Task) -> str:
        return spoken(kind_of(record).words)

    def render_about(self, record: Task) -> SafeString | str:
        subject = self._subject(record)
        if subject is None:
            return "—"
        return format_html('<a href="{}">{}</a>', subject.address, subject.title)

    def render_asked_by(self, record: Task) -> str:
        subject = self._subject(record)
        return str(subject.asked_by) if subject and subject.asked_by else "—"

    def render_since(self, record: Task) -> SafeString:
        return _moment(record.finished_at or record.started_at or record.enqueued_at)

    def render_tries(self, record: Task) -> int:
        return len(record.worker_ids)

    def render_state(self, record: Task) -> SafeString | str:
        errand = _errand_of(record)
        problem = errand.problem if errand else ""
        if record.status == TaskResultStatus.RUNNING:
            return _at_work(errand)
        if record.status == TaskResultStatus.FAILED:
            return problem or gettext("It failed.")
        if record.status == TaskResultStatus.SUCCESSFUL:
            return gettext("done")
        if record.run_after != get_date_max() and record.run_after > localtime():
            return (
                format_html(gettext("{} Next try on {}"), problem, _moment(record.run_after))
                if problem
                else (format_html(gettext("to be done on {}"), _moment(record.run_after)))
            )
        return gettext("waits for %(time)s") % {"time": timesince(record.enqueued_at, depth=1)}

    def render_act(self, record: Task) -> SafeString | str:
        if record.status == TaskResultStatus.SUCCESSFUL:
            return "—"
        is_failed = record.status == TaskResultStatus.FAILED
        if not is_failed and (errand := _errand_of(record)) and errand.stop_asked_at:
            return gettext("is being stopped")
        subject = self._subject(record)
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button type="submit" class="link">{}<span class="visually-hidden"> {}</span></button></form>',
            reverse("repeat_work" if is_failed else "stop_work", args=[record.pk]),
            get_token(self.request),
            gettext("Do it again") if is_failed else gettext("Stop it"),
            subject.title if subject else spoken(kind_of(record).words),
        )


def _sorted(keys: Collection[int]) -> list[int]:
    return sorted(keys)


def _errand_of(task: Task) -> Errand | None:
    return getattr(task, "errand", None)


def _at_work(errand: Errand | None) -> str:
    if errand is None or errand.percent is None:
        return gettext("is being done")
    grouped = partial(number_format, force_grouping=True)
    said = {"done": grouped(errand.done), "total": grouped(errand.total), "percent": errand.percent}
    return gettext("%(done)s of %(total)s (%(percent)s %%)") % said


def _moment(value: datetime) -> SafeString:
    local = localtime(value)
    words = date_format(local, "SHORT_DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)
