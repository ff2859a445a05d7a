"""A question drafted from the sentence in which a figure stands, for a person to correct.

A draft keeps the words of the sentence and asks for the figure in its place. Where that cannot be done without breaking
the grammar, a plain question that names what is counted is drafted instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.drafting.verbs import is_participle, is_past
from factcheck.core.figures import Figure
from factcheck.core.proposals.candidates import Proposed
from factcheck.core.reading import FoundFigure
from factcheck.core.reading.times import Sense
from factcheck.core.units import UnitKind, unit_for, unit_words
from factcheck.core.units.nouns import is_people
from factcheck.core.units.word_sets import word_set

MOST = 160
"""Characters of a drafted question; a longer one is cut to the plain form."""


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
    topic = next((one.candidate.topic for one in proposed.proposals[:1] if one.score >= 0.2), "")
    return Drafted(draft_question(found), draft_unit(found.figure), draft_lives(found), topic)


def draft_unit(figure: Figure) -> str:
    """The unit to answer in: people are persons, whatever the words for them; a name with a capital is left open."""
    unit = figure.stated.unit
    if figure.unit_kind is not UnitKind.COUNT:
        return unit
    if is_people(unit) or _is_a_people(figure):
        return "person"
    noun = _noun(figure)
    return "" if noun[:1].isupper() else unit


def _noun(figure: Figure) -> str:
    return figure.subject.split()[-1] if figure.subject else ""


def _is_a_people(figure: Figure) -> bool:
    noun = _noun(figure)
    return noun[:1].isupper() and noun.endswith(("ans", "ese", "ish"))


_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|so far|to date|ever|since|exceed(?:s|ed)?|surpass(?:es|ed)?)\b"
    r"|\b(?:have|has) (?:\w+ly )?(?!been\s\w+ing)(?:been )?\w+",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(r"\b(?:annual(?:ly)?|yearly|(?:per|a|each|every) (?:year|month)|(?:last|this) year)\b", re.IGNORECASE)


def draft_lives(found: FoundFigure) -> Lives:
    """How the answer lives, by the wording: prices and shares move freely; what is counted in a year or month has an
    answer for each; a total so far runs; what is said of now moves freely; what is told as past is fixed.
    """
    kind, time, text = found.figure.unit_kind, found.time, found.sentence_text
    if kind in {UnitKind.MONEY, UnitKind.PERCENT, UnitKind.RATE}:
        return Lives.LEVEL
    if kind is not UnitKind.COUNT:
        return Lives.FIXED
    if time is not None and time.sense is Sense.AT or _IN_A_YEAR.search(text):
        return Lives.PERIOD
    if (time is not None and time.sense is Sense.SINCE) or _IN_ALL.search(text):
        return Lives.RUNNING
    is_present = re.search(r"\b(?:is|are|now|currently|stand|live|remain)\b", text) is not None
    return Lives.LEVEL if is_present or time is not None else Lives.FIXED


def draft_question(found: FoundFigure) -> str:
    """The question that the sentence answers with its figure."""
    sentence = " ".join(found.sentence_text.split())
    words = " ".join(found.words.split())
    before, mark, after = sentence.partition(words)
    if mark:
        for rule in (_price, _share, _of_a_subject, _of_an_object):
            if question := rule(found, before.strip(), _clause(after)):
                asked = " ".join(question.split()).strip(" ,;:.”\"")
                if len(asked) <= MOST:
                    return f"{asked[:1].upper()}{asked[1:]}?"
    return _plain(found)


_ENDS = re.compile(
    r"[.;:?!“”\"()]|,\s|\s[–—-]\s|\s(?:but|while|whereas|although|because|according|after which|and (?:has|have|was|were|is|are|it|they"
    r"|he|she|the))\b"
)
_TIME = re.compile(
    r",?\s+(?:in|on|by|during|since|until|as of|for|last|this|two|three)?\s*(?:the )?(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December|\d{4}s?|last (?:year|month|week)|this (?:year|month|week)"
    r"|yesterday|today|beginning of the year)\b(?:\s\d{4})?$"
)


def _clause(after: str) -> str:
    """What stands behind the figure in its clause, without the time at its end."""
    found = _ENDS.search(after)
    clause = (after[: found.start()] if found else after).strip()
    return _TIME.sub("", clause)


_VERB = word_set("have has had are were was is can could will would may might must do did")


def _of_a_subject(found: FoundFigure, before: str, after: str) -> str:
    """“More than 20 residents have been caught” asks how many residents have been caught: the figure opens its clause,
    and a verb follows what is counted.
    """
    opens = not before or re.search(r"(?:[,;:“\"]|\b(?:and|but|while|that|saw|alone))$", before) or _TIME_ONLY.fullmatch(before)
    if not opens or found.figure.unit_kind is not UnitKind.COUNT or not after:
        return ""
    words = after.split()
    at = next((n for n, word in enumerate(words) if _is_verb(words, n)), None)
    if at is None or at > 9 or len(words) < at + 2:
        return ""
    if at == 0:
        noun = "people" if found.figure.stated.unit in {"", "person"} else unit_words(found.figure.stated.unit, None)
        return f"How many {noun} {after}"
    of = "" if words[0] != "of" else "of "
    return f"How many {of}{after.removeprefix('of ')}"


_TIME_ONLY = re.compile(
    r"(?:In|On|By|During|Since|Last|This|Before|After)\b(?:\s[\w’'-]+){0,4},?(?:\s(?:however|we had|alone),?)?|Around|About|Some|So far,?"
)


def _is_verb(words: list[str], at: int) -> bool:
    word = words[at].lower().strip(",")
    if word in _VERB:
        return True
    if at == 0:
        return is_past(word) and not is_participle(word) or word in {"reached", "escaped", "fled", "died", "arrived"}
    return (is_past(word) or word.endswith("ed")) and words[at - 1].lower() not in {"the", "a", "an", "of", "by", "in"}


def _of_an_object(found: FoundFigure, before: str, after: str) -> str:
    """“The number of deaths is 500” and “has investigated 19,000 defectors”: asked as how many, with the subject
    behind, where a perfect tense or a number stands there plainly.
    """
    if found.figure.unit_kind is not UnitKind.COUNT:
        return ""
    clause = re.split(r"[,;:“\"]\s*|\b(?:and|but|while)\s", before)[-1].strip()
    if match := re.search(r"\b(?:the )?number of (?P<what>[\w’' -]{3,80}?) (?:is|was|exceed|has|had|rose|fell|stood|reach|plummet|as|at)", before):
        return f"What is the number of {match['what']}"
    match = re.fullmatch(r"(?P<who>(?:[\w’'.-]+\s){1,6})(?P<aux>has|have|had)\s(?P<verb>\w+(?:ed|en|ght|un|ne))", clause)
    if match is None or not after:
        return ""
    return f"How many {after} {match['aux']} {_lowered(match['who'].strip())} {match['verb']}"


def _lowered(subject: str) -> str:
    first, _space, rest = subject.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An", "This", "These", "Its", "It", "They", "We"} else subject


def _price(found: FoundFigure, before: str, after: str) -> str:
    """Money: what something costs, where the sentence says so; else how much, with its words."""
    if found.figure.unit_kind is not UnitKind.MONEY:
        return ""
    match = re.search(
        r"\b(?P<what>(?:the )?(?:cost|price|value|fee|salary|budget|debt|income|wage|rent)s? (?:of|for) (?!the year)[\w’' -]{3,80}?)"
        r"\s+(?:is|was|were|rose|fell|soar|jump|reach|ha[sd]|stood|climb|to|at|from|exceed|ris)",
        before,
    )
    if match:
        what = match["what"] if match["what"].startswith("the ") else f"the {match['what']}"
        return f"What is {what}"
    match = re.search(r"\b(?P<who>(?:[A-Z][\w’'-]*\s)+)(?:pa(?:y|id|ying)|spen[dt]|earn(?:ed)?)\b", before)
    if match and not after:
        return f"How much do {match['who'].strip()} pay" if "pay" in before.lower() else ""
    match = re.match(r"to (?P<what>\w+ [\w’' -]{3,80})$", after)
    return f"How much does it cost to {match['what']}" if match else ""


def _share(found: FoundFigure, before: str, after: str) -> str:
    """A percentage of something: what share of it; of a rise or fall: by how much."""
    if found.figure.unit_kind is not UnitKind.PERCENT:
        return ""
    match = re.search(r"(?P<what>[\w’' -]{3,60}?)\s(?P<verb>fell|rose|dropped|grew|increased|decreased|declined|shrank)(?: by)?$", before)
    if match:
        base = {"fell": "fall", "rose": "rise", "grew": "grow", "shrank": "shrink", "dropped": "drop"}
        verb = base.get(match["verb"], match["verb"].removesuffix("d"))
        what = re.sub(r"^(?:while|and|but|that)\s", "", match["what"].strip())
        return f"By how much did {_lowered(what)} {verb}"
    match = re.search(r"(?P<who>[\w’'-]+(?: [\w’'-]+){0,3}) (?:comprised?|accounts? for|accounted for|make up|made up|are|is|were)$", before)
    if match and (of := re.match(r"of (?P<whole>[\w’' -]{3,80})", after)):
        who = re.sub(r"^.*\b(?:that|and|but)\s", "", match["who"])
        return f"What share of {of['whole']} are {_lowered(who)}"
    of = re.match(r"of (?P<whole>(?!whom|which|them)[\w’' -]{3,100})", after)
    return f"What share of {of['whole']}" if of and len(of["whole"].split()) > 2 else ""


def _plain(found: FoundFigure) -> str:
    """What is counted, and nothing that could be wrong: “How many soldiers?”, “How much, in US dollars?”."""
    figure = found.figure
    unit = draft_unit(figure)
    match figure.unit_kind:
        case UnitKind.COUNT:
            noun = figure.subject if 0 < len(figure.subject.split()) <= 6 and _follows(found) else ""
            of = noun.removeprefix("of ")
            counted = of or (unit_words(unit, None) if unit else "")
            return f"How many {counted}?" if counted else "How many?"
        case UnitKind.MONEY:
            return f"How much, in {unit_words(unit, None)}?"
        case UnitKind.PERCENT:
            return "What share, in percent?"
        case _:
            return f"How much, in {unit_words(unit, None)}?" if unit_for(unit).symbol else "How much?"


def _follows(found: FoundFigure) -> bool:
    """Whether the words for what is counted stand behind the figure, and not before it."""
    return found.figure.subject in found.sentence_text[found.end - found.sentence[0] :][:120]
