"""What becomes of each row of a file, and what the file does beside its rows, as it is kept for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from factcheck.models import Discrepancy, EffectKind, Import, ImportEffect, ImportRow, RowFate
from factcheck.models.import_outcomes import MAX_SHOWN
from factcheck.models.speech import spoken
from factcheck.services.importing.files import Row
from factcheck.services.importing.problems import Amended, Change, Problem, Report
from factcheck.services.importing.tally import OPENED
from factcheck.services.locking import CHUNK

MAX_DETAIL = 500
BATCH = 1_000
Shown = tuple[str, str, str]
"""Claim, source and figure of a row, as its page shows them."""


@dataclass(slots=True)
class Outcome:
    """What was found out about a file, gathered while it is read and tried or written."""

    rows: dict[int, Shown] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    changes: dict[int, list[Change] | None] = field(default_factory=dict)
    effects: list[ImportEffect] = field(default_factory=list)

    def seen(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as they pass by, noted for the page."""
        for row in rows:
            cells = row.cells
            self.rows[row.line] = (
                _short(cells.get("question", "") or cells.get("claim_ref", "")),
                _short(cells.get("source_title", "") or cells.get("source_ref", "") or cells.get("url", "")),
                _short(cells.get("figure", "")),
            )
            yield row

    def refuse(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            known = self.problems.setdefault(problem.line, [])
            if problem not in known:
                known.append(problem)

    def fate(self, line: int) -> RowFate:
        if line in self.problems:
            return RowFate.REFUSED
        changes = self.changes.get(line)
        if changes is None:
            return RowFate.ADDED
        return RowFate.CHANGED if changes else RowFate.LEFT

    def fates(self) -> dict[int, str]:
        return {line: self.fate(line).value for line in self.rows}

    def keep(self, run: Import, labels: dict[str, str]) -> None:
        """Put it in the place of what was kept of an earlier look; the caller is in a transaction."""
        run.outcomes.all().delete()
        run.effects.all().delete()
        ImportRow.objects.bulk_create(
            (
                ImportRow(
                    belongs_to=run,
                    line=line,
                    fate=self.fate(line).value,
                    claim=claim,
                    source=source,
                    figure=figure,
                    details=self._details(line, labels),
                )
                for line, (claim, source, figure) in sorted(self.rows.items())
            ),
            batch_size=BATCH,
        )
        for effect in self.effects:
            effect.belongs_to = run
        ImportEffect.objects.bulk_create(self.effects, batch_size=BATCH)

    def _details(self, line: int, labels: dict[str, str]) -> list[list[str]]:
        if problems := self.problems.get(line):
            return [
                [labels.get(problem.column, problem.column), spoken(problem.reason)[:MAX_DETAIL]]
                for problem in problems
            ]
        return [
            [labels.get(column, column), was[:MAX_DETAIL], now[:MAX_DETAIL]]
            for column, was, now in self.changes.get(line) or ()
        ]


def labels_of_columns(run: Import) -> dict[str, str]:
    """What each column of ours is called in the file; a reference that was built goes by what it was built of."""
    labels = {column: label for label, column in run.columns.items() if column}
    built = {"claim_ref": "question", "source_ref": "source_title", "title": "source_title"}
    return labels | {
        column: labels[other] for column, other in built.items() if column not in labels and other in labels
    }


def effects_of(report: Report, claims: Iterable[int], since: datetime) -> list[ImportEffect]:
    """What writing did to recorded claims and sources, and to discrepancies; inside the transaction that wrote."""
    effects = [
        *(_amended(EffectKind.CLAIM, amended) for amended in report.amended_claims),
        *(_amended(EffectKind.SOURCE, amended) for amended in report.amended_sources),
    ]
    if any(sentence.template == OPENED for sentence in report.flags):
        keys = sorted(claims)
        for first in range(0, len(keys), CHUNK):
            effects += map(_opened, _new(keys[first : first + CHUNK], since))
    effects += [
        ImportEffect(
            kind=EffectKind.MOVES.value,
            ref=str(sentence.values["ref"]),
            details=[[spoken(sentence)]],
        )
        for sentence in report.flags
        if sentence.template != OPENED
    ]
    return effects


def _new(claims: Sequence[int], since: datetime) -> QuerySet[Discrepancy]:
    opened = Discrepancy.objects.filter(claim__in=claims, opened_at__gte=since)
    return opened.select_related("claim", "highest", "lowest").order_by("claim__ref", "kind", "scope", "pk")


def _opened(discrepancy: Discrepancy) -> ImportEffect:
    figures = [one.figure if one else "" for one in (discrepancy.lowest, discrepancy.highest)]
    return ImportEffect(
        kind=EffectKind.OPENS.value,
        ref=discrepancy.claim.ref,
        title=_short(discrepancy.claim.question),
        details=[[discrepancy.kind, discrepancy.severity, *figures]],
    )


def _amended(kind: EffectKind, amended: Amended) -> ImportEffect:
    changes = [[column, was[:MAX_DETAIL], now[:MAX_DETAIL]] for column, was, now in amended.changes]
    return ImportEffect(kind=kind.value, ref=amended.ref, title=_short(amended.title), details=changes)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MAX_SHOWN else words[: MAX_SHOWN - 1] + "…"
