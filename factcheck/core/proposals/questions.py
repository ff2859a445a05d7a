"""A question drafted from the sentence in which a figure stands, for a person to correct.

A draft keeps the words of the sentence and asks for the figure in its place. Where that cannot be done without breaking
the grammar, a plain question that names what is counted is drafted instead.
"""

from __future__ import annotations

import re

from factcheck.core.drafting.verbs import is_participle, is_past
from factcheck.core.figures import Figure
from factcheck.core.proposals.asking import clause_before, how_many_did, in_its_place, lowered, what_was
from factcheck.core.proposals.worth import of_a_price, of_a_share, share_of
from factcheck.core.reading import FoundFigure
from factcheck.core.units import UnitKind, unit_words
from factcheck.core.units.nouns import is_people, is_plural
from factcheck.core.units.word_sets import word_set

MOST = 160
"""Characters of a drafted question; a longer one is cut to the plain form."""


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


def draft_question(found: FoundFigure) -> str:
    """The question that the sentence answers with its figure."""
    sentence = " ".join(found.sentence_text.split())
    words = " ".join(found.words.split())
    before, mark, after = sentence.partition(words)
    if mark:
        for rule in (of_a_price, of_a_share, _of_a_subject, _of_an_object, _of_its_clause, share_of):
            if question := rule(found, before.strip(), _clause(after)):
                asked = " ".join(question.split()).strip(' ,;:.”"')
                if len(asked) <= MOST:
                    return f"{asked[:1].upper()}{asked[1:]}?"
    return _plain(found)


_ENDS = re.compile(
    r"[;:?!“”\"()]|\.(?!\d)|,\s|\s[–—-]\s"
    r"|\s(?:but|while|whereas|although|because|according|after which)\b"
    r"|\sand (?:has|have|was|were|is|are|it|they|he|she|the)\b"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME = re.compile(
    rf",?\s+(?:(?:in|on|by|during|since|until|as of)\s+(?:the )?(?:(?:early|late|mid)[ -])?"
    rf"(?:(?:{_MONTH})(?:\s\d{{1,2}},)?(?:\s\d{{4}})?|\d{{4}}s?|beginning of the year"
    r"|(?:last|this) (?:year|month|week))"
    r"|(?:last|this) (?:year|month|week)|yesterday|today)$"
)


def _clause(after: str) -> str:
    """What stands behind the figure in its clause, without the time at its end."""
    found = _ENDS.search(after)
    clause = (after[: found.start()] if found else after).strip()
    return _TIME.sub("", clause)


def _of_its_clause(found: FoundFigure, before: str, after: str) -> str:
    """What the clause says of the figure, asked in the order of a question where its verb allows that."""
    lead = clause_before(before)
    rules = (what_was, how_many_did, in_its_place)
    return next((asked for rule in rules if (asked := rule(found.figure, lead, after))), "")


_VERB = word_set("have has had are were was is can could will would may might must do did")


def _of_a_subject(found: FoundFigure, before: str, after: str) -> str:
    """“More than 20 residents have been caught” asks how many residents have been caught: the figure opens its clause,
    and a verb follows what is counted.
    """
    opens = not before or _OPENING.search(before) or _TIME_ONLY.fullmatch(before)
    if not opens or found.figure.unit_kind is not UnitKind.COUNT or not after or _is_one(found.figure):
        return ""
    words = after.split()
    at = next((n for n, word in enumerate(words) if _is_verb(words, n)), None)
    if at is None or at > 9 or len(words) < at + 2:
        return ""
    if at == 0:
        noun = (
            "people"
            if found.figure.stated.unit in {"", "person"}
            else unit_words(found.figure.stated.unit, None)
        )
        return f"How many {noun} {after}"
    of = "" if words[0] != "of" else "of "
    return f"How many {of}{after.removeprefix('of ')}"


_OPENING = re.compile(r"(?:[,;:“\"]|\b(?:and|but|while|that|alone))$")
_TIME_ONLY = re.compile(
    r"(?:In|On|By|During|Since|Last|This|Before|After)\b(?:\s[\w’'-]+){0,4},?(?:\s(?:however|we had|alone),?)?"
    r"|Around|About|Some|So far,?"
)


def _is_one(figure: Figure) -> bool:
    """One of a thing stands with a singular, and how many asks with a plural."""
    return figure.stated.low == figure.stated.high == 1


_STANDS = word_set(
    "stand live remain risk face work serve lack need want belong reach cross guard attend use"
)


def _is_verb(words: list[str], at: int) -> bool:
    word = words[at].lower().strip(",")
    if word in _VERB:
        return True
    if at == 0:
        return (is_past(word) and not is_participle(word)) or word in {
            "reached",
            "escaped",
            "fled",
            "died",
            "arrived",
        }
    if word in _STANDS and is_plural(words[at - 1].lower()):
        return True
    return (is_past(word) or word.endswith("ed")) and words[at - 1].lower() not in {
        "the",
        "a",
        "an",
        "of",
        "by",
        "in",
    }


def _of_an_object(found: FoundFigure, before: str, after: str) -> str:
    """“The number of deaths is 500” and “has investigated 19,000 defectors”: asked as how many, with the subject
    behind, where a perfect tense or a number stands there plainly.
    """
    if found.figure.unit_kind is not UnitKind.COUNT:
        return ""
    clause = clause_before(before)
    if match := NUMBER_OF.search(before):
        return f"What is the number of {match['what']}"
    match = _HAS_DONE.fullmatch(clause)
    if match is None or not after or _is_one(found.figure) or set(match["who"].lower().split()) & _NO_SUBJECT:
        return ""
    return f"How many {after} {match['aux']} {lowered(match['who'].strip())} {match['verb']}"


NUMBER_OF = re.compile(
    r"\b(?:the )?number of (?P<what>[\w’' -]{3,80}?)"
    r"(?:\s(?:is|was|exceed|has|had|rose|fell|stood|reach|plummet|as|at)\b.*|$)"
)
_HAS_DONE = re.compile(
    r"(?P<who>(?:[\w’'.-]+\s){1,6})(?P<aux>has|have|had)\s(?P<verb>\w+(?:ed|en|ght|un|ne))"
)
_NO_SUBJECT = word_set(
    "it they we he she i you this that these which who could would should may might can will must not and or"
)


def _plain(found: FoundFigure) -> str:
    """What is counted, and nothing that could be wrong; three dots stand where a person goes on: “How many soldiers?”,
    “How much …, in US dollars?”.
    """
    figure = found.figure
    unit = draft_unit(figure)
    if figure.unit_kind is UnitKind.COUNT:
        noun = figure.subject if 0 < len(figure.subject.split()) <= 8 and _follows(found) else ""
        noun = "" if _is_one(figure) and not noun.startswith("of ") else noun
        if not re.match(r"of (?:the|these|those|its|their|his|her|whom)\b", noun):
            noun = noun.removeprefix("of ")
        counted = noun or (unit_words(unit, None) if unit else "…")
        return f"How many {counted}?"
    if figure.unit_kind is UnitKind.PERCENT:
        return "What share …, in percent?"
    return f"How much …, in {unit_words(unit, None)}?"


def _follows(found: FoundFigure) -> bool:
    """Whether the words for what is counted stand behind the figure, and not before it."""
    return found.figure.subject in found.sentence_text[found.end - found.sentence[0] :][:120]
