"""Whether imports that were undone went as a whole, and took nothing with them that was not theirs.

The database lets the decisions that an import led to go while it is being undone. Whoever opens that door from outside
leaves entries that went without the rest, or the rest without its entries; both show here.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Correction, Grading, Import, ImportState, Link, Step, UndoneLink, VerdictStep
from factcheck.models.imports import FollowsImport
from factcheck.models.tables import rows_of, table_named

MARKED: tuple[type[FollowsImport], ...] = (Step, VerdictStep, Correction, Link, Grading)
"""Rows that are written once and bear the mark of the import they follow from."""


def faults_of_undoing() -> Iterator[Sentence]:
    """What does not hold of the imports that were undone, a sentence for each import."""
    for run in Import.objects.exclude(state=ImportState.UNDONE.value).order_by("pk"):
        if UndoneLink.objects.filter(run=run).exists():
            yield _said(
                _("Decisions that followed import %(number)s are gone, and it was never undone."), run
            )
        elif _went_apart(run):
            yield _said(
                _("What followed import %(number)s in the history is not what the import listed."), run
            )
    for run in Import.objects.filter(state=ImportState.UNDONE.value).order_by("pk"):
        if _is_something_left(run):
            yield _said(_("Import %(number)s counts as undone, and something of it is still there."), run)


def _said(template: str, run: Import) -> Sentence:
    return Sentence(template, {"number": run.pk})


def _went_apart(run: Import) -> bool:
    """Whether of the rows that are written once fewer are there than were listed."""
    tables = {model._meta.db_table for model in MARKED}
    listed = dict.fromkeys(tables, 0)
    for table, count in run.imported.filter(table__in=tables).values_list("table", "count"):
        listed[table] += count
    return any(
        model._default_manager.filter(run=run).count() != listed[model._meta.db_table] for model in MARKED
    )


def _is_something_left(run: Import) -> bool:
    if any(model._default_manager.filter(run=run).exists() for model in MARKED):
        return True
    listed = run.imported.values_list("table", "first", "last")
    return any(
        rows_of(table_named(table)).filter(pk__range=(first, last)).exists() for table, first, last in listed
    )
