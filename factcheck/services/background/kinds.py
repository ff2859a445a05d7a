"""The kinds of work: what each is called, whom it belongs to, and what stopping or taking it up again means for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from factcheck.core.sentences import gettext_noop as _
from factcheck.models.background import Task
from factcheck.services import resuming_everything as everything
from factcheck.services.background.subjects import Subject
from factcheck.services.importing import resuming as imports
from factcheck.services.intake import resuming as documents
from factcheck.services.webhooks import resuming as webhooks

Args = Sequence[int]


def _nothing_known(_keys: Collection[int]) -> Mapping[int, Subject]:
    return {}


def _as_before(args: Args, *, was_killed: bool) -> Args | None:  # noqa: ARG001 -- the shape of all of them
    return args


def _leave(args: Args, *, problem: str) -> None:
    """Nothing else knows of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What differs from one kind of work to another.

    `subjects` names what it works on, in one query. `resume` puts it back where it can be taken again and gives the
    arguments to do so with, or None where nobody wants it done any longer. `end` leaves it undone, with a sentence that
    says why, where a person finds it and can have it done again. `again` has it done again after that.
    """

    words: str
    subjects: Callable[[Collection[int]], Mapping[int, Subject]] = _nothing_known
    resume: Callable[..., Args | None] = _as_before
    end: Callable[..., None] = _leave
    again: Callable[..., bool] | None = None


KINDS: Mapping[str, Kind] = {
    "read_document": Kind(
        words=_("Reading a document"),
        subjects=documents.subjects,
        resume=documents.resume,
        end=documents.end,
        again=documents.again,
    ),
    "check_import": Kind(
        words=_("Checking a file"),
        subjects=imports.subjects,
        resume=imports.resume_check,
        end=imports.end_check,
        again=imports.check_again,
    ),
    "write_import": Kind(
        words=_("Importing a file"),
        subjects=imports.subjects,
        resume=imports.resume_writing,
        end=imports.end_writing,
        again=imports.write_again,
    ),
    "undo_import": Kind(
        words=_("Undoing an import"),
        subjects=imports.subjects,
        resume=imports.resume_undoing,
        end=imports.end_undoing,
        again=imports.undo_again,
    ),
    "reconcile_everything": Kind(
        words=_("Comparing everything again"),
        subjects=everything.subjects,
        resume=everything.resume,
        end=everything.end,
        again=everything.again,
    ),
    "send_webhook": Kind(
        words=_("Telling another program"),
        subjects=webhooks.subjects,
        resume=webhooks.resume,
        end=webhooks.end,
        again=webhooks.again,
    ),
}
"""By the name of the task. A task that is not named here is done again as it was queued, and must bear that."""


def name_of(task: Task) -> str:
    return task.task_path.rpartition(".")[2]


def kind_of(task: Task) -> Kind:
    name = name_of(task)
    return KINDS.get(name) or Kind(words=name.replace("_", " ").capitalize())


def args_of(task: Task) -> list[int]:
    return list(task.args_kwargs["args"])


def about(task: Task) -> str:
    """The key of what a task works on."""
    args = args_of(task)
    return str(args[0])[:60] if args else ""
