"""What follows the number in a figure that stands alone: the counted noun, a rate, another hedge."""

from __future__ import annotations

from factcheck.core.decimals import FigureTooLargeError
from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.hedging import hedges_behind
from factcheck.core.figures.mentions import Mention
from factcheck.core.figures.tokens import Tokens
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_FUNCTION_WORDS = frozenset(
    [
        "and",
        "or",
        "but",
        "to",
        "from",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "as",
        "than",
        "then",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "while",
        "where",
        "since",
        "until",
        "before",
        "after",
        "during",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
        "nor",
        "it",
        "its",
        "they",
        "them",
        "their",
        "he",
        "she",
        "his",
        "her",
        "we",
        "you",
        "i",
        "this",
        "these",
        "those",
        "there",
        "here",
        "between",
        "among",
        "about",
        "around",
        "over",
        "under",
        "up",
        "down",
        "out",
        "off",
        "if",
        "whether",
        "per",
        "via",
        "into",
        "onto",
        "upon",
        "against",
        "because",
        "so",
        "yet",
    ]
)


_RATES = {
    "a year": "year", "per year": "year", "each year": "year", "every year": "year", "annually": "year",
    "yearly": "year",
    "per annum": "year", "a month": "month", "per month": "month", "each month": "month", "every month": "month",
    "monthly": "month", "a week": "week", "per week": "week", "each week": "week", "weekly": "week", "a day": "day",
    "per day": "day", "each day": "day", "daily": "day", "every day": "day", "an hour": "hour", "per hour": "hour",
    "hourly": "hour", "per person": "person", "per head": "person", "per capita": "person", "a head": "person",
    "a person": "person", "each": "each", "apiece": "each", "per kilogram": "kilogram", "a kilogram": "kilogram",
    "per kilo": "kilogram", "a kilo": "kilogram", "per year on average": "year",
}  # fmt: skip


_RATE_WORDS = {tuple(phrase.split()): per for phrase, per in _RATES.items()}


def what_follows(tokens: Tokens, mention: Mention, last: int, grammar: Grammar) -> tuple[int, str, str]:
    """How far the figure goes on behind its number: the counted noun, a rate, another hedge."""
    place, per, noun = mention.last, "", ""
    start = _noun_start(tokens, place, last, grammar.language)
    ends = _noun_end(tokens, start, last)
    if ends > start:
        noun = tokens.between(start, ends)
        place = ends
    if not noun and mention.noun_place >= 0:
        noun = tokens.between(mention.noun_place, _noun_end(tokens, mention.noun_place, place))
    if rate := _rate(tokens, place, last):
        place, per = rate
    if place > mention.last and place < last:
        place, hedges = hedges_behind(grammar, tokens, place)
        if hedges:
            _add_hedges(mention, hedges)
    return min(place, last), per, noun


def _add_hedges(mention: Mention, hedges: list[Hedge]) -> None:
    """A hedge behind the counted noun: "30 people or more"."""
    if mention.hedge is not Hedge.EXACT:
        mention.reason = Sentence(_("The words around the figure contradict each other."))
        raise FigureTooLargeError(_("The words around the figure contradict each other."))
    mention.hedge = hedges[0]
    if hedges[0] is Hedge.AT_LEAST:
        mention.high = None
    elif hedges[0] is Hedge.AT_MOST:
        mention.low = None


def _noun_start(tokens: Tokens, place: int, last: int, language: Language) -> int:
    if place < last and tokens.words[place] == "-" and tokens.glued(place - 1):
        return place + 1
    if place < last and tokens.words[place] in language.linkers:
        return place + 1
    return place


def _noun_end(tokens: Tokens, start: int, last: int) -> int:
    """The end of the words that name what is counted: up to six, none of which joins or qualifies."""
    place = start
    while place < last and place - start < 6:
        word, raw = tokens.words[place], tokens.raw[place]
        if word == "-" and place > start and tokens.glued(place - 1) and tokens.glued(place):
            place += 1
            continue
        if (
            not raw[0].isalpha()
            or word in _FUNCTION_WORDS
            or tuple(tokens.words[place : place + 2]) in _RATE_WORDS
        ):
            break
        if (word,) in _RATE_WORDS or word in {"a", "an", "plus", "odd", "thereabouts"}:
            break
        place += 1
    return place


def _rate(tokens: Tokens, place: int, last: int) -> tuple[int, str] | None:
    """A year, per person, annually."""
    if tokens.words[place] == "per" and place + 2 <= last and tokens.is_number(place + 1):
        base = tokens.raw[place + 1].replace(",", "")
        if base.isdecimal() and base.strip("0") == "1" and len(base) < 10:
            return place + 2, base
    for length in (2, 1):
        if place + length <= last and (per := _RATE_WORDS.get(tuple(tokens.words[place : place + length]))):
            return place + length, per
    return None
