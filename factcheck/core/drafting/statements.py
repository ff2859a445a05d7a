"""From a question to the statement that answers it, where the rules for English are sure of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.core.drafting.amounts import by_how_much, how_much, what_cost, what_is
from factcheck.core.drafting.counts import how_many, to_how_many
from factcheck.core.drafting.frames import Frame
from factcheck.core.drafting.matters import how_fast, how_tall, what_share, when_did, who_did

MAX_WORDS = 40
"""Words of a question that are turned into a statement; a longer one is left as it stands."""


def frame_for(question: str, unit: str = "", *, is_text: bool = False) -> Frame | None:
    """The statement that answers a question, or None where no rule is sure of it.

    | question | statement |
    |---|---|
    | How many people died …? | … people died … |
    | How many people did the flood kill …? | The flood killed … people … |
    | How many arrivals has the centre examined? | The centre has examined … arrivals |
    | How many countries are there in …? | There are … countries in … |
    | To how many countries can one escape? | One can escape to … countries |
    | How much did the bridge cost? What does it cost to …? | The bridge cost …. It costs … to … |
    | By how much did arrivals fall in …? | Arrivals fell by … in … |
    | What was paid for …? | … was paid for … |
    | What share of those who left are women? | … of those who left are women |
    | What is the population of …? | The population of … is … |
    | When did she reach …? In what year was it built? | She reached … in …. It was built in … |
    | How tall is the tower? How fast does light travel? | The tower is … tall. Light travels at … |
    | Who wrote the novel? | … wrote the novel |

    A question with “did” or “does” is turned only where exactly one of its words can be the verb and the verb's forms
    are known.
    """
    text = " ".join(question.split()).rstrip("?").strip()
    if "?" in text or len(text.split()) > MAX_WORDS:
        return None
    lead, text = _lead(text)
    for pattern, rule in _RULES:
        if match := pattern.match(text):
            if _ASKS_TWICE.search(text, match.end() - 1) or "," in _UNIT_ASKED_FOR.sub("", text):
                return None
            frame = rule(text[match.end() :].split(), match)
            if frame is None:
                return None
            before = f"{lead} {frame.before}" if lead else frame.before
            return Frame(before.strip(), frame.after.strip(), frame.slot, frame.is_past, unit, is_text)
    return None


def _lead(text: str) -> tuple[str, str]:
    """“In 2019, how many …”: what stands before the question stands before the statement."""
    match = re.match(r"((?:In|During|Between|Since|By|On|At) [^,]+,) (?=how|what|when|who)", text)
    return (match[1], text[match.end() :]) if match else ("", text)


_ASKS_TWICE = re.compile(
    r"\s(?:how|what|why|whether)\b|\b(?:and|or) (?:when|where|who|which)\b", re.IGNORECASE
)
_UNIT_ASKED_FOR = re.compile(r", in [\w ]+$")
_Rule = Callable[[list[str], "re.Match[str]"], Frame | None]
_DID = "did|does|do"
_WAS = "is|are|was|were"

_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (r"how many ", how_many),
        (r"(to|in|from|into|for|on) how many ", to_how_many),
        (rf"by how much ({_DID}) ", by_how_much),
        (r"how much ", how_much),
        (r"what (?:share|proportion|percentage|fraction) of ", what_share),
        (rf"what ({_DID}) ", what_cost),
        (rf"what ({_WAS}) ", what_is),
        (rf"(?:when|(?:in )?(?:what|which) year) ({_DID}|{_WAS}) ", when_did),
        (rf"how (tall|long|high|deep|wide|thick|old) ({_WAS}) ", how_tall),
        (rf"how (fast|long|far) ({_DID}|can|could) ", how_fast),
        (r"who ", who_did),
    )
]
