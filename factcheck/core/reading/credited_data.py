"""Whose data, reports and estimates a text credits."""

from __future__ import annotations

import re

from factcheck.core.reading.credited_names import DATA_WORDS, QUOTED, named


def data_show(sentence: str) -> str:
    """Whose data, figures or estimates show something, or whom they come from."""
    match = re.search(
        rf"(?P<who>(?:[A-Z][\w.’'&-]*\s)(?:(?:of|for|on|and|the|[A-Z][\w.’'&-]*)\s)*?)(?:{DATA_WORDS})"
        r"\s(?:show|shows|showed|suggest|suggests|suggested|indicate|indicates|indicated|put|puts|reveal|revealed)\b",
        sentence,
    ) or re.search(
        rf"\b(?:{DATA_WORDS}) (?:from|by|of|released by|published by|compiled by) (?:the )?"
        r"(?P<who>[A-Z][\w.’'&-]*(?:\s(?:of|for|on|and|the|[A-Z][\w.’'&-]*))*)\s(?:show|suggest|indicate|put|reveal)",
        sentence,
    )
    if match is None:
        bare = QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)
        match = _SMALL_BODY.search(bare)
    return named(match["who"]) if match else ""


_BODY = (
    r"ministr(?:y|ies)|office|agency|bureau|bank|commission|institute|council|board|authority|department|court|police"
    r"|union|association|union|university|government|service|company|charity|hospital|city|army|statistics|watchdog"
)
_SMALL_BODY = re.compile(
    rf"(?:^|[,;]\s)(?:[Tt]he |[Oo]fficial )?(?P<who>(?:[\w-]+ ){{0,3}}?(?:{_BODY})(?: of [\w ]{{2,30}}?)?)(?:['’]s?)?"
    rf"\s(?:own |latest |new |preliminary |final )*(?:{DATA_WORDS})\s(?:show|suggest|indicate|put|reveal)"
)
"""The ministry's figures show: a body without a capital."""


def per_report(sentence: str) -> str:
    """“…, per the report of the board”, “citing the board”, “estimates by the board suggest”."""
    match = _PER.search(sentence) or _ESTIMATES_BY.search(sentence)
    return named(match["who"]) if match else ""


_PER = re.compile(
    rf"(?:,\s|\()(?:as )?per (?:the |an? )?(?:\w+ )?(?:{DATA_WORDS}) (?:of|by"
    rf"|from) (?:the )?(?P<who>[^,.;:()“”\"]{{2,80}})"
)
_ESTIMATES_BY = re.compile(
    rf"\b(?:{DATA_WORDS}) (?:by|from|of) (?:the )?(?P<who>[a-z]+(?: [a-z]+){{0,3}}? ?(?:{_BODY}))"
    r"\s(?:show|suggest|indicate|put|reveal|estimate)"
)


def puts_at(sentence: str) -> str:
    """“The Courier, quoting a pilot, put the losses at 40”: whoever puts a figure at."""
    match = _PUTS.search(QUOTED.sub(" ", sentence))
    return named(match["who"]) if match else ""


_PUTS = re.compile(
    r"(?:^|[.;]\s)(?:(?:The|A|An|But|And)\s)?(?P<who>(?:[\w’'.-]+\s){0,5}?[A-Z][\w’'.-]*)(?:,[^,]{2,80},)?"
    r"\s(?:has |have |had )?(?:put|puts)\s(?:the |its |their )[\w’' -]{2,60}?\sat\s"
)
