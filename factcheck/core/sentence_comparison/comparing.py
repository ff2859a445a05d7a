"""The verdict on two sentences, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.comparison import Relation
from factcheck.core.dates import say_date
from factcheck.core.figures.finding import find_figures
from factcheck.core.figures.grammar import Grammar, grammar_for
from factcheck.core.figures.sayings import say_stated
from factcheck.core.figures.tokens import Tokens
from factcheck.core.hedges import Stated, reading_of
from factcheck.core.rounding import significant_digits
from factcheck.core.sentence_comparison.content import content_words, share_said
from factcheck.core.sentence_comparison.pairing import Sided, all_sided, best_partner, is_rounding
from factcheck.core.sentence_comparison.slots import Slots, readings_of, slots_of
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import UnitKind

TOLERANCE = Decimal("0.05")
"""What "about" allows where no desk has set its own."""

MAX_LENGTH = 20_000
"""Characters of a sentence that are compared."""

SAID_WITH_TELLING_FIGURE = 0.5
"""Share of the second sentence's words that the first must say too, where a figure tells the two apart from others."""

SAID_WITH_EXACT_FIGURE = 0.35
"""The same where a figure has three digits or more that count: few sentences name 222,000 by chance."""

SAID_WITH_SMALL_FIGURE = 0.6
"""The same where no figure is telling: "three" is in many sentences, "5.5 million" in few."""

SAID_FOR_CONFLICT = 0.8
"""Share of words in common, both ways, from which two figures that are apart are taken for rival answers."""


@dataclass(frozen=True, slots=True)
class SentenceComparison:
    """How the figures of two sentences stand to each other.

    `a_entails_b` says that everything the second sentence says about figures follows from the first.
    """

    relation: Relation
    a_entails_b: bool
    reason: Sentence


def compare_figures(a: str, b: str, *, language: str = "") -> SentenceComparison:
    """Compare the figures of two sentences. Never raises."""
    found = _compared(a[:MAX_LENGTH], b[:MAX_LENGTH], language)
    if found.relation is Relation.CONFLICT and (times := _different_times(a, b, language)):
        template = _("The figures hold for different times: %(first)s, and %(second)s.")
        reason = Sentence(template, {"first": times[0], "second": times[1]})
        return SentenceComparison(Relation.EXPLAINED, a_entails_b=False, reason=reason)
    return found


def _different_times(a: str, b: str, language: str) -> tuple[str, str] | None:
    """The times of two sentences whose figures all name one and share none: succession is not contradiction."""
    first, second = (
        {figure.as_of for figure in find_figures(text[:MAX_LENGTH], language=language)} for text in (a, b)
    )
    if not first or not second or "" in first | second or first & second:
        return None
    return ", ".join(say_date(time) for time in sorted(first)), ", ".join(
        say_date(time) for time in sorted(second)
    )


def _compared(a: str, b: str, language: str) -> SentenceComparison:
    grammar = grammar_for(language, prose=True)
    a_tokens, b_tokens = Tokens(a, grammar.language), Tokens(b, grammar.language)
    a_slots, b_slots = slots_of(a_tokens, grammar), slots_of(b_tokens, grammar)
    if a_slots and b_slots and a_slots.frame == b_slots.frame and a_slots.numbers:
        verdict = _same_sentence(a_slots, b_slots, grammar)
        if verdict is not None:
            return verdict
    return _two_sentences(a, b, a_tokens, b_tokens, language)


def _same_sentence(a: Slots, b: Slots, grammar: Grammar) -> SentenceComparison | None:
    """The sentences differ in their numbers alone, which are compared in turn; None where one is unreadable."""
    same = follows = True
    for one, other in zip(a.numbers, b.numbers, strict=True):
        stated = readings_of(one, other, grammar)
        if stated is None:
            return None
        try:
            x, y = (reading_of(words, tolerance=TOLERANCE, floor=False) for words in stated)
        except RuleError:
            return None
        if not x.meets(y):
            return SentenceComparison(Relation.CONFLICT, a_entails_b=False, reason=_cannot_both_hold(*stated))
        same = same and x == y
        follows = follows and y.low <= x.low and x.high <= y.high
    if same:
        return SentenceComparison(
            Relation.AGREE, a_entails_b=True, reason=Sentence(_("Every figure is the same."))
        )
    if follows:
        reason = Sentence(
            _("The sentences are the same, and each figure of the second follows from the first.")
        )
    else:
        reason = Sentence(_("The figures can both hold, but the second does not follow from the first."))
    return SentenceComparison(Relation.COMPATIBLE, a_entails_b=follows, reason=reason)


def _cannot_both_hold(one: Stated, other: Stated) -> Sentence:
    return Sentence(
        _("The sentences are the same but for “%(one)s” and “%(other)s”, which cannot both hold."),
        {"one": say_stated(one), "other": say_stated(other)},
    )


def _two_sentences(a: str, b: str, a_tokens: Tokens, b_tokens: Tokens, language: str) -> SentenceComparison:
    """Sentences in different words: figures are paired, and the words around tell whether they count one thing."""
    a_figures, b_figures = list(find_figures(a, language=language)), list(find_figures(b, language=language))
    ones, others = all_sided(a_figures), all_sided(b_figures)
    a_words = content_words(a_tokens, a_figures, language)
    b_words = content_words(b_tokens, b_figures, language)
    said = share_said(b_words, a_words)
    near = min(said, share_said(a_words, b_words)) >= SAID_FOR_CONFLICT
    partners = [(other, best_partner(other, ones)) for other in others]
    if near and (rivals := _rivals(partners)):
        return SentenceComparison(Relation.CONFLICT, a_entails_b=False, reason=_apart(*rivals))
    relation = _relation(partners)
    if (missing := _missing(partners)) is not None:
        reason = Sentence(
            _("The first sentence says nothing from which “%(figure)s” follows."),
            {"figure": missing.figure.text},
        )
        return SentenceComparison(relation, a_entails_b=False, reason=reason)
    if number := _unsaid_number(a_tokens, b_tokens, b_figures_spans=[(f.start, f.end) for f in b_figures]):
        reason = Sentence(_("The first sentence does not say “%(number)s”."), {"number": number})
        return SentenceComparison(relation, a_entails_b=False, reason=reason)
    if said < min(map(_needed, others), default=SAID_WITH_SMALL_FIGURE):
        reason = Sentence(
            _(
                "The figures fit, but too few of the words around them are the same to say that they count one thing."
            )
        )
        return SentenceComparison(relation, a_entails_b=False, reason=reason)
    reason = Sentence(
        _("Every figure of the second sentence follows from the first, said of the same thing.")
    )
    return SentenceComparison(relation, a_entails_b=True, reason=reason)


Partners = list[tuple[Sided, Sided | None]]


def _rivals(partners: Partners) -> tuple[Sided, Sided] | None:
    """Two figures of one unit that are apart, and neither a rounding of the other."""
    for other, one in partners:
        if (
            one is not None
            and one.dimension == other.dimension
            and not one.reading.meets(other.reading)
            and not is_rounding(one, other)
        ):
            return one, other
    return None


def _apart(one: Sided, other: Sided) -> Sentence:
    return Sentence(
        _("The sentences speak of the same thing, and “%(one)s” and “%(other)s” cannot both hold."),
        {"one": one.figure.text, "other": other.figure.text},
    )


def _relation(partners: Partners) -> Relation:
    pairs = [
        (one, other)
        for other, one in partners
        if one is not None and (one.reading.meets(other.reading) or is_rounding(one, other))
    ]
    if not pairs:
        return Relation.INCOMPARABLE
    if all(one.reading == other.reading for one, other in pairs):
        return Relation.AGREE
    if all(one.reading.meets(other.reading) for one, other in pairs):
        return Relation.COMPATIBLE
    return Relation.ROUNDING


def _missing(partners: Partners) -> Sided | None:
    """The first figure of the second sentence that nothing in the first implies."""
    return next(
        (
            other
            for other, one in partners
            if one is None or not (one.implies(other) or _is_coarser(other, one))
        ),
        None,
    )


def _is_coarser(other: Sided, one: Sided) -> bool:
    """$1.8 trillion follows from $1.845 trillion: the second is the first, rounded."""
    x, y = one.figure.stated.low, other.figure.stated.low
    return (
        is_rounding(one, other)
        and x is not None
        and y is not None
        and significant_digits(y) < significant_digits(x)
    )


def _unsaid_number(a_tokens: Tokens, b_tokens: Tokens, *, b_figures_spans: list[tuple[int, int]]) -> str:
    """A year, a date or a number in a name that only the second sentence has."""
    known = set(a_tokens.words)
    for place in range(b_tokens.count):
        if (
            not b_tokens.is_number(place)
            or b_tokens.words[place] in known
            or b_tokens.words[place + 1] in _ORDINALS
        ):
            continue
        start = b_tokens.starts[place]
        if not any(first <= start < last for first, last in b_figures_spans):
            return b_tokens.raw[place]
    return ""


_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def _needed(other: Sided) -> float:
    """How much of the words must be the same, by how telling a figure is."""
    if not _is_telling(other):
        return SAID_WITH_SMALL_FIGURE
    value = other.figure.stated.low if other.figure.stated.low is not None else other.figure.stated.high
    is_exact = value is not None and significant_digits(value) >= 3
    return SAID_WITH_EXACT_FIGURE if is_exact else SAID_WITH_TELLING_FIGURE


def _is_telling(other: Sided) -> bool:
    """Money, percent, measures and counts above twenty tell what a sentence is about; "three" does not."""
    value = other.figure.stated.low if other.figure.stated.low is not None else other.figure.stated.high
    if value is None:
        return False
    return other.kind is not UnitKind.COUNT or value > 20 or value != value.to_integral_value()
