"""A claim drafted for a figure that belongs to none yet: its question, unit, topic and how the answer lives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.proposals.candidates import LIKELY, Proposed
from factcheck.core.proposals.questions import NUMBER_OF, draft_question, draft_unit
from factcheck.core.reading import FoundFigure
from factcheck.core.reading.times import Sense
from factcheck.core.units import UnitKind
from factcheck.core.units.nouns import is_people


@dataclass(frozen=True, slots=True)
class Drafted:
    """A claim as it might be asked."""

    question: str
    unit: str
    lives: Lives
    topic: str = ""
    answer_kind: AnswerKind = AnswerKind.QUANTITY


def draft_claim(found: FoundFigure, proposed: Proposed) -> Drafted:
    """The draft for a figure; its topic is that of the claim that fits best, if it fits at all."""
    topic = next((one.candidate.topic for one in proposed.proposals[:1] if one.score >= LIKELY), "")
    question = draft_question(found)
    unit = draft_unit(found.figure)
    if not unit and found.figure.unit_kind is UnitKind.COUNT and _asks_for_people(question):
        unit = "person"
    return Drafted(question, unit, draft_lives(found), topic)


_ASKED_FOR = re.compile(r"\b(?:how many|number of)((?: [\w’'-]+){1,4})", re.IGNORECASE)


def _asks_for_people(question: str) -> bool:
    """Whether the words that the question counts mean people, where the figure has no noun of its own: “the number of
    defectors in China has fallen to 10,000”.
    """
    asked = _ASKED_FOR.search(question)
    return asked is not None and any(is_people(word) for word in asked[1].split())


_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|so far|to date|ever|since|exceed(?:s|ed)?|surpass(?:es|ed)?)\b"
    r"|\b(?:have|has) (?:\w+ly )?(?!been\s\w+ing)(?:been )?\w+",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(
    r"\b(?:annual(?:ly)?|yearly|(?:per|a|each|every) (?:year|month)|(?:last|this) year)\b", re.IGNORECASE
)


_FLOWS: dict[UnitKind, re.Pattern[str]] = {
    UnitKind.MONEY: re.compile(
        r"\b(?:revenues?|turnover|sales|profits?|income|exports?|imports?|spent|spend|earned)\b",
        re.IGNORECASE,
    ),
    UnitKind.PERCENT: re.compile(
        r"\b(?:turnout|votes?|growth|elections?|(?:grew|rose|fell|shrank|shrinking|growing|increased|decreased|declined)"
        r"(?: by)? [^a-z]*\d)",
        re.IGNORECASE,
    ),
}
_FLOWS_IN_MEASURES = re.compile(
    r"\b(?:melted|landed|lost|produced|production|emitted|emissions|harvested|fell|rain|rainfall|snow|caught|burned"
    r"|rose by)\b",
    re.IGNORECASE,
)
"""Words for what runs through a time and is counted up over it."""

_STATE_AT = re.compile(
    r"\b(?:[Aa]s of|[Aa]t the (?:end|start|beginning|census)|[Bb]y the (?:end|start))\b(?=.*\b(?:were|was|had"
    r"|remained|stood|lived"
    r"|employed|registered|is|are|inhabitants|population)\b)",
    re.DOTALL,
)
"""A count at a day, of what comes and goes."""


def draft_lives(found: FoundFigure) -> Lives:  # noqa: PLR0911 -- one line for each
    """How the answer lives, by the wording: prices and shares move freely; what is counted in a year or month has an
    answer for each; a total so far runs; what is said of now moves freely; what is told as past is fixed.
    """
    kind, time, text = found.figure.unit_kind, found.time, found.sentence_text
    is_dated = time is not None and time.sense is Sense.AT and time.edtf != ""
    if kind is not UnitKind.COUNT and is_dated and _FLOWS.get(kind, _FLOWS_IN_MEASURES).search(text):
        return Lives.PERIOD
    if kind in {UnitKind.MONEY, UnitKind.PERCENT, UnitKind.RATE}:
        return Lives.LEVEL
    if kind is not UnitKind.COUNT:
        return Lives.LEVEL if is_dated else Lives.FIXED
    if is_dated and _STATE_AT.search(text):
        return Lives.LEVEL
    if NUMBER_OF.search(text[: found.start - found.sentence[0]].strip()):
        return Lives.LEVEL
    if (time is not None and time.sense in {Sense.AT, Sense.TYPICAL}) or _IN_A_YEAR.search(text):
        return Lives.PERIOD
    if (time is not None and time.sense is Sense.SINCE) or _IN_ALL.search(text):
        return Lives.RUNNING
    is_present = re.search(r"\b(?:is|are|now|currently|stand|live|remain)\b", text) is not None
    return Lives.LEVEL if is_present or time is not None else Lives.FIXED
