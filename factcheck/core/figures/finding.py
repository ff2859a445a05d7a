"""Every figure in running prose, by the grammar of the figure field and rules for what is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import DecimalException
from fractions import Fraction

from factcheck.core.figures.counted import counted_noun, subject_of
from factcheck.core.figures.figure import Figure, stated_of
from factcheck.core.figures.grammar import Grammar, grammar_for
from factcheck.core.figures.mentions import Mention, starts_number
from factcheck.core.figures.nearness import time_near
from factcheck.core.figures.prose_words import MONTHS
from factcheck.core.figures.ranges import read_mention
from factcheck.core.figures.refusals import DIGIT_RULES, WORD_RULES
from factcheck.core.figures.settling import settle_unit
from factcheck.core.figures.times import Published, read_published, times_in
from factcheck.core.figures.tokens import Tokens
from factcheck.core.figures.unit_words import POUNDS
from factcheck.core.figures.values import exact
from factcheck.core.hedges import Hedge
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import unit_for
from factcheck.core.units.word_sets import word_set

PART = 200_000
"""Characters that are read at a time."""

_HYPHENS = frozenset("-–")
_UNSURE = frozenset({"maybe", "perhaps", "possibly", "probably"})


def find_figures(text: str, *, published: str | None = None, language: str = "") -> Iterator[Figure]:
    """Yield the figures of a text in the order in which they stand. Never raises; one pass, linear in the text.

    `published` is the day, month or year of publication as EDTF; relative dates ("last year") need it.
    """
    grammar = grammar_for(language, prose=True)
    day = read_published(published)
    for offset, part in _parts(text):
        yield from _figures_in(part, offset, grammar, day)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts that fit in memory, cut at the end of a line, of a sentence or at least of a word."""
    start = 0
    while len(text) - start > PART:
        end = start + PART
        for mark in ("\n", ". ", " "):
            found = text.rfind(mark, end - PART // 10, end)
            if found > 0:
                end = found + len(mark)
                break
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _figures_in(text: str, offset: int, grammar: Grammar, day: Published | None) -> Iterator[Figure]:
    tokens = Tokens(text, grammar.language)
    mentions = _mentions(tokens, grammar)
    if not mentions:
        return
    times = times_in(tokens, day)
    at = 0
    for number, mention in enumerate(mentions):
        while at < len(times) and times[at].last <= mention.first:
            at += 1
        following = mentions[number + 1].first if number + 1 < len(mentions) else tokens.count
        figure = _figure(
            tokens, mention, grammar, time_near(tokens, times, at, mention.first, mention.last, following)
        )
        if figure is not None:
            yield (
                figure
                if not offset
                else replace(figure, start=figure.start + offset, end=figure.end + offset)
            )


def _mentions(tokens: Tokens, grammar: Grammar) -> list[Mention]:
    """Every place that reads as a figure and is none of the things that only look like one."""
    mentions = []
    place = floor = 0
    while place < tokens.count:
        if not starts_number(tokens, place, grammar.language):
            place += 1
            continue
        refused = _refused(tokens, place)
        if refused:
            place = floor = _past_hyphens(tokens, max(refused, place + 1))
            continue
        mention = read_mention(tokens, place, floor, grammar)
        if mention is None:
            place += 1
            continue
        if mention.reason is None and not _is_in_a_word(tokens, mention):
            mentions.append(mention)
        place = floor = max(mention.last, place + 1)
    return mentions


def _refused(tokens: Tokens, place: int) -> int:
    for refusal in DIGIT_RULES if tokens.is_number(place) else WORD_RULES:
        last = refusal.rule(tokens, place)
        if last:
            return last
    return 0


def _past_hyphens(tokens: Tokens, place: int) -> int:
    """Past the rest of a name or a number with hyphens: ISO 3888-2."""
    while (
        tokens.words[place] in _HYPHENS
        and tokens.glued(place - 1)
        and tokens.glued(place)
        and tokens.is_number(place + 1)
    ):
        place += 2
    return place


def _is_in_a_word(tokens: Tokens, mention: Mention) -> bool:
    """3G and 8x: letters that touch the last digit and are no unit."""
    last = mention.last - 1
    after = tokens.raw[last + 1][:1]
    return tokens.glued(last) and (after.isdecimal() or (after.isalpha() and tokens.is_number(last)))


def _figure(tokens: Tokens, mention: Mention, grammar: Grammar, as_of: str) -> Figure | None:
    noun, ends = counted_noun(tokens, mention, grammar)
    unit = settle_unit(mention.unit, noun, "")
    if mention.unit == POUNDS and not _speaks_of_money(tokens, mention):
        unit = "lb"
    elif not unit and _is_an_age(tokens, mention):
        unit = "year of age"
    try:
        stated = stated_of(mention, unit)
    except (RuleError, DecimalException, OverflowError):
        return None
    start, end = tokens.starts[mention.first], tokens.ends[mention.last - 1]
    return Figure(
        start,
        end,
        tokens.text[start:end],
        stated,
        unit_for(unit).kind,
        as_of=as_of,
        subject=subject_of(tokens, mention, ends),
        doubt=_doubt(tokens, mention),
    )


_MONEY_WORDS = word_set(
    """
    pay paid pays paying cost costs costing worth spend spent spending price prices priced fine
    fined tax taxes fee fees debt loan earn earned earning salary wage wages budget sold sell bought
    buy charge charged bill raised raise profit loss fund funding
    """
)


def _speaks_of_money(tokens: Tokens, mention: Mention) -> bool:
    """Pounds are money where millions of them are named, or where money is spoken of just before; else weight."""
    low = mention.low if mention.low is not None else mention.high
    return (
        low is None
        or abs(Fraction(exact(low))) >= 10**5
        or bool(_MONEY_WORDS & set(tokens.words[max(0, mention.first - 8) : mention.first]))
    )


def _is_an_age(tokens: Tokens, mention: Mention) -> bool:
    """Imam Samudra, 32, is accused: a number between commas behind a name."""
    words, place = tokens.words, mention.core
    if (
        mention.hedge is not Hedge.EXACT
        or words[place - 1] != ","
        or words[mention.last] not in {",", "."}
        or mention.last != place + 1
    ):
        return False
    name = tokens.raw[place - 2] if words[place - 2] != "." else tokens.raw[place - 3]
    return (
        name[:1].isupper()
        and words[place].isdecimal()
        and 0 < int(words[place][:4]) < 116
        and words[place - 2] not in MONTHS
    )


def _doubt(tokens: Tokens, mention: Mention) -> Sentence | None:
    """Why a figure in prose is not certain: a word that leaves it open, or digits with a second reading."""
    before = tokens.words[mention.first - 1]
    if before in _UNSURE:
        return Sentence(_("“%(word)s” leaves it open whether the figure holds at all."), {"word": before})
    return mention.doubt
