"""Statements for questions that ask what share, when, how tall, how fast and who."""

from __future__ import annotations

import re

from factcheck.core.drafting import phrases, verbs
from factcheck.core.drafting.answers import Slot
from factcheck.core.drafting.frames import Frame
from factcheck.core.drafting.phrases import clause_of
from factcheck.core.drafting.verbs import inflected


def what_share(tokens: list[str], _match: re.Match[str]) -> Frame | None:
    at = next((p for p, w in enumerate(tokens) if w.lower() in phrases.AUXILIARIES), None)
    if at is None:
        past = [
            place
            for place, word in enumerate(tokens)
            if place and verbs.is_past(word) and not verbs.is_base(word)
        ]
        is_plain = (
            len(past) == 1
            and phrases.is_finite_at(tokens, past[0])
            and not {w.lower() for w in tokens} & phrases.RELATIVES
        )
        return Frame("", f"of {' '.join(tokens)}", Slot.SHARE, True) if is_plain else None
    auxiliary, behind = tokens[at].lower(), tokens[at + 1 :]
    if at == 0 or not behind or phrases.begins_a_noun(behind[0]):
        return None
    is_of_many = tokens[at - 1].lower().endswith("s") or {w.lower() for w in tokens[:at]} & _MANY
    is_verb = (
        auxiliary in {"are", "were"}
        or (auxiliary in {"is", "was"} and not is_of_many)
        or (auxiliary in {"have", "had"} | phrases.MODALS and phrases.goes_on_with_a_verb(behind[0]))
    )
    is_sound = is_verb and not any(word.lower() in phrases.DO for word in behind)
    return (
        Frame("", f"of {' '.join(tokens)}", Slot.SHARE, auxiliary in {"were", "was", "had"})
        if is_sound
        else None
    )


_MANY = frozenset({"those", "these", "people", "women", "men", "children", "who"})


def when_did(tokens: list[str], match: re.Match[str]) -> Frame | None:
    auxiliary = match[1].lower()
    if auxiliary in phrases.BE:
        at = [place for place, word in enumerate(tokens) if place and phrases.is_like_participle(word)]
        is_sound = len(at) == 1 and phrases.begins_a_noun(tokens[0]) and tokens[0].lower() != "there"
        is_sound = (
            is_sound
            and tokens[at[0] - 1].lower() not in phrases.DETERMINERS | phrases.PREPOSITIONS
            and phrases.may_follow(tokens[at[0] + 1 :], takes_object=True)
        )
        if not is_sound or phrases.RELATIVES & set(tokens) or auxiliary not in {"was", "were"}:
            return None
        said = [*tokens[: at[0]], auxiliary, *tokens[at[0] :]]
        return Frame(" ".join(said), "", Slot.WHEN, True)
    clause = clause_of(tokens, takes_object=True)
    if clause is None:
        return None
    verb = inflected(auxiliary, clause.verb)
    return Frame(f"{clause.subject} {verb} {clause.rest}", "", Slot.WHEN, auxiliary == "did")


def how_tall(tokens: list[str], match: re.Match[str]) -> Frame | None:
    if not phrases.is_plain_noun_phrase(tokens):
        return None
    adjective, auxiliary = match[1].lower(), match[2].lower()
    return Frame(f"{' '.join(tokens)} {auxiliary}", adjective, Slot.LENGTH, auxiliary in {"was", "were"})


_PACES: dict[str, tuple[str, frozenset[str]]] = {
    "fast": ("at", frozenset({"travel", "fly", "swim", "run", "move", "go", "drive"})),
    "long": ("", frozenset({"last", "take"})),
    "far": ("", frozenset({"travel", "fly", "swim", "run", "march"})),
}


def how_fast(tokens: list[str], match: re.Match[str]) -> Frame | None:
    clause = clause_of(tokens, takes_object=False)
    preposition, known = _PACES[match[1].lower()]
    if clause is None or clause.verb not in known:
        return None
    auxiliary = match[2].lower()
    before = f"{clause.subject} {inflected(auxiliary, clause.verb)} {preposition}"
    return Frame(before, clause.rest, Slot.AMOUNT, auxiliary == "did")


def who_did(tokens: list[str], _match: re.Match[str]) -> Frame | None:
    is_sound = len(tokens) > 1 and verbs.is_past(tokens[0])
    return Frame("", " ".join(tokens), Slot.WORDS, True) if is_sound else None
