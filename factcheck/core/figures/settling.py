"""What the unit of a figure is, once the claim has said what it counts."""

from __future__ import annotations

from factcheck.core.figures.unit_words import POUNDS
from factcheck.core.units import UnitKind, unit_for
from factcheck.core.units.currencies import CURRENCY_NAMES, FAMILIES, settle_currency
from factcheck.core.units.lookup import CENTS
from factcheck.core.units.nouns import is_people, singular

_CENTS_OF = {code: cents for cents, (code, *_words) in CENTS.items()}


def settle_unit(found: str, noun: str, claim_unit: str) -> str:  # noqa: PLR0911 (one answer for each case)
    """The unit that is meant: what the words say, and where they leave it open, what the claim counts.

    A sign that several currencies share is the claim's currency where it is one of them. People are `person` on a
    claim about persons. A bare number takes the claim's unit. A noun for another thing keeps its own unit.
    """
    if found == POUNDS:
        return (
            claim_unit
            if claim_unit in FAMILIES["£"]
            else ("lb" if unit_for(claim_unit).kind is UnitKind.MASS else "GBP")
        )
    if found in FAMILIES:
        return settle_currency(found, claim_unit)
    if found in CURRENCY_NAMES:
        return found
    if found == "US cent" and claim_unit in _CENTS_OF:
        return _CENTS_OF[claim_unit]
    if found == "°" and unit_for(claim_unit).kind is UnitKind.TEMPERATURE:
        return claim_unit
    if found == "yr" and unit_for(claim_unit).kind is UnitKind.AGE and not noun:
        return claim_unit
    if found:
        return found
    if noun:
        return _settle_noun(noun, claim_unit)
    return unit_for(claim_unit).symbol if claim_unit else ""


def _settle_noun(noun: str, claim_unit: str) -> str:
    claimed = unit_for(claim_unit) if claim_unit else None
    head = head_noun(noun)
    if claimed is not None and claimed.symbol == "person" and is_people(head):
        return "person"
    own = unit_for(singular(noun)).symbol
    if claimed is not None and claimed.symbol == own:
        return own
    short = unit_for(singular(head)).symbol
    if short in {"people", "person"}:
        return "person"
    return short


def is_counted_by_the_claim(noun: str, claim_unit: str) -> bool:
    """Say whether a noun behind a figure is what the claim counts, or a measure with a unit of its own.

    Any other word ("90 escapes", "5 Mrd", "30 confirmed" on a claim about persons) may be another thing, another
    spelling of the same, or no noun at all, and which of them is for a person to say.
    """
    claimed, head = unit_for(claim_unit), head_noun(noun)
    if claimed.symbol == "person" and is_people(head):
        return True
    own = unit_for(singular(head))
    return claimed.symbol in {own.symbol, unit_for(singular(noun)).symbol} or own.kind is not UnitKind.COUNT


def head_noun(phrase: str) -> str:
    """The word that is counted: the last before any "of", "in" or "from"."""
    words = phrase.split()
    for place, word in enumerate(words):
        if place and word.lower() in {"of", "in", "from", "among", "on", "at", "for", "with"}:
            return words[place - 1]
    return words[-1] if words else ""
