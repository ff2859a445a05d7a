"""Writing what a file says: new records in bulk, amended ones one by one, and one comparison at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.file_format import CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Attribution, Citation, Claim, Desk, Person, Source, Topic
from factcheck.services.checking import check_columns
from factcheck.services.citations import amend_words, attribution_named, put_words
from factcheck.services.claims import ClaimWords, amend_question, put_question, topic_named
from factcheck.services.errors import InvalidInputError
from factcheck.services.evidence import lapse_proposed_verdict
from factcheck.services.importing.problems import Problem, Report
from factcheck.services.importing.rows import CitationRow, Content, Described
from factcheck.services.reconciling import CHUNK, lock_claims, reconcile_claims
from factcheck.services.refs import new_citation_ref
from factcheck.services.sources import SourceWords, amend_record, claims_resting_on, derive, put_record

_Record = TypeVar("_Record", Claim, Source, Citation)
_QUESTION_COLUMNS = tuple(name for name in CLAIM_COLUMNS if name != "claim_ref")
_RECORD_COLUMNS = {
    name: name.removeprefix("source_")
    for name in SOURCE_COLUMNS
    if name not in {"source_ref", "derived_from"}
}
_COLUMN_OF_FIELD = {"title": "source_title", "topic": "topic"}


class Writer:
    """Writes the content of one file inside one transaction, keeping what it looked up."""

    def __init__(self, content: Content, report: Report, by: Person | None) -> None:
        self.content = content
        self.report = report
        self.by = by
        self.desk = Desk.current()
        self.claims = _by_ref(Claim, content.claims)
        self.sources = _by_ref(Source, content.sources)
        self.touched: set[int] = set()
        self.bad: set[str] = set()

    def write(self) -> None:
        """Write everything sound; problems found on the way go into the report's list."""
        self._write_sources()
        self._write_claims()
        self._write_citations()
        for first in range(0, len(chunks := sorted(self.touched)), CHUNK):
            self._compare(chunks[first : first + CHUNK])

    def _compare(self, pks: Sequence[int]) -> None:
        claims = lock_claims(pks)
        now = timezone.now()
        Claim.objects.filter(pk__in=pks).update(evidence_changed_at=now)
        why = _("A file was imported.")
        for claim in claims:
            claim.evidence_changed_at = now
            lapse_proposed_verdict(claim, by=self.by, why=why)
        self.report.flags += reconcile_claims(claims, by=self.by, why=why).sentences

    def _refuse(self, line: int, error: RuleError, ref: str) -> None:
        field = getattr(error, "field", "")
        self.report.problems.append(Problem(line, _COLUMN_OF_FIELD.get(field, field), error.sentence))
        self.bad.add(ref)

    # Sources

    def _write_sources(self) -> None:
        new: dict[str, Source] = {}
        for ref, described in self.content.sources.items():
            try:
                if ref in self.sources:
                    words = _source_words(described, self.sources[ref])
                    self._amend_source(self.sources[ref], words)
                else:
                    new[ref] = _new_source(ref, described)
            except RuleError as error:
                self._refuse(described.line, error, f"source {ref}")
        _create(new.values(), Source, self.by)
        self.sources |= new
        self.report.sources_added = len(new)
        self._derive()

    def _amend_source(self, source: Source, words: SourceWords) -> None:
        version = source.version
        if amend_record(source, words.cleaned(), None, by=self.by):
            self.touched.update(claims_resting_on({source.pk}))
        self.report.sources_changed += source.version != version

    def _derive(self) -> None:
        for ref, described in self.content.sources.items():
            if "derived_from" not in described.cells or f"source {ref}" in self.bad:
                continue
            named = [part.strip() for part in described.cells["derived_from"].split(";") if part.strip()]
            source = self.sources[ref]
            if not named and ref not in self.sources:
                continue
            try:
                parents = [self._parent(name) for name in named]
                if {parent.pk for parent in parents} != set(source.derived_from.values_list("pk", flat=True)):
                    derive(source, parents)
                    self.touched.update(claims_resting_on({source.pk}))
            except RuleError as error:
                problem = InvalidInputError("%(sentence)s", field="derived_from", sentence=error.sentence)
                self._refuse(described.line, problem, f"source {ref}")

    def _parent(self, ref: str) -> Source:
        source = self.sources.get(ref) or Source.objects.filter(ref=ref).first()
        if source is None:
            raise InvalidInputError(
                _("%(ref)s is neither in the file nor at the desk."), field="derived_from", ref=ref
            )
        return source

    # Claims

    def _write_claims(self) -> None:
        topics: dict[str, Topic | None] = {}
        new: dict[str, Claim] = {}
        for ref, described in self.content.claims.items():
            try:
                words = _claim_words(described, self.claims.get(ref))
                if ref in self.claims:
                    self._amend_claim(self.claims[ref], words)
                    continue
                if words.topic not in topics:
                    topics[words.topic] = topic_named(words.topic)
                new[ref] = _new_claim(ref, words, topics[words.topic])
            except RuleError as error:
                self._refuse(described.line, error, f"claim {ref}")
        _create(new.values(), Claim, self.by)
        self.claims |= new
        self.report.claims_added = len(new)

    def _amend_claim(self, claim: Claim, words: ClaimWords) -> None:
        version = claim.version
        if amend_question(claim, words, by=self.by):
            self.touched.add(claim.pk)
        self.report.claims_changed += claim.version != version

    # Citations

    def _write_citations(self) -> None:
        rows = [row for row in self.content.citations if not self._is_bad(row)]
        known = _by_ref(Citation, [row.ref for row in rows if row.ref])
        same = self._recorded_rows([row for row in rows if not row.ref])
        attributions: dict[str, Attribution | None] = {}
        new: list[Citation] = []
        for row in rows:
            try:
                if row.words.attribution not in attributions:
                    attributions[row.words.attribution] = attribution_named(row.words.attribution)
                if row.ref in known:
                    self._amend_citation(known[row.ref], row)
                elif not row.ref and _row_key(row) in same:
                    self.report.left += 1
                else:
                    new.append(self._new_citation(row, attributions[row.words.attribution]))
                    same.add(_row_key(row))
            except RuleError as error:
                self._refuse(row.line, error, row.ref)
        _create(new, Citation, self.by)
        self.report.added += len(new)
        self.touched.update(citation.claim_id for citation in new)

    def _is_bad(self, row: CitationRow) -> bool:
        return f"claim {row.claim_ref}" in self.bad or f"source {row.source_ref}" in self.bad

    def _recorded_rows(self, rows: Iterable[CitationRow]) -> set[tuple[object, ...]]:
        """The keys of what is recorded on the claims of rows without a reference: the whole row is their key."""
        claims = sorted({self.claims[row.claim_ref].pk for row in rows})
        found: set[tuple[object, ...]] = set()
        for first in range(0, len(claims), CHUNK):
            citations = Citation.objects.filter(claim__in=claims[first : first + CHUNK])
            found.update(
                citations.values_list(
                    "claim__ref",
                    "source__ref",
                    "figure",
                    "quote",
                    "locator",
                    "as_of",
                    "scope",
                    Coalesce("attribution__name", Value("")),
                    "credibility",
                )
            )
        return found

    def _amend_citation(self, citation: Citation, row: CitationRow) -> None:
        was = citation.claim_id
        claim, source = self.claims[row.claim_ref], self.sources[row.source_ref]
        if amend_words(citation, row.words, claim, source, by=self.by):
            self.report.changed += 1
            self.touched.update({was, citation.claim_id})
        else:
            self.report.left += 1

    def _new_citation(self, row: CitationRow, attribution: Attribution | None) -> Citation:
        claim = self.claims[row.claim_ref]
        citation = Citation(
            ref=row.ref or new_citation_ref(claim.ref),
            claim=claim,
            source=self.sources[row.source_ref],
            recorded_by=self.by,
        )
        put_words(citation, row.words, attribution, claim.terms(self.desk))
        check_columns(citation, exclude=("claim", "source", "attribution", "recorded_by"))
        return citation


def _by_ref(model: type[_Record], refs: Iterable[str]) -> dict[str, _Record]:
    wanted = sorted(set(refs))
    found: dict[str, _Record] = {}
    for first in range(0, len(wanted), CHUNK):
        chunk = model._default_manager.filter(ref__in=wanted[first : first + CHUNK])
        found |= {record.ref: record for record in chunk}
    return found


def _create(records: Iterable[_Record], model: type[_Record], by: Person | None) -> None:
    bulk_create_with_history(
        list(records), model, batch_size=CHUNK, default_user=by, default_change_reason=_("Imported")
    )


def _row_key(row: CitationRow) -> tuple[object, ...]:
    words = row.words
    return (
        row.claim_ref,
        row.source_ref,
        words.figure,
        words.quote,
        words.locator,
        words.as_of,
        words.scope,
        words.attribution,
        words.credibility,
    )


def _claim_words(described: Described, claim: Claim | None) -> ClaimWords:
    """What a file says on a claim; a column that the file has not leaves what is recorded as it is."""
    cells: Mapping[str, str] = described.cells
    if claim is not None:
        recorded = {
            "question": claim.question,
            "topic": claim.topic.name if claim.topic else "",
            "answer_kind": claim.answer_kind,
            "unit": claim.unit,
            "lives": claim.lives,
        }
        cells = recorded | {name: cells[name] for name in _QUESTION_COLUMNS if name in cells}
    if not cells.get("question"):
        raise InvalidInputError(_("The question is missing."), field="question")
    return ClaimWords(
        question=cells["question"],
        topic=cells.get("topic", ""),
        answer_kind=AnswerKind(cells.get("answer_kind") or AnswerKind.QUANTITY),
        unit=cells.get("unit", ""),
        lives=Lives(cells.get("lives") or Lives.FIXED),
        tolerance=claim.tolerance if claim else None,
    )


def _new_claim(ref: str, words: ClaimWords, topic: Topic | None) -> Claim:
    if words.answer_kind is AnswerKind.DATE and words.lives is not Lives.FIXED:
        raise InvalidInputError(
            _("A claim answered by a date is fixed: it has one answer for ever."), field="lives"
        )
    claim = Claim(ref=ref)
    put_question(claim, words, topic)
    check_columns(claim, exclude=("topic",))
    return claim


def _source_words(described: Described, source: Source | None) -> SourceWords:
    """What a file says on a source; a column that the file has not leaves what is recorded as it is."""
    cells = {
        field: described.cells[column]
        for column, field in _RECORD_COLUMNS.items()
        if column in described.cells
    }
    if source is not None:
        cells = {field: getattr(source, field) for field in _RECORD_COLUMNS.values()} | cells
    if not cells.get("title"):
        raise InvalidInputError(_("The title of the source is missing."), field="title")
    return SourceWords(**cells)


def _new_source(ref: str, described: Described) -> Source:
    source = Source(ref=ref)
    put_record(source, _source_words(described, None).cleaned())
    check_columns(source)
    return source
