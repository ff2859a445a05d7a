"""What is wrong in a file, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.core.sentences import RuleError, Sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row: the line in the file, the column, and the reason in a sentence."""

    line: int
    column: str
    reason: Sentence

    def __str__(self) -> str:
        where = f"line {self.line}, column {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.reason}"


class UnreadableFileError(RuleError):
    """The file as a whole cannot be read: not a table, not UTF-8, no header, a needed column missing."""


class BadRowsError(RuleError):
    """Rows of the file are bad, and nothing of it was saved."""

    def __init__(self, template: str, problems: list[Problem], **values: object) -> None:
        super().__init__(template, **values)
        self.problems = problems


Change = tuple[str, str, str]
"""A column, what stood there and what stands there now."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A claim or a source that a file amends, and in what."""

    ref: str
    title: str
    changes: list[Change]


@dataclass(slots=True)
class Report:
    """What an import did, counted in rows and in records, and what became of each row."""

    number: int = 0
    """Of the record of the import."""
    rows: int = 0
    added: int = 0
    changed: int = 0
    left: int = 0
    skipped: int = 0
    claims_alone: int = 0
    """Rows that add a claim without a citation."""
    claims_added: int = 0
    claims_changed: int = 0
    sources_added: int = 0
    sources_changed: int = 0
    unknown_columns: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    flags: list[Sentence] = field(default_factory=list)
    changes: dict[int, list[Change] | None] = field(default_factory=dict)
    """By line what a row changes: None where it was added, and an empty list where it was left as it is."""
    amended_claims: list[Amended] = field(default_factory=list)
    amended_sources: list[Amended] = field(default_factory=list)

    def amend_claim(self, ref: str, question: str, changes: list[Change]) -> None:
        self.claims_changed += 1
        self.amended_claims.append(Amended(ref, question, changes))

    def amend_source(self, ref: str, title: str, changes: list[Change]) -> None:
        self.sources_changed += 1
        self.amended_sources.append(Amended(ref, title, changes))

    def add(self, line: int) -> None:
        self.added += 1
        self.changes[line] = None

    def add_claim_alone(self, line: int) -> None:
        self.claims_alone += 1
        self.changes[line] = None

    @property
    def refused(self) -> int:
        """Rows of which nothing is recorded."""
        return self.rows - self.added - self.changed - self.left - self.claims_alone

    def leave(self, line: int) -> None:
        self.left += 1
        self.changes[line] = []

    def change(self, line: int, changes: list[Change]) -> None:
        self.changed += 1
        self.changes[line] = changes
