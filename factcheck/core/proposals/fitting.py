"""Whether a figure can answer a claim at all: what it counts or measures, and what the claim asks for."""

from __future__ import annotations

import re

from factcheck.core.claims import AnswerKind
from factcheck.core.figures import Figure
from factcheck.core.proposals.candidates import Candidate
from factcheck.core.proposals.stems import family_of, stem
from factcheck.core.units import UnitKind, unit_for
from factcheck.core.units.nouns import is_people, singular

IMPOSSIBLE = -1.0


def fit(figure: Figure, claim: Candidate) -> float:
    """How well the unit of a figure fits a claim: 1 the same, 0.5 left open by the words, 0 another thing that is
    counted, IMPOSSIBLE where no figure of the kind can answer the claim.

    Money answers claims in money, a percentage claims in percent, a length claims in lengths. Two currencies may be
    two prices of one thing. People are people, whatever the words for them.
    """
    if claim.answer_kind is not AnswerKind.QUANTITY:
        return IMPOSSIBLE
    asked = unit_for(claim.unit)
    own = unit_for(figure.stated.unit)
    if figure.unit_kind is not UnitKind.COUNT or asked.kind is not UnitKind.COUNT:
        return _of_measures(figure, claim)
    if own.symbol == asked.symbol:
        return 1.0 if own.symbol else 0.5
    if asked.symbol == "person":
        return 0.9 if is_people(own.symbol) else (0.5 if not own.symbol else _of_a_name(figure))
    return 0.5 if not own.symbol or not asked.symbol else 0.0


def _of_measures(figure: Figure, claim: Candidate) -> float:
    asked, own = unit_for(claim.unit), unit_for(figure.stated.unit)
    if figure.unit_kind is UnitKind.COUNT:
        return 0.15 if not own.symbol and asked.kind is not UnitKind.MONEY else IMPOSSIBLE
    if figure.unit_kind is not asked.kind:
        return IMPOSSIBLE
    if own.dimension == asked.dimension:
        return 1.0
    return 0.3 if own.kind is UnitKind.MONEY else IMPOSSIBLE


def _of_a_name(figure: Figure) -> float:
    """30,000 North Koreans: a capital says that people of a place are counted, or a thing by its name."""
    noun = figure.subject.split()[-1] if figure.subject else ""
    if noun[:1].isupper() and figure.stated.low == figure.stated.high == 1:
        return 0.5  # one North Korean: the noun stands further on
    return 0.8 if noun[:1].isupper() and noun.endswith(("ans", "ians", "ese", "ish", "is", "ites")) else 0.0


_ANYBODY = frozenset({"person", "people", "human", "individual", "inhabitant"})
_ASKED = re.compile(
    r"(?:how many|what number of)\s+(?P<head>(?:of those |of the )?[\w’'\s-]+)", re.IGNORECASE
)


def head_fit(figure: Figure, question: str) -> float:
    """Whether what is counted is what the question asks for by name: soldiers are not civilians. Small either way,
    since one text's "defectors" are another's "North Koreans".
    """
    own = unit_for(figure.stated.unit).symbol
    asked = _ASKED.match(question)
    if figure.unit_kind is not UnitKind.COUNT or not own or asked is None or own in _ANYBODY:
        return 0.0
    heads = [singular(word) for word in asked["head"].split()[:5]]
    people = [word for word in heads if is_people(word) and word not in _ANYBODY]
    if own in heads or any(_is_kin(own, word) for word in people):
        return 0.06
    return -0.06 if is_people(own) and people else 0.0


def _is_kin(one: str, other: str) -> bool:
    family = family_of(stem(one))
    return stem(one) == stem(other) or (family is not None and family == family_of(stem(other)))
