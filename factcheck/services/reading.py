"""Reading a document for its figures: for each the claims it may belong to, a drafted one, the words of the citation
filled in, and what recording it would do. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.proposals import Before, Candidate, Drafted, Proposed, Weighing, draft_claim
from factcheck.core.proposals.stems import search_words
from factcheck.core.reading import AsOf, FoundFigure, found_in
from factcheck.core.sentences import Sentence
from factcheck.models import Citation, Claim, Paragraph, Source
from factcheck.models.claim_search import claims_about, with_quotes
from factcheck.services.citations import CitationWords
from factcheck.services.claims import ClaimWords
from factcheck.services.foreseeing import MOST_ON_A_PAGE, NEW_CLAIM, Foreseen, Gathered, Mark, foreseen

NEAREST = 400
"""Characters of the text around a figure whose words are searched for."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim for a figure: how well it fits (0 to 1) and why; the citation as it would be recorded on it, why it has
    that as-of, and what recording it would do.
    """

    claim: Claim
    score: float
    why: Sentence
    words: CitationWords
    as_of: AsOf
    foreseen: Foreseen


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A drafted question for a figure, for correction, with the citation as it would be recorded on it."""

    drafted: ClaimWords
    words: CitationWords
    as_of: AsOf
    foreseen: Foreseen = NEW_CLAIM


@dataclass(frozen=True, slots=True)
class Offer:
    """All that is offered for one figure of a document.

    `is_new` says that the new claim comes before the others. `recorded` are the citations of this figure; then nothing
    is proposed but their claims. `mark` is how the figure stands to what the desk has.
    """

    found: FoundFigure
    locator: str
    proposals: tuple[ProposedClaim, ...]
    new: NewClaim
    is_new: bool
    recorded: tuple[Citation, ...] = ()

    @property
    def best(self) -> ProposedClaim | None:
        """The claim that one key accepts; None where that is the new one."""
        return None if self.is_new or not self.proposals else self.proposals[0]

    @property
    def mark(self) -> Mark:
        return self.best.foreseen.mark if self.best else Mark.NEW


def propose_for(
    *,
    text: str,
    paragraphs: Sequence[Paragraph],
    source: Source,
    language: str = "",
    start: int = 0,
    end: int | None = None,
    recorded: Mapping[Place, Sequence[Citation]] | None = None,
    chosen: Place | None = None,
) -> list[Offer]:
    """What is offered for each figure between two places of a document, in their order; a handful of queries.

    `paragraphs` are those to read, in order and without clutter. `recorded` are the citations that this document has
    already, by the place of their figure: what follows them is likely of the same claims. With `chosen`, the words at
    that place are offered alone, whether or not a figure was found there.
    """
    ranges = [(one.start, one.end) for one in paragraphs]
    found = found_in(
        text,
        paragraphs=ranges,
        published=source.published,
        language=language,
        start=start,
        end=end,
        chosen=chosen,
    )
    recorded = recorded or {}
    near = _near(found)
    claims = _claims_for(near, recorded)
    proposed = _proposed(found, near, claims, source, recorded)
    shown = {one.candidate.key for each in proposed for one in each.proposals}
    gathered = Gathered.of((claims[key] for key in sorted(shown)), most=MOST_ON_A_PAGE)
    return [
        _offer(one, each, paragraphs[one.paragraph].locator, source, claims, gathered, recorded)
        for one, each in zip(found, proposed, strict=True)
    ]


def _near(found: Sequence[FoundFigure]) -> list[list[int]]:
    """For each figure the claims that share words with the text around it."""
    searches = list(dict.fromkeys(_searched(one) for one in found))
    keys = dict(zip(searches, claims_about(searches), strict=True))
    return [keys[_searched(one)] for one in found]


def _claims_for(
    near: Sequence[Sequence[int]], recorded: Mapping[Place, Sequence[Citation]]
) -> dict[int, Claim]:
    """The claims that any of the figures may belong to, with the words of some citations."""
    keys = {key for keys in near for key in keys}
    keys |= {citation.claim_id for citations in recorded.values() for citation in citations}
    return {claim.pk: claim for claim in with_quotes(keys)}


def _searched(found: FoundFigure) -> tuple[str, ...]:
    """The words to search for: those of the quote first, then of the sentence and the one before."""
    near = f"{found.quote_text} {found.sentence_text[:NEAREST]} {found.before[-NEAREST:]}"
    return tuple(search_words(near))


def _proposed(
    found: Sequence[FoundFigure],
    near: Sequence[Sequence[int]],
    claims: Mapping[int, Claim],
    source: Source,
    recorded: Mapping[Place, Sequence[Citation]],
) -> list[Proposed]:
    """The claims for each figure, among those near its words, those the document is cited on and the one before."""
    candidates = {key: candidate_of(claim) for key, claim in claims.items()}
    cited = {citation.claim_id for citations in recorded.values() for citation in citations}
    weighing = Weighing(candidates.values(), found)
    before: Before | None = None
    proposed = []
    for one, keys in zip(found, near, strict=True):
        known = cited | ({before.claim.key} if before else set())
        among = [candidates[key] for key in sorted({*keys, *known}) if key in candidates]
        each = weighing.propose(one, among, heading=source.title, before=before)
        proposed.append(each)
        here = recorded.get((one.start, one.end), ())
        if here and here[0].claim_id in candidates:
            before = Before(one, candidates[here[0].claim_id], is_recorded=True)
        elif each.likely:
            before = Before(one, each.likely.candidate, is_recorded=False)
    return proposed


def candidate_of(claim: Claim) -> Candidate:
    """A claim as it is weighed; `with_quotes` brought it."""
    quotes: Iterable[Citation] = getattr(claim, "quoted_citations", ())
    return Candidate(
        key=claim.pk,
        ref=claim.ref,
        question=claim.question,
        topic=claim.topic.name if claim.topic else "",
        unit=claim.unit,
        lives=Lives(claim.lives),
        answer_kind=AnswerKind(claim.answer_kind),
        quotes=tuple(one.quote or one.figure for one in quotes),
    )


def _offer(
    found: FoundFigure,
    proposed: Proposed,
    locator: str,
    source: Source,
    claims: Mapping[int, Claim],
    gathered: Gathered,
    recorded: Mapping[Place, Sequence[Citation]],
) -> Offer:
    proposals = []
    for one in proposed.proposals:
        claim = claims[one.candidate.key]
        as_of = found.as_of(one.candidate.lives)
        words = words_for(found, as_of, locator)
        effect = foreseen(claim=claim, source=source, words=words, gathered=gathered)
        proposals.append(ProposedClaim(claim, one.score, one.why, words, as_of, effect))
    drafted = draft_claim(found, proposed)
    as_of = found.as_of(drafted.lives)
    return Offer(
        found=found,
        locator=locator,
        proposals=tuple(proposals),
        new=NewClaim(_claim_words(drafted), words_for(found, as_of, locator), as_of),
        is_new=proposed.is_new,
        recorded=tuple(recorded.get((found.start, found.end), ())),
    )


def _claim_words(drafted: Drafted) -> ClaimWords:
    return ClaimWords(
        question=drafted.question,
        topic=drafted.topic,
        answer_kind=drafted.answer_kind,
        unit=drafted.unit,
        lives=drafted.lives,
    )


def words_for(found: FoundFigure, as_of: AsOf, locator: str) -> CitationWords:
    """The citation of a figure, filled in. The scope is left to a person, who has the candidates beside the field."""
    return CitationWords(
        figure=" ".join(found.words.split()),
        quote=found.quote_text,
        locator=locator,
        as_of=as_of.edtf,
        attribution=found.attribution.name if found.attribution else "",
    )
