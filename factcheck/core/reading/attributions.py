"""Whom a text credits with what it says: “according to …”, “… said”, the speaker of a transcript.

Each rule looks at one sentence and answers the name as it stands, or "". It comes with a sentence in which it finds
one and a sentence in which it must not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.reading.credited_data import data_show, per_report, puts_at
from factcheck.core.reading.credited_names import QUOTED, named
from factcheck.core.reading.foreign import german_or_french
from factcheck.core.sentences import gettext_noop as _


class Credit(StrEnum):
    """How a text credits somebody."""

    ACCORDING_TO = "according_to"
    SAYS = "says"
    DATA = "data"
    SPEAKER = "speaker"
    EARLIER = "earlier"


CREDIT_WORDS: dict[Credit, str] = {
    Credit.ACCORDING_TO: _("“according to” in the sentence"),
    Credit.SAYS: _("named in the sentence as saying so"),
    Credit.DATA: _("named in the sentence as the source of the data"),
    Credit.SPEAKER: _("speaks in this paragraph"),
    Credit.EARLIER: _("named shortly before, and still meant here"),
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom the text credits: the name, and by which rule it was found. "" where nobody is."""

    name: str
    credit: Credit


_SAYING = (
    "said|says|told|tells|estimated|estimates?|reported|reports|announced|announces|stated|states|noted|notes|added"
    "|wrote|writes|explained|explains|warned|warns|lamented|laments|confirmed|confirms|argued|argues|recalled|recalls"
    "|denied|denies|insisted|insists|acknowledged|predicted|predicts|cautioned"
    "|testified|calculated|calculates|(?:claimed?s?|claims|found|finds?|showed|shows?|revealed|reveals?|suggested"
    "|suggests?|agreed?|declared|disclosed|projects|projected|recorded|counted|admitted|believes?|thinks?) that"
)


def according_to(sentence: str) -> str:
    """The words behind “according to”, up to a comma, a relative clause or the end."""
    match = re.search(
        r"\b[Aa]ccording to\s+(?P<who>[^,;:.“”\"()]*(?:\.(?=\S|\s[A-Z]\.)[^,;:.“”\"()]*)*)", sentence
    )
    return named(match["who"]) if match else ""


def somebody_says(sentence: str) -> str:
    """The subject of a verb of saying that opens the sentence, or stands behind a quote or “, said …”."""
    bare = QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)
    for pattern in _SAID:
        for match in pattern.finditer(bare):
            if who := named(match["who"]):
                return who
    return ""


def told_to(sentence: str) -> str:
    """“…, a source in the province, also near the border, told the radio”: the whole subject behind the comma."""
    match = re.search(
        r"(?:,|[”\"’'])\s(?P<who>(?:an?|the|one|another|some|two|[A-Z])[^,“”\"]{2,80}?)(?:,[^,“”\"]{2,80},)?"
        r"\s(?:told|said to)\s(?:the |an? )?[A-Z]",
        sentence,
    )
    return named(match["who"]) if match else ""


_OPENING = r"(?:^|[.;]\s|(?:^|,\s)(?:but|and|But|And|Meanwhile|However|So|Still|Yet),?\s)[“\"]?"
_SUBJECT = r"(?:(?:the|The|A|An|a|an|One|Some|Many)\s)?(?:[\w’'.-]+\s){0,6}?[\w’'.-]+"
_SAID = (
    re.compile(r"(?:,|\s\s)\s*(?:said|says|explained|added|wrote|warned)\s(?P<who>[^,.;“”\"]{2,80})"),
    re.compile(
        rf"{_OPENING}(?P<who>(?:[A-Z][\w’'.-]*)(?:\s[\w’'.-]+){{0,7}}?)(?:,[^,]{{2,120}},)?(?:\s(?:also|later|then|has|have|had"
        rf"|recently|previously))?\s(?P<verb>{_SAYING})\b(?!\s(?:at|on|in|by|off|up|down|an? end|no)\b)"
    ),
    re.compile(
        rf"(?:,|\s\s)\s*(?P<who>{_SUBJECT}),?\s(?:said|says|told|estimated|estimates|reported|explained|added)\b(?!\sto\b)"
    ),
    re.compile(r"\bSo says (?P<who>[^,.;]{2,60})"),
)


_PRONOUN = re.compile(
    rf"\b(?:he|she|He|She|the source|The source|the official|the ministry|The ministry|the report|The report)"
    rf"(?: \w+ly| also| then)? (?:{_SAYING})\b"
)


def pronoun_says(sentence: str) -> bool:
    """Whether “he”, “she” or “the source” says so: whoever was named last is meant."""
    return _PRONOUN.search(QUOTED.sub(" ", sentence)) is not None


@dataclass(frozen=True, slots=True)
class CreditRule:
    """A rule, how it credits, a sentence in which it finds a name, that name, and a sentence in which it finds none."""

    rule: Callable[[str], str]
    credit: Credit
    finds: str
    name: str
    refuses: str


RULES: tuple[CreditRule, ...] = (
    CreditRule(
        according_to,
        Credit.ACCORDING_TO,
        "Some 400 ships were lost, according to the Harbour Office of Leith, which keeps the rolls.",
        "Harbour Office of Leith",
        "The 40 accords were signed as agreed.",
    ),
    CreditRule(
        told_to,
        Credit.SAYS,
        "More than 12 crews are missing, a pilot in Leith, himself a sailor, told the Courier.",
        "a pilot in Leith",
        "The 12 crews were told to wait.",
    ),
    CreditRule(
        data_show,
        Credit.DATA,
        "Harbour Office figures show that 400 ships were lost.",
        "Harbour Office",
        "The figures show that 400 ships were lost.",
    ),
    CreditRule(
        per_report,
        Credit.DATA,
        "By 2017 it was 40 ships, per the report of the harbour board.",
        "harbour board",
        "The fee is 40 euros, per ship of the line.",
    ),
    CreditRule(
        puts_at,
        Credit.SAYS,
        "The Leith Courier, quoting a pilot, put the number of ships at 40.",
        "Leith Courier",
        "The Courier put the 40 ships in its paper.",
    ),
    CreditRule(
        german_or_french,
        Credit.SAYS,
        "Laut dem Hafenamt sanken 40 Schiffe.",
        "Hafenamt",
        "Die Schiffe waren laut und alt.",
    ),
    CreditRule(
        somebody_says,
        Credit.SAYS,
        "Anna Berg estimates that the fleet has shrunk to 40 ships.",
        "Anna Berg",
        "The storm claimed 40 ships.",
    ),
)


def credited_in(sentence: str) -> Attribution | None:
    """Whom a sentence by itself credits; the first rule that finds a name."""
    for rule in RULES:
        if who := rule.rule(sentence):
            return Attribution(who, rule.credit)
    return None
