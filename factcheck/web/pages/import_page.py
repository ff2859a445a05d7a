"""What the page of an import shows: what it is, its counts, and one kind of its rows or effects."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.models import (
    EffectKind,
    Errand,
    Import,
    ImportEffect,
    ImportFile,
    ImportRow,
    ImportState,
    RowFate,
)
from factcheck.services.importing.encodings import SEPARATOR_NAMES, encoding_named

ALL = "all"


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of rows or effects, and how many there are."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class ImportPage:
    """An import that was checked or done."""

    run: Import
    shown: str
    tabs: list[Tab]
    earlier: list[Import]

    @property
    def sound(self) -> int:
        """Rows that are or would be recorded."""
        return self.run.rows - self.refused

    @property
    def refused(self) -> int:
        return int(self.run.counts.get("refused", 0))

    @property
    def changes_nothing(self) -> bool:
        counts = self.run.counts
        return not any(counts.get(name) for name in ("added", "changed", "claims_changed", "sources_changed"))

    @property
    def can_be_imported(self) -> bool:
        return self.run.state == ImportState.CHECKED and self.sound > 0 and not self.changes_nothing

    @property
    def can_be_returned(self) -> bool:
        """Whether there are refused rows, and the file is still there to give them back."""
        return self.refused > 0 and ImportFile.objects.filter(belongs_to=self.run).exists()

    @property
    def left_out(self) -> list[str]:
        """The columns of the file that are not imported."""
        return sorted(label for label, column in self.run.columns.items() if not column)

    @property
    def built(self) -> str:
        """Which references the file has no column for, in a sentence."""
        columns = set(self.run.columns.values())
        if not columns or {"claim_ref", "source_ref"} <= columns:
            return ""
        if "claim_ref" in columns:
            return _("References of sources are made of title, publisher and date, always the same way.")
        if "source_ref" in columns:
            return _("References of claims are made of their questions, always the same way.")
        return _(
            "References are made of the question, and of title, publisher and date of the source, always the same way."
        )

    def rows(self) -> QuerySet[ImportRow] | None:
        """The rows that are shown; None where effects are."""
        if self.shown == ALL:
            return self.run.outcomes.all()
        if self.shown in RowFate.values:
            return self.run.outcomes.filter(fate=self.shown)
        return None

    def effects(self) -> QuerySet[ImportEffect]:
        return self.run.effects.filter(kind=self.shown).select_related("belongs_to")


def import_page(run: Import, shown: str) -> ImportPage:
    """The page of an import with one of its lists; what is asked for and not there is all rows."""
    tabs = _tabs(run)
    known = {tab.key for tab in tabs}
    return ImportPage(run, shown if shown in known else ALL, tabs, earlier_imports(run))


def _tabs(run: Import) -> list[Tab]:
    counts = run.counts
    rows = [
        Tab(RowFate.REFUSED, _("Refused"), counts.get("refused", 0)),
        Tab(RowFate.ADDED, _("Added"), counts.get("added", 0)),
        Tab(RowFate.CHANGED, _("Changed"), counts.get("changed", 0)),
        Tab(RowFate.LEFT, _("Left as they are"), counts.get("left", 0)),
    ]
    effects = [
        Tab(EffectKind.OPENS, _("New discrepancies"), counts.get("opens", 0)),
        Tab(EffectKind.MOVES, _("Other discrepancies"), counts.get("moves", 0)),
        Tab(EffectKind.CLAIM, _("Claims amended"), counts.get("claims_changed", 0)),
        Tab(EffectKind.SOURCE, _("Sources amended"), counts.get("sources_changed", 0)),
    ]
    return [Tab(ALL, _("All rows"), run.rows), *(tab for tab in [*rows, *effects] if tab.count)]


def earlier_imports(run: Import) -> list[Import]:
    """Imports of the very same file that stand."""
    same = Import.objects.for_list().filter(sha256=run.sha256, state=ImportState.IMPORTED.value)
    return list(same.exclude(pk=run.pk)[:3])


def errand_of(run: Import) -> Errand | None:
    """How far whoever writes or undoes it has come; None where nobody has it in hand."""
    kinds = {ImportState.IMPORTING: "write_import", ImportState.UNDOING: "undo_import"}
    if (kind := kinds.get(ImportState(run.state))) is None:
        return None
    found = Errand.objects.filter(kind=kind, about=str(run.pk)).exclude(worker=None)
    return found.order_by("-task__started_at").first()


def said_layout(run: Import) -> str:
    """How the file was read, in words."""
    if not run.encoding:
        return _("Sheet “%(sheet)s”") % {"sheet": run.sheet} if run.sheet else ""
    return _("%(encoding)s, separated by %(separator)s") % {
        "encoding": _(encoding_named(run.encoding)),
        "separator": _(SEPARATOR_NAMES.get(run.separator, run.separator)),
    }
