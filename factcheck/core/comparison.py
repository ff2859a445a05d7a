"""The relation of two citations of one claim, with one sentence of reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.readings import Reading, on_one_scale
from factcheck.core.rounding import is_rounding
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
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
    """Compare two citations: what cannot be compared first, then the values, then scope and time.

    The relation does not depend on the order of the two, and a read figure agrees with itself. Scope and time are
    only asked where the values are apart: two sources that say the same agree, whatever they count.
    """
    first, second = sorted((one, other), key=lambda r: (r.first_day, r.low, r.high, r.key))
    if not (first.is_read and second.is_read):
        return _unread(first if not first.is_read else second)
    if one.key == other.key:
        return _agree(first, second)
    if terms.answer_kind is AnswerKind.TEXT:
        return _compare_texts(first, second, terms)
    if first.dimension != second.dimension:
        return _different_units(first, second)
    if (untimed := _untimed(first, second, terms)) is not None:
        return untimed
    first, second = on_one_scale((first, second))
    if (first.low, first.high) == (second.low, second.high):
        return _agree(first, second)
    if max(first.low, second.low) <= min(first.high, second.high):
        return _say(
            Relation.COMPATIBLE,
            "compatible",
            _("“%(first)s” and “%(second)s” can both be true: the figures that they allow meet."),
            first,
            second,
        )
    return _compare_apart(first, second, terms)


def _say(relation: Relation, rule: str, template: str, first: Reading, second: Reading) -> Comparison:
    values = {
        "first": first.figure,
        "second": second.figure,
        "first_scope": first.scope_words or _("no scope stated"),
        "second_scope": second.scope_words or _("no scope stated"),
        "first_as_of": first.as_of_words,
        "second_as_of": second.as_of_words,
    }
    return Comparison(relation, rule, Sentence(template, values))


def _agree(first: Reading, second: Reading) -> Comparison:
    return _say(Relation.AGREE, "agree", _("“%(first)s” and “%(second)s” say the same."), first, second)


def _unread(reading: Reading) -> Comparison:
    template = _("“%(first)s” is kept as words: it was not read as a figure, so it is compared with nothing.")
    return _say(Relation.INCOMPARABLE, "unread", template, reading, reading)


def _different_units(first: Reading, second: Reading) -> Comparison:
    money = {unit_for(first.dimension).kind, unit_for(second.dimension).kind} == {UnitKind.MONEY}
    template = (
        _("“%(first)s” and “%(second)s” are in two currencies, and no rate is assumed between them.")
        if money
        else _("“%(first)s” and “%(second)s” are in units that do not convert into each other.")
    )
    return _say(Relation.INCOMPARABLE, "different_unit", template, first, second)


def _untimed(first: Reading, second: Reading, terms: Terms) -> Comparison | None:
    if terms.lives is Lives.FIXED or terms.answer_kind is AnswerKind.DATE:
        return None
    for reading in (first, second):
        if reading.period is None:
            template = (
                _("No period is stated for “%(first)s”: “%(first_as_of)s” names no dates to compare.")
                if reading.as_of_words
                else _("No period is stated for “%(first)s”, so it cannot be compared.")
            )
            return _say(Relation.INCOMPARABLE, "no_period", template, reading, reading)
    return None


def _compare_texts(first: Reading, second: Reading, terms: Terms) -> Comparison:
    if first.text == second.text:
        return _agree(first, second)
    if first.scope != second.scope:
        return _different_scope(first, second)
    if (untimed := _untimed(first, second, terms)) is not None:
        return untimed
    if not _at_one_time(first, second, terms):
        return _different_as_of(first, second)
    template = _("“%(first)s” and “%(second)s” are different answers in words.")
    return _say(Relation.CONFLICT, "text", template, first, second)


def _different_scope(first: Reading, second: Reading) -> Comparison:
    template = _(
        "“%(first)s” and “%(second)s” count different things: %(first_scope)s, and %(second_scope)s."
    )
    return _say(Relation.EXPLAINED, "different_scope", template, first, second)


def _different_as_of(first: Reading, second: Reading) -> Comparison:
    template = _(
        "“%(first)s” holds for %(first_as_of)s and “%(second)s” for %(second_as_of)s: "
        "the answer may change between them."
    )
    return _say(Relation.EXPLAINED, "different_as_of", template, first, second)


def _at_one_time(first: Reading, second: Reading, terms: Terms) -> bool:
    if terms.lives is Lives.FIXED or terms.answer_kind is AnswerKind.DATE:
        return True
    assert first.period is not None
    assert second.period is not None
    if terms.lives is Lives.PERIOD:
        return first.period.bounds == second.period.bounds
    return first.period.overlaps(second.period)


def _compare_apart(first: Reading, second: Reading, terms: Terms) -> Comparison:
    if first.scope != second.scope:
        return _different_scope(first, second)
    if _at_one_time(first, second, terms):
        return _compare_at_one_time(first, second, terms)
    if terms.lives is Lives.RUNNING:
        return _compare_running(first, second)
    if terms.lives is Lives.PERIOD:
        return _compare_periods(first, second)
    return _different_as_of(first, second)


def _compare_at_one_time(first: Reading, second: Reading, terms: Terms) -> Comparison:
    if terms.answer_kind is AnswerKind.DATE:
        template = _("“%(first)s” and “%(second)s” are different dates.")
        return _say(Relation.CONFLICT, "date", template, first, second)
    if is_rounding(first, second):
        return _rounding(first, second)
    template = (
        _("“%(first)s” and “%(second)s” do not meet, and there is one answer for ever.")
        if terms.lives is Lives.FIXED
        else _("“%(first)s” and “%(second)s” do not meet, and both hold for %(first_as_of)s.")
        if terms.lives is Lives.PERIOD
        else _(
            "“%(first)s” (%(first_as_of)s) and “%(second)s” (%(second_as_of)s) do not meet, "
            "and the times for which they hold overlap."
        )
    )
    return _say(Relation.CONFLICT, "value", template, first, second)


def _rounding(first: Reading, second: Reading) -> Comparison:
    template = _("“%(first)s” and “%(second)s” differ by no more than rounding.")
    return _say(Relation.ROUNDING, "rounding", template, first, second)


def _compare_running(first: Reading, second: Reading) -> Comparison:
    earlier, later = sorted((first, second), key=lambda r: r.last_day)
    if earlier.low <= later.high:
        template = _(
            "The total may have grown from “%(first)s” (%(first_as_of)s) to “%(second)s” (%(second_as_of)s)."
        )
        return _say(Relation.EXPLAINED, "different_as_of", template, earlier, later)
    if is_rounding(earlier, later):
        return _rounding(earlier, later)
    template = _(
        "A total that never falls was “%(first)s” for %(first_as_of)s and later “%(second)s” for %(second_as_of)s."
    )
    return _say(Relation.CONFLICT, "falls", template, earlier, later)


def _compare_periods(first: Reading, second: Reading) -> Comparison:
    assert first.period is not None
    assert second.period is not None
    if first.period.is_strictly_inside(second.period):
        return _compare_part(first, second)
    if second.period.is_strictly_inside(first.period):
        return _compare_part(second, first)
    template = _(
        "“%(first)s” is for %(first_as_of)s and “%(second)s” for %(second_as_of)s: each period has its own answer."
    )
    return _say(Relation.EXPLAINED, "different_as_of", template, first, second)


def _compare_part(part: Reading, whole: Reading) -> Comparison:
    is_count = unit_for(part.dimension).kind is UnitKind.COUNT
    if not is_count or part.low <= whole.high:
        template = _(
            "“%(first)s” is for %(first_as_of)s, a part of %(second_as_of)s, for which “%(second)s” is given."
        )
        return _say(Relation.EXPLAINED, "part_of_whole", template, part, whole)
    if is_rounding(part, whole):
        return _rounding(part, whole)
    template = _(
        "“%(first)s” for %(first_as_of)s is more than “%(second)s” for the whole of %(second_as_of)s."
    )
    return _say(Relation.CONFLICT, "part_exceeds_whole", template, part, whole)


