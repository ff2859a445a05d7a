"""The figure field of a citation: a whole text that is one printed figure, and the claim's unit beside it."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from fractions import Fraction

from factcheck.core.figures.figure import Figure, Unread, stated_of
from factcheck.core.figures.following import what_follows
from factcheck.core.figures.grammar import Grammar, grammar_for
from factcheck.core.figures.mentions import Mention, starts_number
from factcheck.core.figures.ranges import read_mention
from factcheck.core.figures.settling import is_counted_by_the_claim, settle_unit
from factcheck.core.figures.tokens import Tokens
from factcheck.core.figures.values import exact
from factcheck.core.hedges import reading_of
from factcheck.core.languages import Language
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import UnitKind, unit_for, unit_words

MAX_LENGTH = 500
"""Characters in a figure; what is longer is a passage, and is kept as words."""


_ANY_TOLERANCE = Decimal("0.05")
"""Whether words leave a number at all does not depend on the tolerance."""


_NOTHING = Sentence(_("There is no figure in these words."))


_TOO_LONG = Sentence(_("This is longer than a figure; write the figure alone."))


_UNSURE = Sentence(_("“%(word)s” leaves it open whether the figure holds at all."))


_TWO_VAGUE = Sentence(_("Two vague words joined name no span that could be compared."))


_COUNTLESS = Sentence(_("“%(word)s” says no number."))


_DOUBT_WORDS = frozenset(
    [
        "maybe",
        "perhaps",
        "possibly",
        "probably",
        "apparently",
        "allegedly",
        "supposedly",
        "presumably",
        "reportedly",
        "unknown",
        "unclear",
        "unconfirmed",
        "disputed",
        "unless",
        "might",
        "may",
        "could",
        "should",
        "if",
        "whether",
        "?",
    ]
)


_COUNTLESS_WORDS = frozenset(
    [
        "several",
        "few",
        "many",
        "some",
        "numerous",
        "countless",
        "various",
        "multiple",
        "lots",
        "plenty",
        "most",
        "much",
        "more",
        "fewer",
    ]
)


_OPENING = frozenset(["(", "[", "“", '"', "‘", "'", "«", "„", ":", ",", ";", "…", ".", "*"])


_CLOSING = frozenset([")", "]", "”", '"', "’", "'", "»", "“", ".", ",", ";", ":", "…", "*", "!"])


def read_figure(text: str, *, unit: str = "", language: str = "") -> Figure | Unread:
    """Read a text that is one printed figure: "around 30,000", "as low as 580,000 and as high as three million".

    `unit` is the claim's, and settles what the words leave open. `language` is the source's, and settles how digits
    are grouped. What is not understood to the last word is Unread, with a sentence for an editor. Never raises.
    """
    if len(text) > MAX_LENGTH:
        return Unread(_NOTHING if not text.strip() else _TOO_LONG)
    grammar = grammar_for(language, prose=False)
    table = grammar.language
    tokens = Tokens(text, table)
    first, last = _trimmed(tokens)
    if doubtful := _doubtful(tokens, first, last, table):
        return Unread(doubtful)
    place = next((at for at in range(first, last) if starts_number(tokens, at, table)), None)
    mention = None
    while place is not None and mention is None and place < last:
        mention = read_mention(tokens, place, first, grammar)
        place = next((at for at in range(place + 1, last) if starts_number(tokens, at, table)), None)
    if mention is None:
        return Unread(_without_number(tokens, first, last))
    try:
        return _figure(tokens, mention, first, last, unit, grammar)
    except RuleError as error:
        return Unread(error.sentence)
    except (DecimalException, OverflowError):
        return Unread(Sentence(_("The figure has too many digits to be kept as a number.")))


def _trimmed(tokens: Tokens) -> tuple[int, int]:
    """The pieces without brackets, quotation marks and full stops around them."""
    first, last = 0, tokens.count
    while (
        first < last
        and tokens.words[first] in _OPENING
        and not (tokens.words[first] == "." and tokens.is_number(first + 1))
    ):
        first += 1
    while first < last and tokens.words[last - 1] in _CLOSING and not _is_unit_mark(tokens, last - 1):
        last -= 1
    return first, last


def _is_unit_mark(tokens: Tokens, place: int) -> bool:
    """The marks of feet and inches touch a number that no such mark opens."""
    return (
        tokens.words[place] in {"'", '"', "’", "”"}
        and tokens.is_number(place - 1)
        and tokens.words[0] not in _OPENING
    )


def _doubtful(tokens: Tokens, first: int, last: int, language: Language) -> Sentence | None:
    vague = [at for at in range(first, last) if tokens.words[at] in language.vague]
    if sum(tokens.words[at - 1] not in language.linkers for at in vague) > 1:
        return _TWO_VAGUE
    for word in tokens.words[first:last]:
        if word in _DOUBT_WORDS:
            return Sentence(_UNSURE.template, {"word": word})
    return None


def _without_number(tokens: Tokens, first: int, last: int) -> Sentence:
    for word in tokens.words[first:last]:
        if word in _COUNTLESS_WORDS:
            return Sentence(_COUNTLESS.template, {"word": word})
    return _NOTHING


def _figure(
    tokens: Tokens, mention: Mention, first: int, last: int, claim_unit: str, grammar: Grammar
) -> Figure | Unread:
    language = grammar.language
    if trouble := mention.reason or mention.doubt:
        return Unread(trouble)
    if mention.outer > first:
        return _left_over(tokens, first, mention.outer)
    ends, per, noun = what_follows(tokens, mention, last, grammar)
    if ends < last:
        return _trailing(tokens, ends, last, language)
    if (
        mention.short == "m"
        and not mention.unit
        and not noun
        and unit_for(claim_unit).kind is UnitKind.LENGTH
    ):
        _as_metres(mention)
    unit = settle_unit(mention.unit, noun, claim_unit)
    if claim_unit and (misfit := _misfit(tokens, mention, (first, last), noun, unit, claim_unit)):
        return Unread(misfit)
    if per.isdecimal():
        unit, per = _out_of(mention, unit, int(per), claim_unit), ""
    stated = stated_of(mention, unit)
    reading_of(stated, tolerance=_ANY_TOLERANCE, floor=unit_for(unit).has_floor)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return Figure(start, end, tokens.text[start:end], stated, unit_for(unit).kind, per)


def _misfit(  # noqa: PLR0911 -- one answer for each case
    tokens: Tokens, mention: Mention, span: tuple[int, int], noun: str, unit: str, claim_unit: str
) -> Sentence | None:
    """Why a figure is not one of what the claim counts, so that it is kept as words instead of compared with nothing
    in silence: another thing, another kind of measure, a share of a count, words behind an amount.
    """
    claimed, own = unit_for(claim_unit), unit_for(unit)
    words = {"noun": noun, "own": unit_words(unit, None), "unit": unit_words(claim_unit, None)}
    if noun and not mention.unit and not is_counted_by_the_claim(noun, claim_unit):
        template = _(
            "It says “%(noun)s”, and the claim counts %(unit)s: give the figure alone if it counts those."
        )
        return Sentence(template, words)
    if noun and own.kind is UnitKind.MONEY:
        return Sentence(
            _("It says “%(noun)s” behind the amount, which may change it. Write the amount out."), words
        )
    if own.kind is not claimed.kind:
        return Sentence(_("It is in %(own)s, and the claim counts %(unit)s."), words)
    if mention.is_share and claimed.kind is UnitKind.COUNT:
        return Sentence(_("This is a share, and the claim counts whole things."))
    said = tokens.words[slice(*span)]
    if mention.is_share and mention.unit != "percent" and {"percent", "%", "cent"} & set(said):
        return Sentence(_("A share of a percent can be read in two ways. Write the percentage."))
    if own.kind is UnitKind.MASS and {"Mt", "MT"} & set(tokens.raw[slice(*span)]):
        return Sentence(_("“Mt” may be tonnes or millions of tonnes. Write the unit out."))
    return None


def _as_metres(mention: Mention) -> None:
    """25m on a claim in metres is no million."""
    million = Fraction(1, 10**6)
    mention.unit = "m"
    mention.low = None if mention.low is None else exact(mention.low) * million
    mention.high = None if mention.high is None else exact(mention.high) * million


def _out_of(mention: Mention, unit: str, base: int, claim_unit: str) -> str:
    """6 per 1,000: a share where the claim is in percent, else a rate with its own unit."""
    if claim_unit == "percent" and mention.unit == "":
        mention.is_share = True
        mention.low = None if mention.low is None else exact(mention.low) * Fraction(1, base)
        mention.high = None if mention.high is None else exact(mention.high) * Fraction(1, base)
        return "percent"
    return f"{unit} per {base:,}".strip()


def _left_over(tokens: Tokens, first: int, last: int) -> Unread:
    for word in tokens.words[first:last]:
        if word in _COUNTLESS_WORDS:
            return Unread(Sentence(_COUNTLESS.template, {"word": word}))
    return Unread(
        Sentence(
            _("“%(words)s” is not understood as part of a figure."), {"words": tokens.between(first, last)}
        )
    )


def _trailing(tokens: Tokens, ends: int, last: int, language: Language) -> Unread:
    """Say what is wrong with the words behind the figure."""
    words = tokens.words
    offers_another = words[ends] == "or" or (words[ends] == "," and starts_number(tokens, ends + 1, language))
    if offers_another and any(starts_number(tokens, at, language) for at in range(ends + 1, last)):
        return Unread(Sentence(_("These are two alternatives, not one figure.")))
    if any(
        tokens.raw[at].isdecimal() and 1900 <= int(tokens.raw[at][:5]) <= 2100 for at in range(ends, last)
    ):
        return Unread(
            Sentence(
                _("“%(words)s” is a date, not part of the figure; give it as the as-of."),
                {"words": tokens.between(ends, last)},
            )
        )
    if any(starts_number(tokens, at, language) for at in range(ends, last)):
        return Unread(
            Sentence(
                _("There is more than one figure here: “%(words)s” is left over."),
                {"words": tokens.between(ends, last)},
            )
        )
    return _left_over(tokens, ends, last)
