"""The words of a question or a sentence that tell what it is about, brought to one form."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.core.drafting.verbs import BASE_OF
from factcheck.core.units.nouns import singular
from factcheck.core.units.word_sets import word_set

_STOP = word_set(
    """
    a an the and or but nor so yet if then than that which who whom whose what when where while why how as at by for
    from in into of off on onto out over per since till to under until up upon via with within without about above
    across after against along amid among around before behind below between beyond despite down during except like
    near past toward through is are was were be been being am has have had having do does did done can could will
    would shall should may might must it its they them their theirs he him his she her hers we us our you your i me my
    this these those there here also just only even still again already ever never now too very more most much many
    some any each every all both either neither such own other another because although though unless whether however
    said say says told tell according et al mr mrs ms one two three s t re ve ll d m get got make made take took
    people person year number figure total amount share percent percentage proportion end
    """
)
"""Words that say nothing of what a claim is about. What is counted is compared by unit, not by "people"."""

_FAMILIES = tuple(
    word_set(row)
    for row in (
        "cost price fee pay charge worth sell sold buy bought rate payment paid",
        "die death dead kill perish fatality toll lethal deadly victim",
        "arrive arrival reach enter land come",
        "flee escape defect leave exodus fugitive defector escapee",
        "share percentage proportion fraction comprise majority percent",
        "army military troop soldier force",
        "detain arrest catch hold imprison jail capture custody prison",
        "fall drop decline decrease plummet dwindle shrink slump plunge",
        "rise grow increase surge soar climb jump growth",
        "year annual annually yearly",
        "boat ship vessel",
        "live reside inhabit dwell resident inhabitant population",
        "build construct erect building construction",
        "vote ballot election poll turnout",
        "injure wound hurt injury casualty",
        "house home dwelling household",
        "job employment work worker employ employee workforce",
        "earn salary wage income pay",
        "school pupil student education",
        "investigate examine screen probe inspect",
        "spy agent espionage",
        "woman female women girl",
        "man male men boy",
        "child minor infant children",
        "crop harvest yield",
        "infect infection case contract",
        "displace evacuate uproot displaced",
    )
)
"""Words that news uses for one thing. None of them belongs to one story."""

_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("our", "or"),
    ("tre", "ter"),
)
_ENDINGS = (
    "izations", "ization", "ations", "ation", "ating", "ated", "ates", "ate", "ments", "ment", "ings", "ing", "ions",
    "ion", "ors", "or", "ers", "er", "ees", "ee", "ies", "ied", "ed", "es", "ese", "ans", "an", "ly", "als", "al", "s",
    "e", "a", "y",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d{4}")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its endings: "defectors", "defected" and "defection" are one. A stem need not be a word."""
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    word = BASE_OF.get(word, word)
    word = singular(word) if len(word) > 3 else word
    for british, american in _SPELLINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word.removesuffix(british) + american
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


_FAMILY_OF = {
    stem(word): number for number, family in reversed(list(enumerate(_FAMILIES))) for word in family
}


def family_of(stemmed: str) -> int | None:
    """The family of words of which a stem is one."""
    return _FAMILY_OF.get(stemmed)


@lru_cache(maxsize=20_000)
def stems_in(text: str) -> tuple[str, ...]:
    """The stems of a text in order, each once, without words that say nothing of its subject."""
    words = (part for match in _WORD.finditer(text) for part in _parts(match.group()))
    return tuple(
        dict.fromkeys(stem(word) for word in words if word.casefold() not in _STOP and len(word) > 1)
    )


def _parts(word: str) -> list[str]:
    return word.split("-") if "-" in word else [word]


def search_words(text: str) -> list[str]:
    """The words of a text to search for, as they stand, without those that say nothing."""
    words = (part for match in _WORD.finditer(text) for part in _parts(match.group()))
    bare = (word.casefold().removesuffix("'s").removesuffix("’s") for word in words)
    return list(dict.fromkeys(word for word in bare if word not in _STOP and len(word) > 1))
