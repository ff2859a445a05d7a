"""Checking the rows of a file, each by itself and against the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.file_format import CITATION_COLUMNS, CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.withholding import is_pseudonym, number_of
from factcheck.models.citations import MAX_AS_OF, MAX_FIGURE, MAX_LOCATOR, MAX_QUOTE, MAX_SCOPE
from factcheck.services.checking import clean_text
from factcheck.services.citations import MAX_ATTRIBUTION, CitationWords
from factcheck.services.claims import MAX_TOPIC
from factcheck.services.errors import InvalidInputError
from factcheck.services.importing.files import Row
from factcheck.services.importing.problems import Problem

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(slots=True)
class Described:
    """What the rows of a file say about one claim or one source: its columns, and the lines that say so."""

    cells: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    all_lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One sound row: the citation in it, and the claim and source it belongs to, by reference."""

    line: int
    ref: str
    claim_ref: str
    source_ref: str
    words: CitationWords


@dataclass(slots=True)
class Content:
    """All that a file says, sorted into claims, sources and citations, and what is wrong with it."""

    claims: dict[str, Described] = field(default_factory=dict)
    sources: dict[str, Described] = field(default_factory=dict)
    citations: list[CitationRow] = field(default_factory=list)
    withheld: list[CitationRow] = field(default_factory=list)
    """Rows that an export wrote without the identity of their source, or of whom it credits."""
    alone: list[CitationRow] = field(default_factory=list)
    """Rows of a claim that nobody has cited yet: as an export of claims has them, without source and figure."""
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0


def gather(rows: Iterable[Row], *, without: Collection[int] = ()) -> Content:
    """Sort the rows of a file; a row with a problem is left out of claims, sources and citations alike.

    `without` are lines known to be bad, which count as rows and are read no further.
    """
    content = Content()
    seen_refs: dict[str, int] = {}
    for row in rows:
        content.rows += 1
        if row.line in without:
            continue
        problems = list(_problems_of(row, content, seen_refs))
        if problems:
            content.problems += problems
            continue
        cells = row.cells
        words = _words(cells)
        ref = cells.get("citation_ref", "").strip()
        if ref:
            seen_refs[ref] = row.line
        claim_ref, source_ref = cells["claim_ref"].strip(), cells.get("source_ref", "").strip()
        _describe(content.claims, claim_ref, row, CLAIM_COLUMNS)
        found = CitationRow(row.line, ref, claim_ref, source_ref, words)
        if is_claim_alone(cells):
            content.alone.append(found)
            continue
        if number_of(source_ref) is None:
            _describe(content.sources, source_ref, row, SOURCE_COLUMNS)
        if number_of(source_ref) is not None or is_pseudonym(words.attribution):
            content.withheld.append(found)
        else:
            content.citations.append(found)
    return content


def is_claim_alone(cells: Mapping[str, str]) -> bool:
    """Whether a row names a claim and asks its question, and says nothing of any source or citation."""
    beside = (*SOURCE_COLUMNS, *CITATION_COLUMNS)
    return bool(cells.get("question", "").strip()) and not any(cells.get(name, "").strip() for name in beside)


def _describe(known: dict[str, Described], ref: str, row: Row, columns: Iterable[str]) -> None:
    described = known.setdefault(ref, Described())
    described.all_lines.append(row.line)
    for name in columns:
        if name not in row.cells:
            continue
        cell = row.cells[name].strip()
        if cell:
            described.cells[name] = cell
            described.lines.setdefault(name, []).append(row.line)
        else:
            described.cells.setdefault(name, "")


def _problems_of(row: Row, content: Content, seen_refs: dict[str, int]) -> Iterator[Problem]:
    cells = row.cells
    if "" in cells:
        reason = InvalidInputError(_("“%(cell)s” stands in a column without a name."), cell=cells[""][:60])
        yield Problem(row.line, "", reason.sentence)
    is_alone = is_claim_alone(cells)
    left_empty = {"source_ref", "figure"} if is_alone else set()
    refused = set(row.unnamed)
    for name in (name for name in row.unnamed if name not in left_empty):
        yield Problem(row.line, *_UNNAMED[name])
    passed_over = refused | left_empty
    for name in (name for name in [*cells, *sorted(_NEEDED - cells.keys())] if name not in passed_over):
        try:
            cell = clean_text(cells.get(name, ""), name)
            if rule := _RULES.get(name):
                rule(cell)
        except RuleError as error:
            refused.add(name)
            yield Problem(row.line, name, error.sentence)
    try:
        _words(cells)
    except InvalidInputError as error:
        if error.field not in refused and not is_alone:
            yield Problem(row.line, error.field, error.sentence)
    ref = cells.get("citation_ref", "").strip()
    if ref in seen_refs:
        reason = InvalidInputError(
            _("%(ref)s stands on line %(line)s already."), ref=ref, line=seen_refs[ref]
        )
        yield Problem(row.line, "citation_ref", reason.sentence)
    yield from _contradictions(row, content.claims, "claim_ref", CLAIM_COLUMNS)
    yield from _contradictions(row, content.sources, "source_ref", SOURCE_COLUMNS)


def _contradictions(
    row: Row, known: dict[str, Described], ref_column: str, columns: Iterable[str]
) -> Iterator[Problem]:
    ref = row.cells.get(ref_column, "").strip()
    described = known.get(ref)
    if described is None:
        return
    for name in columns:
        before, now = described.cells.get(name, ""), row.cells.get(name, "").strip()
        if before and now and before != now:
            reason = InvalidInputError(
                _("%(ref)s has “%(now)s” here and “%(before)s” on line %(line)s."),
                ref=ref,
                now=now[:80],
                before=before[:80],
                line=described.lines[name][0],
            )
            yield Problem(row.line, name, reason.sentence)


def _words(cells: dict[str, str]) -> CitationWords:
    grade = cells.get("credibility", "").strip()
    return CitationWords(
        figure=cells.get("figure", ""),
        quote=cells.get("quote", ""),
        locator=cells.get("locator", ""),
        as_of=cells.get("as_of", ""),
        scope=cells.get("scope", ""),
        attribution=" ".join(cells.get("attribution", "").split()),
        credibility=int(grade) if grade in {"1", "2", "3", "4", "5", "6"} else None,
    ).cleaned()


def _at_most(most: int) -> Callable[[str], None]:
    def rule(cell: str) -> None:
        if len(cell) > most:
            raise InvalidInputError(_("This has more than %(most)s characters."), most=most)

    return rule


def _ref(cell: str) -> None:
    if not cell:
        raise InvalidInputError(_("The reference is missing."))
    _optional_ref(cell)


def _optional_ref(cell: str) -> None:
    if not cell:
        return
    clean_text(cell, "")
    if len(cell) > 120:
        raise InvalidInputError(_("The reference has more than 120 characters."))
    try:
        validate_unicode_slug(cell)
    except ValidationError as error:
        raise InvalidInputError(
            _("“%(cell)s” is no reference: use letters, digits, hyphens and underscores."), cell=cell[:80]
        ) from error


def _figure(cell: str) -> None:
    if not cell:
        raise InvalidInputError(_("The figure is missing: write what the source gives, in its own words."))
    _at_most(MAX_FIGURE)(cell)


def _one_of(choices: type[_Choice]) -> Callable[[str], None]:
    def rule(cell: str) -> None:
        if cell and cell not in set(choices):
            raise InvalidInputError(
                _("“%(cell)s” is none of %(choices)s."), cell=cell[:80], choices=", ".join(choices)
            )

    return rule


def _credibility(cell: str) -> None:
    if cell and cell not in {"1", "2", "3", "4", "5", "6"}:
        raise InvalidInputError(_("“%(cell)s” is no grade from 1 to 6."), cell=cell[:80])


_UNNAMED = {
    "claim_ref": ("question", Sentence(_("The question is missing: nothing else says which claim this is."))),
    "source_ref": (
        "source_title",
        Sentence(_("The title is missing: nothing else says which source this is.")),
    ),
}
_NEEDED = frozenset({"claim_ref", "source_ref", "figure"})
_RULES: dict[str, Callable[[str], None]] = {
    "citation_ref": _optional_ref,
    "claim_ref": _ref,
    "source_ref": _ref,
    "figure": _figure,
    "answer_kind": _one_of(AnswerKind),
    "lives": _one_of(Lives),
    "credibility": _credibility,
    "topic": _at_most(MAX_TOPIC),
    "attribution": _at_most(MAX_ATTRIBUTION),
    "quote": _at_most(MAX_QUOTE),
    "locator": _at_most(MAX_LOCATOR),
    "as_of": _at_most(MAX_AS_OF),
    "scope": _at_most(MAX_SCOPE),
}
