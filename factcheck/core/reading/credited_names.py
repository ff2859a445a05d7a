"""A name as an attribution says it, cut out of the words in which a text credits it."""

from __future__ import annotations

import re

from factcheck.core.units.word_sets import word_set

QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_ENDS_OF_NAMES = re.compile(
    r",?\s+(?:who|which|that|whose|where|when|while|as|but|and (?:a|the|has|have|was|were|is)\b"
    r"|in an? \w*\s?(?:interview|report|statement|speech|study|survey|article|letter|briefing)"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|last (?:week|month|year)|this (?:week|month|year)|yesterday|citing|speaking|told|said|released|published"
    r"|compiled|collected|dated)\b.*"
)
DATA_WORDS = (
    "data|figures?|statistics|numbers?|estimates?|records?|reports?|stud(?:y|ies)|surveys?|polls?"
    "|research|census"
)
_DATA_TAIL = re.compile(rf"['’]?s?\s+(?:own |latest |official |new |recent )?(?:{DATA_WORDS})$")
_HIDDEN = re.compile(
    rf"^(?:an? )?(?:(?:latest|official|new|recent|annual) )?(?:{DATA_WORDS}|interview) "
    r"(?:from|by|of|released by|published by|compiled by|with|at) (?:the )?",
    re.IGNORECASE,
)
_NO_ENDS = word_set("of for in on at to by with from and or the a an no not number share rate")
_NO_NAMES = word_set(
    "the i'm it this that these those there which who what they we i you he she his her its their law"
)
_MERE_DATA = word_set(
    "reports report data figures statistics estimates numbers studies study results surveys survey polls records the "
    "latest official new recent of"
)


_CLAUSE = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might)\b")


def named(words: str) -> str:
    """A name as an attribution says it: without its article, relative clause and the word for its data."""
    who = " ".join(words.split()).strip(' ,.“”"')
    who = _HIDDEN.sub("", who)
    who = _ENDS_OF_NAMES.sub("", who)
    who = _DATA_TAIL.sub("", who).strip(" ,")
    who = re.sub(r"^(?:the|The)\s+", "", who)
    if _CLAUSE.search(who) or who in {"A", "An", "Some", "One"}:
        return ""
    words_of_it = who.lower().split()
    if words_of_it and (words_of_it[-1] in _NO_ENDS or _MERE_DATA.issuperset(words_of_it)):
        return ""
    is_name = bool(who) and who.split()[0].lower() not in _NO_NAMES and len(who) <= 120
    return who if is_name and not re.search(r"\d", who.split()[0]) else ""
