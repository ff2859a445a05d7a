"""Writing what a file says: new records in bulk, amended ones one by one, and one comparison at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.utils import timezone

from factcheck.core.origins import require_no_cycle
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Attribution, Citation, Claim, Desk, Person, Source, Topic
from factcheck.services.background.efforts import breathe
from factcheck.services.checking import check_columns
from factcheck.services.citations import amend_words, put_words
from factcheck.services.claims import amend_question, put_question
from factcheck.services.errors import InvalidInputError
from factcheck.services.evidence import lapse_for_evidence
from factcheck.services.grading import keep_first_gradings
from factcheck.services.importing.journal import Journal
from factcheck.services.importing.problems import Problem, Report
from factcheck.services.importing.rows import CitationRow, Content, Described
from factcheck.services.importing.stock import Stock, create, parents_in
from factcheck.services.importing.withheld import compare_withheld
from factcheck.services.importing.wording import (
    claim_words,
    column_of,
    recorded_claim_words,
    recorded_key,
    row_changes,
    row_key,
    source_changes,
    source_words,
    word_changes,
)
from factcheck.services.keeping import sign
from factcheck.services.locking import CHUNK, lock_claims
from factcheck.services.notifying import News, tell_all
from factcheck.services.reconciling import reconcile_claims
from factcheck.services.refs import new_citation_ref
from factcheck.services.sources import amend_record, claims_resting_on, put_record


class Writer:
    """Writes the content of one file inside one transaction.

    A problem found on the way goes into the report's list, and the caller then lets nothing of it stand; so
    what comes after a problem may be left undone.
    """

    def __init__(
        self,
        content: Content,
        report: Report,
        by: Person | None,
        *,
        journal: Journal,
        heard: Callable[[int, int], None] = lambda _done, _rows: breathe(),
    ) -> None:
        self.content = content
        self.heard = heard
        self.report = report
        self.by = by
        self.journal = journal
        self.desk = Desk.current()
        self.stock = Stock(content)
        self.touched: set[int] = set()

    def write(self) -> None:
        self._write_sources()
        self._write_claims()
        if self.report.problems:
            return
        self._write_citations()
        if self.report.problems:
            return
        for first in range(0, len(touched := sorted(self.touched)), CHUNK):
            self.heard(first, len(touched))
            self._compare(touched[first : first + CHUNK])

    def _compare(self, pks: Sequence[int]) -> None:
        claims = lock_claims(pks)
        self.journal.before_comparing(pks)
        now = timezone.now()
        Claim.objects.filter(pk__in=pks).update(evidence_changed_at=now)
        why = _("A file was imported.")
        news: list[News] = []
        for claim in claims:
            claim.evidence_changed_at = now
            news += lapse_for_evidence(claim, by=self.by, why=why)
        tell_all(news)
        self.report.flags += reconcile_claims(claims, by=self.by, why=why).sentences

    def _refuse(self, described: Described, error: RuleError) -> None:
        column = column_of(getattr(error, "field", ""))
        lines = described.lines.get(column) or described.all_lines
        self.report.problems += [Problem(line, column, error.sentence) for line in lines]

    # Sources

    def _write_sources(self) -> None:
        new: dict[str, Source] = {}
        for ref, described in self.content.sources.items():
            if ref in self.stock.sources:
                continue
            try:
                source = Source(ref=ref)
                put_record(source, source_words(described.cells, None))
                check_columns(source)
                new[ref] = source
            except RuleError as error:
                self._refuse(described, error)
        amended = dict(self._amended_sources(new))
        # Whose date or origin changes is known before anything is written: their claims are locked with the
        # others, in one order.
        self.stock.lock_claims(claims_resting_on(source.pk for source in amended.values()))
        if self.report.problems:
            return
        self.journal.before_sources([source.pk for source in amended.values()])
        create(sorted(new.items()), Source, by=self.by)
        keep_first_gradings(list(new.values()), by=self.by, why=_("Imported"))
        self.report.sources_added = len(new)
        self.stock.sources |= new
        for ref, described in self.content.sources.items():
            if ref in new or ref in amended:
                try:
                    self._put_source(self.stock.sources[ref], described, is_new=ref in new)
                except RuleError as error:
                    self._refuse(described, error)

    def _amended_sources(self, new: dict[str, Source]) -> Iterator[tuple[str, Source]]:
        for ref, described in self.content.sources.items():
            source = self.stock.sources.get(ref)
            if source is None:
                continue
            try:
                same = source_words(described.cells, source) == source_words({}, source)
                names = parents_in(described)
                if not same or (names is not None and self._is_other(source, names, new)):
                    yield ref, source
            except RuleError as error:
                self._refuse(described, error)

    def _is_other(self, source: Source, names: Sequence[str], new: dict[str, Source]) -> bool:
        if not new.keys().isdisjoint(names):
            return True
        return {self.stock.parent(name).pk for name in names} != set(self.stock.links.get(source.pk, ()))

    def _put_source(self, source: Source, described: Described, *, is_new: bool) -> None:
        names = parents_in(described)
        parents = None if names is None else [self.stock.parent(name) for name in names]
        if parents:
            try:
                require_no_cycle(source.pk, [parent.pk for parent in parents], self.stock.links)
            except RuleError as error:
                raise InvalidInputError(
                    "%(sentence)s", field="derived_from", sentence=error.sentence
                ) from error
            self.stock.links[source.pk] = [parent.pk for parent in parents]
        if is_new:
            if parents:
                sign(source, by=self.by, reason=_("Imported"))
                source.derived_from.add(*parents)
            return
        version, words = source.version, source_words(described.cells, source)
        changes = source_changes(source, words, names)
        if amend_record(source, words, parents, by=self.by, reason=_("Imported")):
            self.touched.update(claims_resting_on({source.pk}))
        if source.version != version:
            self.report.amend_source(source.ref, source.title, changes)

    # Claims

    def _write_claims(self) -> None:
        new: dict[str, Claim] = {}
        described_claims = self.content.claims.values()
        topics = self.stock.named(Topic, (one.cells.get("topic", "") for one in described_claims))
        for ref, described in self.content.claims.items():
            breathe()
            claim = self.stock.claims.get(ref)
            try:
                words = claim_words(described.cells, claim)
                if claim is None:
                    claim = new[ref] = Claim(ref=ref)
                    put_question(claim, words, topics.get(words.topic))
                    check_columns(claim, exclude=("topic",))
                elif words != recorded_claim_words(claim):
                    version, recorded = claim.version, recorded_claim_words(claim)
                    self.journal.before_claims([claim.pk])
                    if amend_question(claim, words, by=self.by):
                        self.touched.add(claim.pk)
                    if claim.version != version:
                        self.report.amend_claim(ref, claim.question, word_changes(recorded, words))
            except RuleError as error:
                self._refuse(described, error)
        if self.report.problems:
            return
        create(sorted(new.items()), Claim, by=self.by)
        self.stock.claims |= new
        self.report.claims_added = len(new)
        for row in self.content.alone:
            if row.claim_ref in new:
                self.report.add_claim_alone(row.line)
            else:
                self.report.leave(row.line)

    # Citations

    def _write_citations(self) -> None:
        unchanged, problems = compare_withheld(self.content.withheld)
        for line in unchanged:
            self.report.leave(line)
        self.report.problems += problems
        rows = self.content.citations
        known = self.stock.citations()
        same = self.stock.recorded_keys(row for row in rows if not row.ref)
        attributions = self.stock.named(Attribution, (row.words.attribution for row in rows))
        changed = {
            row.ref for row in rows if row.ref in known and recorded_key(known[row.ref]) != row_key(row)
        }
        self.journal.before_citations([known[ref].pk for ref in changed])
        new: list[tuple[str, Citation]] = []
        for number, row in enumerate(rows):
            self.heard(number, len(rows))
            try:
                if row.ref in changed:
                    self._amend_citation(known[row.ref], row)
                elif row.ref in known or (not row.ref and row_key(row) in same):
                    self.report.leave(row.line)
                else:
                    found = self._new_citation(row, attributions.get(row.words.attribution))
                    new.append((found.ref, found))
                    same.add(row_key(row))
                    self.report.add(row.line)
            except RuleError as error:
                column = column_of(getattr(error, "field", ""))
                self.report.problems.append(Problem(row.line, column, error.sentence))
        if self.report.problems:
            return
        create(new, Citation, by=self.by)
        self.touched.update(citation.claim_id for _ref, citation in new)

    def _amend_citation(self, citation: Citation, row: CitationRow) -> None:
        was, changes = citation.claim_id, row_changes(recorded_key(citation), row_key(row))
        claim, source = self.stock.claims[row.claim_ref], self.stock.sources[row.source_ref]
        amend_words(citation, row.words, claim, source, by=self.by)
        self.report.change(row.line, changes)
        self.touched.update({was, citation.claim_id})

    def _new_citation(self, row: CitationRow, attribution: Attribution | None) -> Citation:
        claim = self.stock.claims[row.claim_ref]
        citation = Citation(
            ref=row.ref or new_citation_ref(claim.ref),
            claim=claim,
            source=self.stock.sources[row.source_ref],
            recorded_by=self.by,
        )
        put_words(citation, row.words, attribution, claim.terms(self.desk))
        check_columns(citation, exclude=("claim", "source", "attribution", "recorded_by"))
        return citation
