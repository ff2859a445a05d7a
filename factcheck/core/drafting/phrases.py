"""The small words of English questions, and how subject, verb and the rest are told apart by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.drafting.verbs import TAKE_NO_OBJECT, is_base, is_participle, is_past
from factcheck.core.drafting.word_sets import word_set

DO = frozenset({"did", "do", "does"})
BE = frozenset({"is", "are", "was", "were"})
HAVE = frozenset({"has", "have", "had"})
MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})
AUXILIARIES = DO | BE | HAVE | MODALS

DETERMINERS = word_set(
    "the a an this that these those its his her their our my your each every all both some any no"
)
PRONOUNS = word_set("it he she they one we you i there")
RELATIVES = frozenset({"who", "that", "which", "whom", "whose", "when", "where", "while", "if", "because"})
PREPOSITIONS = word_set(
    "in on at for per to from during between since until against by over after before with within under of into "
    "across through among as off up out about around near without despite throughout"
)
_ADVERBS = word_set(
    "overland abroad worldwide globally annually yearly daily monthly weekly today now there each every "
    "altogether"
)
_STRANDED = word_set("in on at for to from of by with into against about between under within as per")
"""Prepositions that, at the end, wait for the very words that the question asks for: “what did it sell for”."""

_BEFORE_A_PARTICIPLE = frozenset({"been", "ever", "already", "now", "since", "so", "not", "either"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What follows an auxiliary in a question: the subject, the verb in its plain form, and the rest."""

    subject: str
    verb: str
    rest: str


def begins_a_noun(word: str) -> bool:
    """Whether a word can begin a subject: an article, a pronoun or a name."""
    return word.lower() in DETERMINERS | PRONOUNS or word[:1].isupper()


def clause_of(tokens: Sequence[str], *, takes_object: bool) -> Clause | None:
    """Subject, verb and rest, or None where they cannot be told apart for certain.

    Exactly one word may be a verb that is known, and the words around it must bear it out: no article or preposition
    stands before it, and it is followed by the end, a preposition, an adverb or, with `takes_object`, by an object
    that an article, a name or a figure begins.
    """
    at = [place for place, word in enumerate(tokens) if place and is_base(word)]
    if tokens and tokens[0].lower() in PRONOUNS:
        at = at[:1] if at[:1] == [1] else []
    if len(at) != 1:
        return None
    place = at[0]
    subject, rest = tokens[:place], tokens[place + 1 :]
    is_sound = (
        subject[-1].lower() not in DETERMINERS | PREPOSITIONS
        and not {word.lower() for word in subject} & (RELATIVES | AUXILIARIES | {"not"})
        and not any("," in word for word in subject)
        and not (tokens[place] == "have" and rest[:1] == ["to"])
        and may_follow(rest, takes_object=takes_object)
    )
    return Clause(" ".join(subject), tokens[place], " ".join(rest)) if is_sound else None


def may_follow(rest: Sequence[str], *, takes_object: bool) -> bool:
    """Whether what stands behind a verb is complete without the answer: nothing, or words that say where and when."""
    if not rest:
        return True
    first, last = rest[0].strip(",").lower(), rest[-1].lower()
    if takes_object:
        return (
            first in PREPOSITIONS | DETERMINERS | _ADVERBS or rest[0][:1].isupper() or rest[0][:1].isdecimal()
        )
    return (first in PREPOSITIONS | _ADVERBS or _is_year(first)) and last not in _STRANDED


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()


def is_like_participle(word: str) -> bool:
    return is_participle(word) or (word.endswith("ed") and len(word) > 4)


def goes_on_with_a_verb(word: str) -> bool:
    """Whether a word behind "have" or a modal continues the verb, so that no subject stands between."""
    word = word.lower()
    return (
        word in _BEFORE_A_PARTICIPLE | {"be", "have"}
        or is_like_participle(word)
        or is_base(word)
        or word.endswith("ly")
    )


def is_finite_at(tokens: Sequence[str], place: int) -> bool:
    """Whether the word is a verb with a subject: “many came”, but not “many killed in the war” or “cases of fire”.

    A past form that may be a participle needs an object, or a verb that takes none; a plain form needs a plural
    before it and the end, an object or a preposition behind it.
    """
    word, before, rest = tokens[place], tokens[place - 1].lower(), tokens[place + 1 :]
    if before in DETERMINERS | PREPOSITIONS:
        return False
    if is_past(word) and not is_base(word):
        has_object = bool(rest) and rest[0].lower() not in PREPOSITIONS and not _is_year(rest[0])
        return not is_participle(word) or word in TAKE_NO_OBJECT or has_object
    is_many = before.endswith("s") or before in {"people", "women", "men", "children", "police"}
    return is_base(word) and is_many and may_follow(rest, takes_object=True)


def is_plain_noun_phrase(tokens: Sequence[str]) -> bool:
    """Whether words are one noun phrase and nothing else, as far as small words show: no clause, no verb form."""
    if not tokens or not begins_a_noun(tokens[0]) or tokens[0].lower() in PRONOUNS:
        return False
    lowered = [word.strip(",").lower() for word in tokens]
    return (
        not set(lowered[1:]) & (RELATIVES | AUXILIARIES | PRONOUNS | {"like", "called", "not", "to"})
        and not any(word.endswith("ing") or is_like_participle(word) for word in lowered)
        and lowered[-1] not in PREPOSITIONS | DETERMINERS
        and not any("," in word for word in tokens)
    )
