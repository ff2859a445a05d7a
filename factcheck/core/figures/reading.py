"""The figure field of a citation: a whole text that is one printed figure, and the claim's unit beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, DecimalException

from factcheck.core.decimals import FigureTooLargeError
from factcheck.core.figures.hedging import tables_for
from factcheck.core.figures.mentions import Mention, read_mention, starts_number
from factcheck.core.figures.numbers import Exact, as_decimal, exact
from factcheck.core.figures.settling import settle_unit
from factcheck.core.figures.tokens import Tokens
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.languages import Language, language_for
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import UnitKind, unit_for

MAX_LENGTH = 500
"""Characters in a figure; what is longer is a passage, and is kept as words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as it stands in a text.

    `start` and `end` are places in the text as given, and `text` is what stands between them. `stated` holds what
    the words state, with their unit settled. `per` is the time or thing that a rate is over ("year").
    """

    start: int
    end: int
    text: str
    stated: Stated
    unit_kind: UnitKind
    per: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A figure that cannot be read for certain: its words are kept, and the sentence says why."""

    reason: Sentence


_NOTHING = Sentence(_("There is no figure in these words."))
_TOO_LONG = Sentence(_("This is longer than a figure; write the figure alone."))
_UNSURE = Sentence(_("“%(word)s” leaves it open whether the figure holds at all."))
_COUNTLESS = Sentence(_("“%(word)s” says no number."))

_DOUBT_WORDS = frozenset(
    "maybe perhaps possibly probably apparently allegedly supposedly presumably reportedly unknown unclear unconfirmed "
    "disputed unless might may could should if whether ?".split()
)
_COUNTLESS_WORDS = frozenset("several few many some numerous countless various multiple lots plenty most much more fewer".split())
_OPENING = frozenset("( [ “ \" ‘ ' « „ : , ; … . *".split())
_CLOSING = frozenset(") ] ” \" ’ ' » “ . , ; : … * !".split())
_FUNCTION_WORDS = frozenset(
    "and or but to from in on at by for with as than then that which who whom whose when while where since until before after during "
    "is are was were be been has have had do does did not no nor it its they them their he she his her we you i this these those "
    "there here between among about around over under up down out off if whether per via into onto upon against because so yet".split()
)
_RATES = {
    "a year": "year", "per year": "year", "each year": "year", "every year": "year", "annually": "year", "yearly": "year",
    "per annum": "year", "a month": "month", "per month": "month", "each month": "month", "every month": "month",
    "monthly": "month", "a week": "week", "per week": "week", "each week": "week", "weekly": "week", "a day": "day",
    "per day": "day", "each day": "day", "daily": "day", "every day": "day", "an hour": "hour", "per hour": "hour",
    "hourly": "hour", "per person": "person", "per head": "person", "per capita": "person", "a head": "person",
    "a person": "person", "each": "each", "apiece": "each", "per kilogram": "kilogram", "a kilogram": "kilogram",
    "per kilo": "kilogram", "a kilo": "kilogram", "per year on average": "year",
}  # fmt: skip
_RATE_WORDS = {tuple(phrase.split()): per for phrase, per in _RATES.items()}


def read_figure(text: str, *, unit: str = "", language: str = "") -> Figure | Unread:
    """Read a text that is one printed figure: "around 30,000", "as low as 580,000 and as high as three million".

    `unit` is the claim's, and settles what the words leave open. `language` is the source's, and settles how digits
    are grouped. What is not understood to the last word is Unread, with a sentence for an editor. Never raises.
    """
    if len(text) > MAX_LENGTH:
        return Unread(_NOTHING if not text.strip() else _TOO_LONG)
    tokens = Tokens(text)
    table = language_for(language)
    first, last = _trimmed(tokens)
    if doubtful := _doubtful(tokens, first, last):
        return Unread(doubtful)
    place = next((at for at in range(first, last) if starts_number(tokens, at, table)), None)
    mention = None
    while place is not None and mention is None and place < last:
        mention = read_mention(tokens, place, first, table)
        place = next((at for at in range(place + 1, last) if starts_number(tokens, at, table)), None)
    if mention is None:
        return Unread(_without_number(tokens, first, last))
    try:
        return _figure(tokens, mention, first, last, unit, table)
    except RuleError as error:
        return Unread(error.sentence)
    except (DecimalException, OverflowError):
        return Unread(Sentence(_("The figure has too many digits to be kept as a number.")))


def _trimmed(tokens: Tokens) -> tuple[int, int]:
    """The pieces without brackets, quotation marks and full stops around them."""
    first, last = 0, tokens.count
    while first < last and tokens.words[first] in _OPENING and not (tokens.words[first] == "." and tokens.is_number(first + 1)):
        first += 1
    while first < last and tokens.words[last - 1] in _CLOSING and not _is_unit_mark(tokens, last - 1):
        last -= 1
    return first, last


def _is_unit_mark(tokens: Tokens, place: int) -> bool:
    """The marks of feet and inches touch a number that no such mark opens."""
    return tokens.words[place] in {"'", '"', "’", "”"} and tokens.is_number(place - 1) and tokens.words[0] not in _OPENING


def _doubtful(tokens: Tokens, first: int, last: int) -> Sentence | None:
    for word in tokens.words[first:last]:
        if word in _DOUBT_WORDS:
            return Sentence(_UNSURE.template, {"word": word})
    return None


def _without_number(tokens: Tokens, first: int, last: int) -> Sentence:
    for word in tokens.words[first:last]:
        if word in _COUNTLESS_WORDS:
            return Sentence(_COUNTLESS.template, {"word": word})
    return _NOTHING


def _figure(tokens: Tokens, mention: Mention, first: int, last: int, claim_unit: str, language: Language) -> Figure | Unread:
    if mention.reason is not None:
        return Unread(mention.reason)
    if mention.outer > first:
        return _left_over(tokens, first, mention.outer)
    ends, per, noun = _behind(tokens, mention, last, language)
    if ends < last:
        return _trailing(tokens, mention, ends, last, language)
    unit = settle_unit(mention.unit, noun, claim_unit)
    stated = stated_of(mention, unit)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return Figure(start, end, tokens.text[start:end], stated, unit_for(unit).kind, per)


def stated_of(mention: Mention, unit: str) -> Stated:
    """The mention with its values as they are kept; a share is percent where the unit is."""
    factor = 100 if mention.is_share and unit == "percent" and mention.unit != "percent" else 1
    return Stated(
        mention.hedge, _kept(mention.low, factor), _kept(mention.high, factor), unit, mention.low_hedge, mention.high_hedge
    )


def _kept(value: Exact | None, factor: int) -> Decimal | None:
    if value is None:
        return None
    return as_decimal(value if factor == 1 else exact(value) * factor)


def _left_over(tokens: Tokens, first: int, last: int) -> Unread:
    for word in tokens.words[first:last]:
        if word in _COUNTLESS_WORDS:
            return Unread(Sentence(_COUNTLESS.template, {"word": word}))
    return Unread(Sentence(_("“%(words)s” is not understood as part of a figure."), {"words": tokens.between(first, last)}))


def _behind(tokens: Tokens, mention: Mention, last: int, language: Language) -> tuple[int, str, str]:
    """How far the figure goes on behind its number: the counted noun, a rate, another hedge."""
    place, per, noun = mention.last, "", ""
    start = _noun_start(tokens, mention, place, last, language)
    ends = _noun_end(tokens, start, last)
    if ends > start:
        noun = tokens.between(start, ends)
        place = ends
    if rate := _rate(tokens, place, last):
        place, per = rate
    if place > mention.last and place < last:
        place, hedges = tables_for(language.code).behind(tokens, place)
        if hedges:
            _add_hedges(mention, hedges)
    return min(place, last), per, noun


def _add_hedges(mention: Mention, hedges: list[Hedge]) -> None:
    """"30 people or more": a hedge behind the counted noun."""
    if mention.hedge is not Hedge.EXACT:
        mention.reason = Sentence(_("The words around the figure contradict each other."))
        raise FigureTooLargeError(_("The words around the figure contradict each other."))
    mention.hedge = hedges[0]
    if hedges[0] is Hedge.AT_LEAST:
        mention.high = None
    elif hedges[0] is Hedge.AT_MOST:
        mention.low = None


def _noun_start(tokens: Tokens, mention: Mention, place: int, last: int, language: Language) -> int:
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
        if not raw[0].isalpha() or word in _FUNCTION_WORDS or tuple(tokens.words[place : place + 2]) in _RATE_WORDS:
            break
        if (word,) in _RATE_WORDS or word in {"a", "an", "plus", "odd", "thereabouts"}:
            break
        place += 1
    return place


def _rate(tokens: Tokens, place: int, last: int) -> tuple[int, str] | None:
    """A year, per person, annually."""
    for length in (2, 1):
        if place + length <= last and (per := _RATE_WORDS.get(tuple(tokens.words[place : place + length]))):
            return place + length, per
    return None


def _trailing(tokens: Tokens, mention: Mention, ends: int, last: int, language: Language) -> Unread:
    """Say what is wrong with the words behind the figure."""
    words = tokens.words
    if words[ends] == "or" or (words[ends] == "," and starts_number(tokens, ends + 1, language)):
        if any(starts_number(tokens, at, language) for at in range(ends + 1, last)):
            return Unread(Sentence(_("These are two alternatives, not one figure.")))
    if any(starts_number(tokens, at, language) for at in range(ends, last)):
        return Unread(
            Sentence(_("There is more than one figure here: “%(words)s” is left over."), {"words": tokens.between(ends, last)})
        )
    return _left_over(tokens, ends, last)
