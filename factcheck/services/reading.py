"""Reading a document for its figures: for each the claims it may belong to, a drafted one, the words of the citation
filled in, and what recording it would do. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.core.claims import Lives
from factcheck.core.proposals import Before, Candidate, Drafted, Proposed, Weighing, draft_claim
from factcheck.core.proposals.stems import search_words
from factcheck.core.reading import AsOf, FoundFigure, found_in
from factcheck.core.sentences import Sentence
from factcheck.models import Citation, Claim, Paragraph, Source
from factcheck.models.claim_search import candidates, claims_about
from factcheck.services.citations import CitationWords
from factcheck.services.claims import ClaimWords
from factcheck.services.foreseeing import MOST_ON_A_PAGE, NEW_CLAIM, Foreseen, Gathered, Mark, foreseen

NEAREST = 400
"""Characters of the text around a figure whose words are searched for."""

Place = tuple[int, int]
NOTHING = Proposed((), is_new=True)
"""What is proposed for a figure that is settled."""


@dataclass(frozen=True)
class ProposedClaim:
    """A claim for a figure: how well it fits (0 to 1) and why. What follows is worked out when it is asked for, because
    a page shows all of it of one figure, and of the others one word.
    """

    claim: Claim
    score: float
    why: Sentence
    found: FoundFigure
    locator: str
    source: Source
    gathered: Gathered

    @cached_property
    def as_of(self) -> AsOf:
        """The as-of to fill in on this claim, and why that one."""
        return self.found.as_of(Lives(self.claim.lives))

    @cached_property
    def words(self) -> CitationWords:
        """The citation as it would be recorded on this claim."""
        return words_for(self.found, self.as_of, self.locator)

    @cached_property
    def foreseen(self) -> Foreseen:
        """What recording it would do."""
        return foreseen(claim=self.claim, source=self.source, words=self.words, gathered=self.gathered)


@dataclass(frozen=True)
class NewClaim:
    """A drafted question for a figure, for correction, with the citation as it would be recorded on it; worked out when
    it is asked for.
    """

    found: FoundFigure
    proposed: Proposed
    locator: str
    foreseen: Foreseen = NEW_CLAIM

    @cached_property
    def drafted(self) -> ClaimWords:
        """The question, and the terms on which answers to it would be compared."""
        return _claim_words(draft_claim(self.found, self.proposed))

    @cached_property
    def as_of(self) -> AsOf:
        return self.found.as_of(self.drafted.lives)

    @cached_property
    def words(self) -> CitationWords:
        return words_for(self.found, self.as_of, self.locator)


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
    within: Place | None = None,
    recorded: Mapping[Place, Sequence[Citation]] | None = None,
    settled: Collection[Place] = (),
    chosen: Place | None = None,
) -> list[Offer]:
    """What is offered for each figure of a document, or of a range `within` it, in their order; a handful of queries.

    `paragraphs` are those to read, in order and without clutter. `recorded` are the citations that this document has
    already, by the place of their figure: what follows them is likely of the same claims. For figures at `settled`
    places no claim is looked for. With `chosen`, the words at that place are offered alone, whether or not a figure was
    found there.
    """
    ranges = [(one.start, one.end) for one in paragraphs]
    found = found_in(
        text,
        paragraphs=ranges,
        published=source.published,
        language=language,
        start=within[0] if within else 0,
        end=within[1] if within else None,
        chosen=chosen,
    )
    recorded = recorded or {}
    near = _near(found, settled)
    keys = {key for keys in near if keys is not None for key in keys}
    keys |= {citation.claim_id for citations in recorded.values() for citation in citations}
    proposed = _proposed(found, near, candidates(keys), source, recorded)
    claims = Claim.objects.select_related("verdict").in_bulk(
        {one.candidate.key for each in proposed for one in each.proposals}
    )
    gathered = Gathered.of((claims[key] for key in sorted(claims)), most=MOST_ON_A_PAGE)
    return [
        _offer(one, each, paragraphs[one.paragraph].locator, source, claims, gathered, recorded)
        for one, each in zip(found, proposed, strict=True)
    ]


def _near(found: Sequence[FoundFigure], settled: Collection[Place]) -> list[list[int] | None]:
    """For each figure the claims that share words with the text around it; None for one that is settled."""
    searched = [None if (one.start, one.end) in settled else _searched(one) for one in found]
    searches = [one for one in dict.fromkeys(searched) if one is not None]
    keys = dict(zip(searches, claims_about(searches), strict=True))
    return [keys[one] if one is not None else None for one in searched]


def _searched(found: FoundFigure) -> tuple[str, ...]:
    """The words to search for: those of the quote first, then of the sentence and the one before."""
    near = f"{found.quote_text} {found.sentence_text[:NEAREST]} {found.before[-NEAREST:]}"
    return tuple(search_words(near))


def _proposed(
    found: Sequence[FoundFigure],
    near: Sequence[Sequence[int] | None],
    candidates: Mapping[int, Candidate],
    source: Source,
    recorded: Mapping[Place, Sequence[Citation]],
) -> list[Proposed]:
    """The claims for each figure, among those near its words, those the document is cited on and the one before."""
    cited = {citation.claim_id for citations in recorded.values() for citation in citations}
    weighing = Weighing(candidates.values(), found)
    before: Before | None = None
    proposed = []
    for one, keys in zip(found, near, strict=True):
        each = NOTHING
        if keys is not None:
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


def _offer(
    found: FoundFigure,
    proposed: Proposed,
    locator: str,
    source: Source,
    claims: Mapping[int, Claim],
    gathered: Gathered,
    recorded: Mapping[Place, Sequence[Citation]],
) -> Offer:
    return Offer(
        found=found,
        locator=locator,
        proposals=tuple(
            ProposedClaim(claims[one.candidate.key], one.score, one.why, found, locator, source, gathered)
            for one in proposed.proposals
        ),
        new=NewClaim(found, proposed, locator),
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
