"""Statements for questions that ask how much, what it costs and what something is."""

from __future__ import annotations

import re

from factcheck.core.drafting import phrases, verbs
from factcheck.core.drafting.answers import Slot
from factcheck.core.drafting.frames import Frame
from factcheck.core.drafting.phrases import clause_of
from factcheck.core.drafting.verbs import inflected
from factcheck.core.drafting.word_sets import word_set


def how_much(tokens: list[str], _match: re.Match[str]) -> Frame | None:
    at = next((place for place, word in enumerate(tokens) if word.lower() in phrases.AUXILIARIES), None)
    if at is None or at > 3 or len(tokens) < at + 2:
        return None
    auxiliary, noun, behind = tokens[at].lower(), " ".join(tokens[:at]), tokens[at + 1 :]
    if auxiliary in phrases.BE:
        return _what_is(behind, auxiliary) if not noun else None
    if auxiliary not in phrases.DO | phrases.MODALS:
        return None
    clause = clause_of(behind, takes_object=False)
    if clause is None or clause.rest == "by":
        return None
    verb = inflected(auxiliary, clause.verb)
    if clause.verb in verbs.CHANGES:
        verb = f"{verb} by"
    of = "" if noun.lower() in {"", "money"} else f"of {noun}"
    return Frame(f"{clause.subject} {verb}", f"{of} {clause.rest}", Slot.AMOUNT, auxiliary == "did")


def what_cost(tokens: list[str], match: re.Match[str]) -> Frame | None:
    """“What did a kilogram of rice cost, in won?”: the unit asked for comes with the answer."""
    text = re.sub(r", in [\w ]+$", "", " ".join(tokens))
    clause = clause_of(text.split(), takes_object=False)
    if clause is None or clause.verb not in {"cost", "weigh", "earn", "measure", "charge"}:
        return None
    auxiliary = match[1].lower()
    return Frame(
        f"{clause.subject} {inflected(auxiliary, clause.verb)}",
        clause.rest,
        Slot.AMOUNT,
        auxiliary == "did",
    )


def by_how_much(tokens: list[str], match: re.Match[str]) -> Frame | None:
    clause = clause_of(tokens, takes_object=False)
    if clause is None or clause.verb not in verbs.CHANGES:
        return None
    auxiliary = match[1].lower()
    return Frame(
        f"{clause.subject} {inflected(auxiliary, clause.verb)} by",
        clause.rest,
        Slot.AMOUNT,
        auxiliary == "did",
    )


_PAID = word_set("paid spent raised stolen lost seized collected earned donated allocated produced")


def what_is(tokens: list[str], match: re.Match[str]) -> Frame | None:
    return _what_is(tokens, match[1].lower())


def _what_is(tokens: list[str], auxiliary: str) -> Frame | None:
    is_past = auxiliary in {"was", "were"}
    if tokens[:1] and tokens[0].lower() in _PAID and auxiliary in {"is", "was"}:
        is_sound = len(tokens) > 1 and tokens[1].lower() in phrases.PREPOSITIONS - {"as"}
        return Frame("", f"{auxiliary} {' '.join(tokens)}", Slot.AMOUNT, is_past) if is_sound else None
    if phrases.is_plain_noun_phrase(tokens):
        return Frame(f"{' '.join(tokens)} {auxiliary}", "", Slot.FREE, is_past)
    return None
