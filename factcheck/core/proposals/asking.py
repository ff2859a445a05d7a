"""Questions that keep the clause of a figure: what it was, how many of it somebody had or did, or, where the grammar
does not allow more, the clause itself with “how many” in the place of the figure.
"""

from __future__ import annotations

import re

from factcheck.core.drafting.verbs import BASE_OF, is_base, is_participle
from factcheck.core.figures import Figure
from factcheck.core.units import UnitKind, unit_words
from factcheck.core.units.nouns import is_people, is_plural
from factcheck.core.units.word_sets import word_set

_JOINT = re.compile(
    r"[;:“”\"()]\s*|,\s(?!\d)|\s[–—-]\s|\b(?:and|but|while|whereas|although|that|because|when|which|who|after|before)\s"
    r"|\b(?:said|says)(?:\s|$)"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_LEADING_TIME = re.compile(
    rf"^(?:(?:between|from) (?:\d{{4}}|{_MONTH}) (?:and|to) (?:\d{{4}}|{_MONTH})(?: \d{{4}})?,?\s+"
    r"|\w+ (?:years?|months?|weeks?|decades?|century|centuries) (?:ago|earlier|before),?\s+"
    rf"|(?:in|on|by|during|since|as of|at|between|from|until|last|this|over|for)\b(?: [\w’'-]+){{0,7}}?"
    rf" (?:\d{{4}}s?|\d{{1,2}}|{_MONTH}|year|month|week|quarter|evening|night|morning|decade|Monday|Tuesday"
    rf"|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday)(?: (?:evening|night|morning|afternoon))?(?: \d{4})?(?! (?:and|to|of) )(?: alone)?,?\s+"
    r"|(?:last|this) (?:year|month|week|summer|season|spring),?\s+|(?:now|today|yesterday|however|still|then),?\s+)",
    re.IGNORECASE,
)
_PRONOUNS = word_set("it they we he she i you this that these those there who which its their our his her")
_SMALL = word_set(
    "They We Arrivals Deaths It The A An This These Its Their Our His Her Some Most Many One Turnout "
    "Unemployment Inflation Revenue Profit Profits "
    "Exports Imports Sales Output Growth Rents Prices Wages Tourism Production Spending Demand Net Public Total "
    "Average "
    "Hydropower Rainfall Attendance Membership Costs Emissions Temperatures Consumption Investment Employment"
)
_RISES = "rose|fell|climbed|dropped|grew|narrowed|widened|rises|falls|shrank|slipped|increased|decreased|jumped|sank"
_WAS = re.compile(
    r"^(?P<what>.+?)\s(?:now |still |currently |already |only |has |have |had |since |also )*"
    rf"(?P<verb>is|was|are|were|been|stands at|stood at|came to|comes to|amounted to|totall?ed|averaged|reached"
    rf"|hit|passed|exceeded"
    rf"|(?:{_RISES})(?: (?:by )?\S+?(?: percent| per cent)?)? to|costs?|costing)(?: only| just| now)?$"
)
_DID = re.compile(
    r"^(?P<who>.+?)\s(?P<aux>has|have|had)?(?: (?:also|already|now|only|since"
    r"|still))*\s?(?P<verb>[a-z]+)(?: only| just)?$"
)
_PRESENT = word_set(
    "provide pay earn employ run own count keep spend receive cover serve house hold need require expect offer "
    "make hire"
)
_BEHIND_NOUN = re.compile(
    r"\s(?=(?:in|on|at|for|from|to|into|by|with|during|since|between|a|an|per|each|every|last|this|as|after|before|over"
    r"|under|around|across|among|still|already|alone)\s)"
)


def clause_before(before: str) -> str:
    """The words of the clause that stand before the figure, without the time that opens it."""
    return _without_time(_JOINT.split(_without_time(before))[-1])


def _without_time(words: str) -> str:
    clause = words.strip(" -–—")
    while (match := _LEADING_TIME.match(f"{clause} ")) and match.end() <= len(clause):
        clause = clause[match.end() :].strip()
    return clause


def counted(figure: Figure, after: str) -> tuple[str, str]:
    """How the question asks for the figure, with what is counted, and the rest of the clause behind that."""
    if is_share(figure):
        of = re.match(r"of [\w’' -]+", after)
        noun, rest = _noun_and_rest(after) if of else ("", after)
        return f"what share {noun}".strip() if of else "what percentage", rest
    if figure.unit_kind is UnitKind.MONEY:
        return "how much", after
    if figure.unit_kind is UnitKind.COUNT:
        noun, rest = _noun_and_rest(after)
        if not noun or noun.split()[0].lower() in _NO_NOUN:
            unit = figure.stated.unit
            return f"how many {unit_words(unit, None)}" if unit else "how many", after
        return f"how many {noun}", rest
    of = re.match(r"of ", after)
    noun, rest = _noun_and_rest(after) if of else ("", after)
    return f"how many {unit_words(figure.stated.unit, None)} {noun}".strip(), rest


_NO_NOUN = word_set(
    "in on at for from to into by with during since between a an per each every last this as after before over under "
    "around across among still already alone were was are is have has had did will would can could may and or than "
    "more less fewer when if so too ago of"
)


def is_share(figure: Figure) -> bool:
    """A percentage, or a fraction of a whole."""
    high = figure.stated.high
    return figure.unit_kind is UnitKind.PERCENT or (
        figure.unit_kind is UnitKind.COUNT and not figure.stated.unit and high is not None and 0 < high < 1
    )


def _noun_and_rest(after: str) -> tuple[str, str]:
    parts = _BEHIND_NOUN.split(after, maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def lowered(subject: str) -> str:
    """A subject without the capital that only began its sentence, where that is sure."""
    first, space, rest = subject.partition(" ")
    is_small = first in _SMALL or is_people(first.lower())
    return f"{first.lower()}{space}{rest}" if is_small else subject


def _is_subject(words: str) -> bool:
    """Whether words can be asked about: a short phrase without a verb of its own."""
    said = words.split()
    return (
        0 < len(said) <= 12
        and said[0].lower() not in (_PRONOUNS | _NO_NOUN) - {"a", "an"}
        and not any(word in _VERBS for word in said)
    )


_VERBS = word_set(
    "is are was were has have had will would can could may might did does do not to who which said says"
)


def what_was(figure: Figure, before: str, after: str) -> str:
    """“The river stood at 7.9 metres” asks what the river was; “a ticket costs €38” how much it costs."""
    match = _WAS.match(before)
    if match is None or not _is_subject(match["what"]):
        return ""
    what, verb = lowered(match["what"]), match["verb"]
    asked, rest = counted(figure, after)
    if verb.startswith("cost"):
        does = "does" if verb == "costs" else "did"
        return f"How much {does} {what} cost {after}"
    is_counted = figure.unit_kind is UnitKind.COUNT and not is_share(figure) and asked != "how many"
    if is_counted:
        return f"{asked} {verb} {what} {rest}" if verb in {"is", "was", "are", "were"} else ""
    head = re.split(r"\s(?:of|in|for|at|on|from|between)\s", what)[0].split()[-1]
    is_now = verb in {"is", "are"} or verb.endswith("s at") or verb == "comes to"
    be = ("are" if is_now else "were") if is_plural(head.lower()) else ("is" if is_now else "was")
    of = re.match(r"of [\w’' -]+", after)
    unit = unit_words(figure.stated.unit, None) if figure.stated.unit else ""
    tail = f", in {unit}" if unit else ""
    return f"What {be} {what}{tail}{' ' + of.group() if of and unit else ''}"


def how_many_did(figure: Figure, before: str, after: str) -> str:  # noqa: PLR0911 -- one line for each
    """“The island received 61,000 visitors” asks how many visitors the island received, with “did”."""
    match = _DID.match(before)
    if match is None or not _is_subject(match["who"]):
        return ""
    who, aux, verb = lowered(match["who"]), match["aux"], match["verb"]
    asked, rest = counted(figure, after)
    if asked == "how many":
        return ""
    if aux and (is_participle(verb) or verb.endswith("ed")):
        return f"{asked} {aux} {who} {verb} {rest}"
    if aux:
        return ""
    if verb in {"has", "have", "had"}:
        does = {"has": "does", "have": "do", "had": "did"}[verb]
        return f"{asked} {does} {who} have {rest}"
    if base := BASE_OF.get(verb):
        return f"{asked} did {who} {base} {rest}"
    base = verb.removesuffix("s")
    if base != verb and (is_base(base) or base in _PRESENT):
        return f"{asked} does {who} {base} {rest}"
    if verb in _PRESENT and is_plural(who.split()[-1].lower()):
        return f"{asked} do {who} {verb} {rest}"
    return ""


def in_its_place(figure: Figure, before: str, after: str) -> str:
    """The clause as it stands, with “how many” in the place of the figure: “Rovers have signed him for how much?”."""
    words = before.split()
    asked, rest = counted(figure, after)
    if len(words) < 2 or not _has_verb(words) or not _opens_a_clause(words, rest):
        return ""
    if match := _THERE.fullmatch(before):
        return f"{asked} {match['be']} there {rest}" if asked != "how many" else ""
    if asked in {"how many", "what percentage"} and words[-1].lower() in {"the", "a", "an"}:
        return ""
    return f"{before} {asked} {rest}"


_THERE = re.compile(r"there (?P<be>is|are|was|were)", re.IGNORECASE)
_NOBODY = word_set("it we i you this that one not")


def _opens_a_clause(words: list[str], rest: str) -> bool:
    """Whether a reader can tell of whom a clause speaks: not where it has no subject, or one that stands elsewhere."""
    first = words[0].lower()
    if (
        first in (_NOBODY | _NO_NOUN) - {"a", "an"}
        or first in _VERBS
        or words[-1].lower() in {"a", "an", "the", "not"}
    ):
        return False
    return first not in {"he", "she", "they"} or len(words) + len(rest.split()) > 4


def _has_verb(words: list[str]) -> bool:
    return any(
        word in _VERBS
        or word in BASE_OF
        or (word.endswith(("ed", "ing")) and len(word) > 4)
        or word.removesuffix("s") in _PRESENT
        for word in words[1:]
    )
