"""Statements for questions that ask how many."""

from __future__ import annotations

import re

from factcheck.core.drafting import phrases, verbs
from factcheck.core.drafting.answers import Slot
from factcheck.core.drafting.frames import Frame
from factcheck.core.drafting.phrases import clause_of
from factcheck.core.drafting.verbs import inflected


def how_many(tokens: list[str], _match: re.Match[str]) -> Frame | None:
    at = next((place for place, word in enumerate(tokens) if word.lower() in phrases.AUXILIARIES), None)
    if at is None:
        return _with_plain_verb(tokens)
    auxiliary, noun, behind = tokens[at].lower(), tokens[:at], tokens[at + 1 :]
    if not noun or not behind:
        return None
    if {word.lower() for word in noun} & phrases.RELATIVES:
        is_inverted = auxiliary in phrases.DO or phrases.begins_a_noun(behind[0])
        later = any(word.lower() in phrases.DO for word in behind)
        return None if is_inverted or later else _as_subject(tokens, auxiliary)
    if auxiliary in phrases.BE:
        return _how_many_are(tokens, auxiliary, noun, behind)
    if auxiliary in phrases.HAVE:
        return _how_many_have(tokens, auxiliary, noun, behind)
    return _how_many_do(tokens, auxiliary, noun, behind)


def _how_many_do(tokens: list[str], auxiliary: str, noun: list[str], behind: list[str]) -> Frame | None:
    """The many are the subject of “did not vote” and “could be saved”, and the object of “did the flood kill”."""
    is_subject = (
        behind[0].lower() == "not" if auxiliary in phrases.DO else phrases.goes_on_with_a_verb(behind[0])
    )
    return _as_subject(tokens, auxiliary) if is_subject else _as_object(auxiliary, noun, behind)


def _with_plain_verb(tokens: list[str]) -> Frame | None:
    """No auxiliary: the many do it themselves, if a verb is there at all."""
    found = [word for place, word in enumerate(tokens) if place and phrases.is_finite_at(tokens, place)]
    if not found:
        return None
    is_past = verbs.is_past(found[0]) and not verbs.is_base(found[0])
    return Frame("", " ".join(tokens), Slot.COUNT, is_past)


def _as_subject(tokens: list[str], auxiliary: str) -> Frame:
    return Frame("", " ".join(tokens), Slot.COUNT, auxiliary in {"was", "were", "did", "had", "could"})


def _as_object(auxiliary: str, noun: list[str], behind: list[str]) -> Frame | None:
    clause = clause_of(behind, takes_object=False)
    if clause is None:
        return None
    verb = inflected(auxiliary, clause.verb)
    return Frame(
        f"{clause.subject} {verb}", f"{' '.join(noun)} {clause.rest}", Slot.COUNT, auxiliary == "did"
    )


def _how_many_are(tokens: list[str], auxiliary: str, noun: list[str], behind: list[str]) -> Frame | None:
    if auxiliary not in {"are", "were"}:
        return None
    if behind[0].lower() == "there":
        return Frame(
            f"there {auxiliary}", f"{' '.join(noun)} {' '.join(behind[1:])}", Slot.COUNT, auxiliary == "were"
        )
    return None if phrases.begins_a_noun(behind[0]) else _as_subject(tokens, auxiliary)


def _how_many_have(tokens: list[str], auxiliary: str, noun: list[str], behind: list[str]) -> Frame | None:
    if auxiliary != "has" and phrases.goes_on_with_a_verb(behind[0]):
        return _as_subject(tokens, auxiliary)
    at = [place for place, word in enumerate(behind) if place and phrases.is_like_participle(word)]
    is_sound = phrases.begins_a_noun(behind[0]) and len(at) == 1 and phrases.AUXILIARIES.isdisjoint(behind)
    if not is_sound or phrases.RELATIVES & set(behind):
        return None
    rest = behind[at[0] + 1 :]
    if behind[at[0] - 1].lower() in phrases.DETERMINERS | phrases.PREPOSITIONS:
        return None
    if not phrases.may_follow(rest, takes_object=False):
        return None
    said = " ".join([*behind[: at[0]], auxiliary, behind[at[0]]])
    return Frame(said, f"{' '.join(noun)} {' '.join(rest)}", Slot.COUNT, auxiliary == "had")


def to_how_many(tokens: list[str], match: re.Match[str]) -> Frame | None:
    at = next((place for place, word in enumerate(tokens) if word.lower() in phrases.AUXILIARIES), None)
    if not at or tokens[at].lower() not in phrases.DO | phrases.MODALS:
        return None
    clause = clause_of(tokens[at + 1 :], takes_object=False)
    if clause is None:
        return None
    verb = inflected(tokens[at].lower(), clause.verb)
    before = f"{clause.subject} {verb} {match[1].lower()}"
    return Frame(before, f"{' '.join(tokens[:at])} {clause.rest}", Slot.COUNT, tokens[at].lower() == "did")
