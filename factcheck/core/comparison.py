"""The relation of two citations of one claim, with one sentence of reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc

from factcheck.core import reasons
from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.readings import Reading, on_one_scale
from factcheck.core.rounding import is_rounding
from factcheck.core.sentences import Sentence
from factcheck.core.units import UnitKind, unit_for


class Relation(StrEnum):
    """How two citations of a claim stand to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    ROUNDING = "rounding"
    EXPLAINED = "explained"
    CONFLICT = "conflict"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation, the rule that decided it, and the reason in a sentence."""

    relation: Relation
    rule: str
    reason: Sentence


def compare(one: Reading, other: Reading, terms: Terms) -> Comparison:
    """Compare two citations: what cannot be compared first, then the answers, then scope and time.

    The relation does not depend on the order of the two, and a read figure agrees with itself. Where the answers
    are apart, scope and time are asked whether they explain it; where they meet, the reason names a difference of
    scope or period all the same.
    """
    first, second = sorted((one, other), key=_order)
    for rule in (unread, _itself, different_unit, no_period):
        if found := rule(first, second, terms):
            return found
    if terms.answer_kind is AnswerKind.TEXT:
        return (
            _agree(first, second, terms)
            if first.text == second.text
            else _compare_apart(first, second, terms)
        )
    first, second = on_one_scale((first, second))
    if (first.low, first.high) == (second.low, second.high):
        return _agree(first, second, terms)
    if max(first.low, second.low) <= min(first.high, second.high):
        return _compatible(first, second, terms)
    return _compare_apart(first, second, terms)


def _order(reading: Reading) -> tuple[object, ...]:
    return reading.first_day, reading.last_day, reading.low, reading.high, reading.key, reading.text


def _say(relation: Relation, rule: str, template: str, first: Reading, second: Reading) -> Comparison:
    unscoped = Sentence(reasons.NO_SCOPE)
    values = {
        "first": first.figure,
        "second": second.figure,
        "first_scope": first.scope_words or unscoped,
        "second_scope": second.scope_words or unscoped,
        "first_as_of": first.as_of_words,
        "second_as_of": second.as_of_words,
    }
    return Comparison(relation, rule, Sentence(template, values))


def unread(first: Reading, second: Reading, _terms: Terms) -> Comparison | None:
    """What could not be read for certain is kept as words and compared with nothing."""
    if first.is_read and second.is_read:
        return None
    kept = second if first.is_read else first
    return _say(Relation.INCOMPARABLE, "unread", reasons.UNREAD, kept, kept)


def _itself(first: Reading, second: Reading, _terms: Terms) -> Comparison | None:
    return _say(Relation.AGREE, "agree", reasons.AGREE[""], first, second) if first == second else None


def different_unit(first: Reading, second: Reading, _terms: Terms) -> Comparison | None:
    """Figures are compared in one unit. Units that convert exactly are converted; between two currencies no rate is
    assumed, and things that are counted differently are not weighed against each other.
    """
    if first.dimension == second.dimension:
        return None
    money = _kind(first) is _kind(second) is UnitKind.MONEY
    template = reasons.DIFFERENT_CURRENCY if money else reasons.DIFFERENT_UNIT
    return _say(Relation.INCOMPARABLE, "different_unit", template, first, second)


def no_period(first: Reading, second: Reading, terms: Terms) -> Comparison | None:
    """Where the answer changes with time, a figure for which no time is known is compared with nothing.

    Where there is an answer for each period, the period needs a beginning and an end, and the publication date is
    no substitute for it.
    """
    if is_timeless(terms):
        return None
    for reading in (first, second):
        if reading.period is None:
            return _say(
                Relation.INCOMPARABLE, "no_period", reasons.no_period(reading, terms), reading, reading
            )
    return None


def _kind(reading: Reading) -> UnitKind:
    return unit_for(reading.quantity.unit if reading.quantity else reading.dimension).kind


def is_timeless(terms: Terms) -> bool:
    """Whether a claim has one answer for ever, so that as-of is ignored; claims answered by a date always have."""
    return terms.lives is Lives.FIXED or terms.answer_kind is AnswerKind.DATE


def _agree(first: Reading, second: Reading, terms: Terms) -> Comparison:
    """Two citations agree when they allow exactly the same answers. Words agree when they are equal apart from
    capitals, spaces and final punctuation.
    """
    first, second, difference = _difference(first, second, terms)
    return _say(Relation.AGREE, "agree", reasons.AGREE[difference], first, second)


def _compatible(first: Reading, second: Reading, terms: Terms) -> Comparison:
    """Two citations are compatible when some answer satisfies both, such as “over 30,000” and “about 32,000”."""
    first, second, difference = _difference(first, second, terms)
    return _say(Relation.COMPATIBLE, "compatible", reasons.COMPATIBLE[difference], first, second)


def _difference(first: Reading, second: Reading, terms: Terms) -> tuple[Reading, Reading, str]:
    """What else tells two citations apart whose answers meet, and the two in the order in which that is said."""
    if first.scope != second.scope:
        return first, second, "scope"
    if is_timeless(terms) or terms.lives is not Lives.PERIOD or _share_time(first, second, terms):
        return first, second, ""
    assert first.period is not None
    assert second.period is not None
    if first.period.is_strictly_inside(second.period):
        return first, second, "part"
    if second.period.is_strictly_inside(first.period):
        return second, first, "part"
    return first, second, "period"


def _share_time(first: Reading, second: Reading, terms: Terms) -> bool:
    if is_timeless(terms):
        return True
    assert first.period is not None
    assert second.period is not None
    if terms.lives is Lives.PERIOD:
        return first.period.bounds == second.period.bounds
    return first.period.overlaps(second.period)


def _compare_apart(first: Reading, second: Reading, terms: Terms) -> Comparison:
    if first.scope != second.scope:
        return _different_scope(first, second)
    if _share_time(first, second, terms):
        return _conflict(first, second, terms)
    if terms.answer_kind is AnswerKind.QUANTITY:
        if terms.lives is Lives.RUNNING:
            return _compare_running(first, second)
        if terms.lives is Lives.PERIOD:
            return _compare_periods(first, second, terms)
    return _different_as_of(first, second)


def _different_scope(first: Reading, second: Reading) -> Comparison:
    """Figures that count different people, places or things, or count in another way, never contradict each other."""
    return _say(Relation.EXPLAINED, "different_scope", reasons.DIFFERENT_SCOPE, first, second)


def _different_as_of(first: Reading, second: Reading) -> Comparison:
    """Where the answer may change, figures that hold at different times do not contradict each other."""
    return _say(Relation.EXPLAINED, "different_as_of", reasons.DIFFERENT_AS_OF, first, second)


def _conflict(first: Reading, second: Reading, terms: Terms) -> Comparison:
    """Two citations of one scope conflict when they hold at the same time and no answer satisfies both."""
    if terms.answer_kind is AnswerKind.QUANTITY and is_rounding(first, second):
        return _rounding(first, second)
    rule = "value" if terms.answer_kind is AnswerKind.QUANTITY else terms.answer_kind.value
    lives = Lives.FIXED if is_timeless(terms) else terms.lives
    return _say(Relation.CONFLICT, rule, reasons.conflict(terms.answer_kind, lives), first, second)


def _rounding(first: Reading, second: Reading) -> Comparison:
    return _say(Relation.ROUNDING, "rounding", reasons.ROUNDING, first, second)


def _compare_running(first: Reading, second: Reading) -> Comparison:
    """A total that never falls has fallen where the least that an earlier figure allows is more than the most that a
    later one allows.
    """
    earlier, later = sorted((first, second), key=lambda r: r.last_day)
    if earlier.low <= later.high:
        return _say(Relation.EXPLAINED, "different_as_of", reasons.GROWN, earlier, later)
    if is_rounding(earlier, later):
        return _rounding(earlier, later)
    return _say(Relation.CONFLICT, "falls", reasons.FALLS, earlier, later)


def _compare_periods(first: Reading, second: Reading, terms: Terms) -> Comparison:
    """A part cannot be more than its whole: a count for June is not above the count for the year."""
    part, whole, difference = _difference(first, second, terms)
    if difference != "part":
        return _say(Relation.EXPLAINED, "different_as_of", reasons.DIFFERENT_PERIOD, first, second)
    if _kind(part) is not UnitKind.COUNT or part.low <= whole.high:
        return _say(Relation.EXPLAINED, "part_of_whole", reasons.PART_OF_WHOLE, part, whole)
    if is_rounding(part, whole):
        return _rounding(part, whole)
    return _say(Relation.CONFLICT, "part_exceeds_whole", reasons.PART_EXCEEDS_WHOLE, part, whole)


_RULES: dict[str, Callable[..., object]] = {
    "unread": unread,
    "different_unit": different_unit,
    "no_period": no_period,
    "agree": _agree,
    "compatible": _compatible,
    "different_scope": _different_scope,
    "different_as_of": _different_as_of,
    "rounding": is_rounding,
    "value": _conflict,
    "date": _conflict,
    "text": _conflict,
    "falls": _compare_running,
    "part_of_whole": _compare_periods,
    "part_exceeds_whole": _compare_periods,
}

RULE_DESCRIPTIONS: dict[str, str] = {
    rule: cleandoc(function.__doc__ or "") for rule, function in _RULES.items()
}
"""Every rule that decides a comparison, and its published description."""
