"""What a number in prose counts: the noun behind it."""

from __future__ import annotations

from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.mentions import Mention
from factcheck.core.figures.prose_words import FUNCTION_WORDS, NOT_NOUNS
from factcheck.core.figures.tokens import Tokens
from factcheck.core.units.nouns import is_plural
from factcheck.core.units.word_sets import word_set

_MOST_ADJECTIVES = 4
_MOST_PIECES = 12
_DETERMINERS = word_set("the its their his her our my your those these")


def counted_noun(tokens: Tokens, mention: Mention, grammar: Grammar) -> tuple[str, int]:
    """The counted noun as it stands, and the place behind it; "" where the number counts nothing that is named.

    The first plural among the next few words, none of which joins or qualifies; one of a thing takes the next word.
    """
    noun, ends = _noun_from(tokens, mention, mention.last, grammar)
    if not noun and mention.noun_place >= 0:
        noun, _ends = _noun_from(tokens, mention, mention.noun_place, grammar)
    return noun, ends


def _noun_from(tokens: Tokens, mention: Mention, last: int, grammar: Grammar) -> tuple[str, int]:
    words, raw = tokens.words, tokens.raw
    place = last
    if words[place] in grammar.language.linkers:
        place += 1
        if words[place] in _DETERMINERS:
            place += 1
    if words[place] == "-" and tokens.glued(place - 1) and tokens.glued(place):
        place += 1
    is_one = mention.low == mention.high == 1 and words[last] not in grammar.language.linkers
    seen = 0
    end = min(place + _MOST_PIECES, tokens.count)
    while place < end and seen < _MOST_ADJECTIVES:
        word = words[place]
        if word in {"-", "."} and (tokens.glued(place - 1) and (word == "-" or len(words[place - 1]) == 1)):
            place += 1  # dial-up subscribers, U.S. soldiers
            continue
        if not raw[place][0].isalpha() or word in FUNCTION_WORDS or word in NOT_NOUNS:
            break
        hangs = words[place + 1] == "-" and tokens.glued(place) and tokens.glued(place + 1)
        if "'" in word or "’" in word or hangs or len(word) == 1:
            place += 1  # the North's soldiers
            seen += not hangs
            continue
        if is_plural(word) or (is_one and not seen):
            return raw[place], place + 1
        place += 1
        seen += 1
    return "", last


_MOST_SUBJECT = 8


def subject_of(tokens: Tokens, mention: Mention, ends: int) -> str:
    """The words that say what is counted: up to the counted noun and an "of" behind it, else those before.

    "90% of whom are now women" is of whom; "1,418 reached the South" has its subject in another sentence.
    """
    words, raw = tokens.words, tokens.raw
    place = first = mention.last
    if ends > mention.last:
        place = ends
    if words[place] in {"of", "among"}:
        last = place + 1
        while last - place < _MOST_SUBJECT and raw[last][:1].isalpha() and words[last] not in _SUBJECT_ENDS:
            last += 1
        place = last if last > place + 1 else place
    if place > first:
        return tokens.text[tokens.starts[first] : tokens.ends[place - 1]].strip("- ")
    return _words_before(tokens, mention)


def _words_before(tokens: Tokens, mention: Mention) -> str:
    """The end of the clause before the figure."""
    last = mention.first
    first = last
    while (
        first > 0
        and last - first < _MOST_SUBJECT
        and tokens.raw[first - 1][:1].isalpha()
        and tokens.words[first - 1] not in {"and", "but", "while"}
    ):
        first -= 1
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]] if first < last else ""


_SUBJECT_ENDS = word_set(
    """
    is are was were has have had who which that and but or said says would will can could to in on
    at from by as with
    """
)
