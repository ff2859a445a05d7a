"""Which claims a figure belongs to: by what it counts, the words around it, and the figures before it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from factcheck.core.claims import Lives
from factcheck.core.proposals.candidates import Before, Candidate, Proposal, Proposed
from factcheck.core.proposals.fitting import IMPOSSIBLE, fit, head_fit
from factcheck.core.proposals.reasons import Grounds, reason_for
from factcheck.core.proposals.stems import family_of, stems_in
from factcheck.core.reading import FoundFigure
from factcheck.core.reading.dating import is_same_again
from factcheck.core.reading.times import Sense
from factcheck.core.units import unit_for

MOST = 3
"""Claims that are proposed for a figure."""

NEW_BELOW = 0.39
"""A new claim is proposed first where no claim fits better than this."""

_NEAR_WORD = 88
"""How alike two stems must be, of 100, to be two spellings of one word."""


class Weighing:
    """Weighs figures against candidates. What is rare among the candidates counts for more than what all share."""

    def __init__(self, candidates: Iterable[Candidate], document: Sequence[FoundFigure] = ()) -> None:
        self._stems: dict[int, tuple[str, ...]] = {}
        self._frequency: Counter[str] = Counter()
        self._units: Counter[str] = Counter()
        for claim in {claim.key: claim for claim in candidates}.values():
            self._stems[claim.key] = stems_in(claim.question)
            self._frequency.update(self._stems[claim.key])
            self._units[unit_for(claim.unit).dimension] += 1
        self._count = max(1, len(self._stems))
        sentences = {one.sentence: stems_in(one.sentence_text) for one in document}
        spoken = Counter(stemmed for stems in sentences.values() for stemmed in stems)
        self._told = frozenset(spoken)
        self._everywhere = {one: count / len(sentences) for one, count in spoken.items() if count > 2}

    def weight(self, stemmed: str) -> float:
        """How much a word tells: little where many claims have it, or where the whole document speaks of it."""
        rarity = max(0.1, math.log((self._count + 1) / (self._frequency[stemmed] + 0.5)))
        return rarity * (1 - 0.7 * self._everywhere.get(stemmed, 0.0))

    def _telling_unit(self, claim: Candidate) -> float:
        """What a unit adds that few of the candidates ask for: nearly all ask for people, few for yuan."""
        share = self._units[unit_for(claim.unit).dimension] / self._count
        return _RARE_UNIT * (1 - min(share, 1.0)) ** 2

    def _is_of_another_place(self, names: Sequence[str], said: Mapping[str, float]) -> bool:
        """Whether none of the names of a question stands anywhere in the document: it asks of something else."""
        return not any(name in self._told or _heard(name, said) for name in names)

    def propose(
        self,
        found: FoundFigure,
        candidates: Sequence[Candidate],
        *,
        heading: str = "",
        before: Before | None = None,
    ) -> Proposed:
        """The best claims for a figure. `heading` is the title of the document."""
        said = _said_around(found, heading)
        weighed = [
            one for claim in candidates if (one := self._weigh(found, claim, said, before)) is not None
        ]
        best = sorted(weighed, key=lambda one: (-one[0], one[1].claim.key))[:MOST]
        proposals = [Proposal(grounds.claim, score, reason_for(grounds, before)) for score, grounds in best]
        return Proposed(tuple(proposals), not best or best[0][0] < NEW_BELOW)

    def _weigh(
        self, found: FoundFigure, claim: Candidate, said: Mapping[str, float], before: Before | None
    ) -> tuple[float, Grounds] | None:
        fits = fit(found.figure, claim)
        if fits == IMPOSSIBLE:
            return None
        stems = self._stems.get(claim.key) or stems_in(claim.question)
        spoken = {one: weight for one in stems if (weight := _heard(one, said)) > 0}
        covered = sum(self.weight(one) * weight for one, weight in spoken.items())
        asked = sum(map(self.weight, stems))
        near = [one for one, weight in said.items() if weight >= 1]
        answered = sum(self.weight(one) for one in near if one in spoken or _is_kin(one, stems))
        named = sum(map(self.weight, near))
        quoted = _quoted(said, claim)
        follows = _follows(found, claim, fits, before)
        score = _COVERED * covered / (asked + _LITTLE) + _ANSWERED * answered / (named + _LITTLE)
        score += (
            (_FITS + self._telling_unit(claim)) * fits + _QUOTED * quoted + _TOPIC * _on_topic(claim, said)
        )
        score += _in_time(found, claim) + head_fit(found.figure, claim.question) + follows
        names = _names_in(claim.question)
        unnamed = sum(not _heard(name, said) for name in names)
        score -= _UNNAMED * min(unnamed, _MOST_UNNAMED)
        if names and self._is_of_another_place(names, said):
            score *= _ELSEWHERE
        if follows < _SAME_AGAIN:
            score *= 0.35 if fits < 0.2 else (0.7 if fits < 0.5 else 1.0)
        shared = tuple(sorted(spoken, key=lambda one: -self.weight(one) * spoken[one]))
        return max(0.0, min(1.0, score)), Grounds(claim, fits, shared, quoted, follows)


_COVERED, _ANSWERED, _FITS, _QUOTED, _TOPIC = 0.6, 0.2, 0.14, 0.14, 0.06
"""How much each sort of evidence weighs: the question spoken of, the words at the figure asked for, and the rest."""

_LITTLE = 1.5
"""Evidence that every claim is short of, so that a question of a few common words does not fit everywhere."""


_SAME_AGAIN = 0.3
"""What it adds that the sentence says the figure before in other words: “That's about …”."""

_RARE_UNIT = 0.12
"""What the unit adds at most where hardly a claim has it."""

_UNNAMED, _MOST_UNNAMED = 0.04, 2
"""What each name costs that the question has and the text around the figure has not, and for how many it does."""


_ELSEWHERE = 0.6
"""What is left of the score of a claim whose names the document does not have."""


def _names_in(question: str) -> tuple[str, ...]:
    """The stems of the words with a capital, but for the first."""
    return stems_in(" ".join(word for word in question.split()[1:] if word[:1].isupper()))


def _on_topic(claim: Candidate, said: Mapping[str, float]) -> float:
    stems = stems_in(claim.topic)
    return sum(_heard(one, said) for one in stems) / len(stems) if stems else 0.0


def _said_around(found: FoundFigure, heading: str) -> dict[str, float]:
    """The stems around a figure and how much each counts: the nearest most, the title of the document least."""
    said: dict[str, float] = {}
    start, end = found.start - found.sentence[0], found.end - found.sentence[0]
    sentence = found.sentence_text
    near = f"{_last_words(sentence[:start], 4)} {found.words} {_first_words(sentence[end:], 6)}"
    for text, weight in (
        (heading, 0.25),
        (found.before, 0.5),
        (sentence, 0.6),
        (found.quote_text if len(found.quote_text) < len(sentence) else _clause(sentence, start, end), 0.9),
        (near, 1.0),
    ):
        for one in stems_in(text):
            said[one] = max(weight, said.get(one, 0.0))
    return said


def _clause(sentence: str, start: int, end: int) -> str:
    first = max(
        (sentence.rfind(mark, 0, start) for mark in (", ", "; ", ": ", " but ", " while ")), default=0
    )
    after = [place for mark in (", ", "; ", " but ", " while ") if (place := sentence.find(mark, end)) >= 0]
    return sentence[max(first, 0) : min(after, default=len(sentence))]


def _first_words(text: str, count: int) -> str:
    return " ".join(re.split(r"[;.]|, (?:and|but|while)\b", text, maxsplit=1)[0].split()[:count])


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])


def _heard(stemmed: str, said: Mapping[str, float]) -> float:
    """How clearly a word of the question is spoken: itself, one of its family, or one spelled nearly so."""
    if stemmed in said:
        return said[stemmed]
    family = family_of(stemmed)
    if family is not None:
        kin = max((weight for one, weight in said.items() if family_of(one) == family), default=0.0)
        if kin:
            return 0.75 * kin
    if len(stemmed) < 5:
        return 0.0
    near = process.extractOne(stemmed, said.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_WORD)
    return 0.8 * said[near[0]] if near else 0.0


def _is_kin(one: str, stems: Sequence[str]) -> bool:
    family = family_of(one)
    return family is not None and any(family_of(other) == family for other in stems)


def _quoted(said: Mapping[str, float], claim: Candidate) -> float:
    """How much of the best of the claim's quotes is said here, and how near to the figure; numbers apart."""
    best = 0.0
    for quote in claim.quotes:
        there = stems_in(quote)
        best = max(best, sum(said.get(one, 0.0) for one in there) / (len(there) + 1))
    return best


_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|so far|to date|ever|cumulative|overall|total)\b", re.IGNORECASE
)
_YEARLY = re.compile(
    r"\b(?:annual(?:ly)?|yearly|(?:per|a|each|every|in an? \w+|in the) (?:year|month|week|day)|alone)\b",
    re.IGNORECASE,
)


def _in_time(found: FoundFigure, claim: Candidate) -> float:
    """Whether the words speak of a total or of a period as the claim does."""
    time, text = found.time, found.sentence_text
    is_dated = time is not None and time.sense is Sense.AT and time.edtf != ""
    is_total = bool(_IN_ALL.search(text)) or (time is not None and time.sense is Sense.SINCE)
    says_yearly = bool(_YEARLY.search(text))
    is_yearly = says_yearly or (is_dated and not is_total)
    if claim.lives is Lives.RUNNING:
        return 0.08 * is_total - 0.04 * (says_yearly and not is_total)
    if claim.lives is Lives.PERIOD:
        return 0.08 * is_yearly - 0.04 * (is_total and not is_yearly)
    return 0.0


def _follows(found: FoundFigure, claim: Candidate, fits: float, before: Before | None) -> float:
    """Whether the figure before went to the claim: in the same sentence a figure without a noun of its own often is of
    the same thing; in the same paragraph the topic goes on.
    """
    if before is None:
        return 0.0
    is_same_sentence = before.found.sentence == found.sentence
    is_near = is_same_sentence or found.paragraph - before.found.paragraph <= 1
    if claim.key == before.claim.key and is_near:
        if is_same_again(found.sentence_text) and not is_same_sentence:
            return _SAME_AGAIN
        is_bare = not found.figure.stated.unit or found.figure.unit_kind is before.found.figure.unit_kind
        if fits < 0.5:
            return 0.0
        surely = 1.5 if before.is_recorded else 1.0
        return surely * (0.12 if is_same_sentence and is_bare else 0.05)
    return 0.04 if claim.topic and claim.topic == before.claim.topic else 0.0
