"""What would become of each fact check: the claim, the sources and the citations it makes. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from factcheck.core.bibliography.completing import bare_address, folded
from factcheck.core.bibliography.dates import date_of
from factcheck.core.bibliography.names import names_of
from factcheck.core.bibliography.record import NOT_SAID, Fields, Record
from factcheck.core.sentences import Sentence
from factcheck.extraction.bibliographies.entries import Entry, entry_of
from factcheck.extraction.fact_checks.reviews import Appearance, FactCheck
from factcheck.models import Citation, Claim
from factcheck.models.citations import MAX_FIGURE, MAX_QUOTE
from factcheck.models.claim_search import claims_about
from factcheck.services.bringing.planning import Fate, Plan, plan_sources
from factcheck.services.citations import MAX_ATTRIBUTION, CitationWords
from factcheck.services.locking import CHUNK

AS_CLAIMED = "as claimed"
"""The scope of what was claimed: it is what the fact checks are about, and contradicts none of them by itself."""
MAX_QUESTION = 500
SUGGESTED = 5
REVIEWS = "reviews"
"""The field of a source in which the markup of its fact checks is kept whole."""


@dataclass(slots=True)
class PlannedCitation:
    """A citation by its reference, the entry that its source is, and its words."""

    ref: str
    source_number: int
    words: CitationWords


@dataclass(slots=True)
class PlannedCheck:
    """One fact check. `claim` is one of the desk's that asks the same, `twin` the number of an earlier fact check in
    the file that does; with neither it makes a claim of its own.
    """

    number: int
    check: FactCheck
    fate: Fate
    question: str = ""
    citations: list[PlannedCitation] = field(default_factory=list)
    claim: Claim | None = None
    twin: int = 0
    suggested: list[Claim] = field(default_factory=list)
    problem: Sentence | None = None


@dataclass(slots=True)
class CheckPlan:
    """All fact checks of a file in order, and their sources."""

    checks: list[PlannedCheck]
    sources: Plan

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.checks)


def question_of(claimed: str) -> str:
    """The question that a fact check settles, with the words of the claim as they are."""
    if claimed.endswith("?"):
        return _cut(claimed, MAX_QUESTION)
    return f"Is it true: “{_cut(claimed, MAX_QUESTION - 20)}”?"


def plan_fact_checks(checks: Sequence[FactCheck]) -> CheckPlan:
    """Hold fact checks against the desk: which are here already, which claims ask the same, which sources are known."""
    planner = _Planner()
    planned = [planner.planned(number, check) for number, check in enumerate(checks, 1)]
    sources = plan_sources(planner.entries, addresses_tell=True)
    for one in planned:
        for citation in one.citations:
            entry = sources.entries[citation.source_number - 1]
            if entry.problem is not None:
                one.fate, one.problem = Fate.REFUSED, entry.problem
    _find_recorded([one for one in planned if one.fate is Fate.ADDED])
    _find_claims([one for one in planned if one.fate is Fate.ADDED])
    return CheckPlan(planned, sources)


class _Planner:
    """Makes entries of sources out of fact checks."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._first: dict[str, int] = {}
        self._refs: set[str] = set()

    def planned(self, number: int, check: FactCheck) -> PlannedCheck:
        if check.problem is not None:
            return PlannedCheck(number, check, Fate.REFUSED, problem=check.problem)
        question = question_of(check.claimed)
        ref = _ref(
            "fact-check", bare_address(check.address) or check.publisher + check.title, folded(check.claimed)
        )
        words = CitationWords(figure=_cut(check.rating, MAX_FIGURE), quote=_cut(check.explanation, MAX_QUOTE))
        citations = self._planned(check, ref, _review_record(check, ref), words)
        for one in check.appearances:
            said = CitationWords(
                figure=_cut(check.claimed, MAX_FIGURE),
                scope=AS_CLAIMED,
                attribution=_cut(one.author, MAX_ATTRIBUTION),
            )
            claimed = _ref("claimed", ref, bare_address(one.address))
            citations += self._planned(check, claimed, _appearance_record(check, one), said)
        twin = self._first.setdefault(folded(question), number)
        fate = Fate.ADDED if citations else Fate.LEFT
        return PlannedCheck(number, check, fate, question, citations, twin=twin if twin != number else 0)

    def _planned(
        self, check: FactCheck, ref: str, record: Record, words: CitationWords
    ) -> list[PlannedCitation]:
        """The citation, and the entry of its source; nothing for one that the file has said before."""
        if ref in self._refs:
            return []
        self._refs.add(ref)
        return [PlannedCitation(ref, self._add(check.line, record), words)]

    def _add(self, line: int, record: Record) -> int:
        self.entries.append(entry_of(line, record))
        return len(self.entries)


def _review_record(check: FactCheck, ref: str) -> Record:
    fields: Fields = {
        "title": check.title or f"Fact check: “{check.claimed}”",
        "container-title": check.publisher,
        "author": names_of(check.author),
        "issued": date_of(check.published) if check.published else "",
        "URL": check.address,
        "language": check.language,
        REVIEWS: {ref: dict(check.said or {})},
    }
    return Record("", "review", {name: value for name, value in fields.items() if value})


def _appearance_record(check: FactCheck, one: Appearance) -> Record:
    fields: Fields = {
        "title": one.title or f"“{_cut(check.claimed, 300)}”",
        "author": names_of(one.author),
        "issued": date_of(one.published) if one.published else "",
        "URL": one.address,
    }
    return Record("", NOT_SAID, {name: value for name, value in fields.items() if value})


def _ref(kind: str, *parts: str) -> str:
    """A reference that is the same whenever the same is brought in."""
    return f"{kind}-{blake2b(chr(10).join(parts).encode(), digest_size=8).hexdigest()}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _find_recorded(checks: Sequence[PlannedCheck]) -> None:
    """Fact checks whose citations are recorded already stay as they are, withdrawn ones and moved ones too."""
    refs = [citation.ref for one in checks for citation in one.citations]
    known: dict[str, Claim] = {}
    for first in range(0, len(refs), CHUNK):
        recorded = Citation.objects.filter(ref__in=refs[first : first + CHUNK]).select_related("claim")
        known |= {citation.ref: citation.claim for citation in recorded}
    for one in checks:
        claims = [known[citation.ref] for citation in one.citations if citation.ref in known]
        one.claim = claims[0] if claims else None
        one.citations = [citation for citation in one.citations if citation.ref not in known]
        if not one.citations:
            one.fate = Fate.LEFT


def _find_claims(checks: Sequence[PlannedCheck]) -> None:
    """Claims of the desk that may ask the same, by their words; the same question is taken for the same claim."""
    found = claims_about([one.check.claimed.split() for one in checks])
    wanted = {key for keys in found for key in keys}
    claims: Mapping[int, Claim] = Claim.objects.in_bulk(list(wanted)) if wanted else {}
    for one, keys in zip(checks, found, strict=True):
        near = sorted(
            (claims[key] for key in keys if key in claims), key=lambda claim: -_nearness(one, claim)
        )
        one.suggested = [claim for claim in near if _nearness(one, claim) >= 0.25][:SUGGESTED]
        if one.claim is None:
            same = {folded(one.question), folded(one.check.claimed)}
            one.claim = next((claim for claim in near if folded(claim.question) in same), None)
        if one.claim is not None:
            one.twin = 0
            one.suggested = [one.claim, *(claim for claim in one.suggested if claim.pk != one.claim.pk)]


def _nearness(one: PlannedCheck, claim: Claim) -> float:
    """The share of words that a claim and a question have in common."""
    words, others = set(folded(one.question).split()), set(folded(claim.question).split())
    return len(words & others) / max(1, len(words | others))
