"""Questions for money and for percentages."""

from __future__ import annotations

import re

from factcheck.core.proposals.asking import lowered
from factcheck.core.reading import FoundFigure
from factcheck.core.units import UnitKind


def of_a_price(found: FoundFigure, before: str, after: str) -> str:
    """Money: what something costs, where the sentence says so; else how much, with its words."""
    if found.figure.unit_kind is not UnitKind.MONEY:
        return ""
    if match := _COST_OF.search(before):
        what = match["what"] if match["what"].startswith("the ") else f"the {match['what']}"
        return f"What is {what}"
    match = re.search(r"\b(?P<who>(?:[A-Z][\w’'-]*\s)+)(?:pa(?:y|id|ying)|spen[dt]|earn(?:ed)?)\b", before)
    if match and not after:
        return f"How much do {match['who'].strip()} pay" if "pay" in before.lower() else ""
    match = re.match(r"to (?P<what>[a-z]\w+ [\w’' -]{3,80})$", after)
    return f"How much does it cost to {match['what']}" if match else ""


_COST_OF = re.compile(
    r"\b(?P<what>(?:the )?(?:cost|price|value|fee|salary|budget|debt|income|wage|rent)s? (?:of|for) (?!the year)"
    r"[\w’' -]{3,80}?)\s+(?:is|was|were|rose|fell|soar|jump|reach|ha[sd]|stood|climb|to|at|from|exceed|ris)"
)


def of_a_share(found: FoundFigure, before: str, after: str) -> str:
    """A percentage of something: what share of it; of a rise or fall: by how much."""
    if found.figure.unit_kind is not UnitKind.PERCENT:
        return ""
    if match := _CHANGED.search(before):
        base = {"fell": "fall", "rose": "rise", "grew": "grow", "shrank": "shrink", "dropped": "drop"}
        verb = base.get(match["verb"], match["verb"].removesuffix("d"))
        what = re.sub(r"^(?:while|and|but|that)\s", "", match["what"].strip())
        return f"By how much did {lowered(what)} {verb}"
    match = _MAKES_UP.search(before)
    if match and (of := re.match(r"of (?P<whole>[\w’' -]{3,80})", after)):
        who = re.sub(r"^.*\b(?:that|and|but)\s", "", match["who"])
        return f"What share of {of['whole']} are {lowered(who)}"
    return ""


def share_of(found: FoundFigure, _before: str, after: str) -> str:
    """“65 % of the ships lost” asks what share of them, where no verb says more."""
    if found.figure.unit_kind is not UnitKind.PERCENT:
        return ""
    of = re.match(r"of (?P<whole>(?!whom|which|them)[\w’' -]{3,100})", after)
    return f"What share of {of['whole']}" if of and len(of["whole"].split()) > 2 else ""


_CHANGED = re.compile(
    r"(?P<what>[\w’' -]{3,60}?)\s(?P<verb>fell|rose|dropped|grew|increased|decreased|declined|shrank)(?: by)?$"
)
_MAKES_UP = re.compile(
    r"(?P<who>[\w’'-]+(?: [\w’'-]+){0,3}) (?:comprised?|accounts? for|accounted for|make up|made up|are|is|were)$"
)
