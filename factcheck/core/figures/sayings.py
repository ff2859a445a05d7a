"""How the app says a figure in words: as it was stated, and as the interval that is compared."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from factcheck.core.hedges import Hedge, Stated
from factcheck.core.quantities import Quantity
from factcheck.core.units import UnitKind, unit_for, unit_words

_BEFORE = {
    Hedge.EXACT: "", Hedge.ABOUT: "about ", Hedge.NEARLY: "nearly ", Hedge.JUST_OVER: "just over ",
        Hedge.UNDER: "under ",
    Hedge.AT_MOST: "up to ", Hedge.OVER: "more than ", Hedge.AT_LEAST: "at least ",
}  # fmt: skip
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_VAGUE = {
    (10, 100): "tens", (12, 100): "dozens", (20, 100): "scores", (100, 10**3): "hundreds", (10**3, 10**4): "thousands",
    (10**4, 10**5): "tens of thousands", (10**5, 10**6): "hundreds of thousands", (10**6, 10**7): "millions",
    (10**7, 10**8): "tens of millions", (10**8, 10**9): "hundreds of millions", (10**9, 10**10): "billions",
    (10**10, 10**11): "tens of billions", (10**11, 10**12): "hundreds of billions", (10**12, 10**13): "trillions",
}  # fmt: skip


def say_number(value: Decimal) -> str:
    """The number in grouped digits, or as millions and above where that loses nothing: 30,000 · 3 million."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            shown = value.scaleb(-(len(str(scale)) - 1)).normalize()
            if len(shown.as_tuple().digits) <= 4 and -int(shown.as_tuple().exponent) <= 2:
                return f"{_plain(shown)} {word}"
            break
    return _plain(value)


def _plain(value: Decimal) -> str:
    digits = f"{_shown(value):,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace("-", "−")


def _shown(value: Decimal) -> Decimal:
    """The value, or its first digits where it was rounded from a fraction without a finite decimal: 66.67."""
    if len(value.as_tuple().digits) < 29 or value == value.to_integral_value():
        return value
    fraction = Fraction(value).limit_denominator(10_000)
    if abs(fraction - Fraction(value)) > abs(Fraction(value)) / 10**28 or fraction.denominator == 1:
        return value
    return Context(prec=4).plus(value)


def _with_unit(value: Decimal, unit: str) -> str:
    found = unit_for(unit)
    if unit in _SIGNS:
        number = say_number(abs(value))
        return f"{'−' if value < 0 else ''}{_SIGNS[unit]}{number}"
    if found.kind is UnitKind.PERCENT and unit == "percent":
        return f"{say_number(value)} %"
    if found.kind is UnitKind.COUNT:
        return say_number(value)
    return f"{say_number(value)} {unit_words(unit, value)}"


def say_stated(stated: Stated) -> str:
    """A stated figure in words: "about 30,000", "580,000 to 3 million", "$1,300 to over $3,000", "16.8 %"."""
    low, high = stated.low, stated.high
    if stated.hedge is Hedge.VAGUE and low is not None and high is not None:
        return _say_vague(low, high)
    if stated.hedge is Hedge.RANGE and low is not None and high is not None:
        return _say_range(low, high, stated)
    value = low if low is not None else high
    if value is None:
        return ""
    rough = stated.hedge not in {Hedge.ABOUT, Hedge.EXACT} and Hedge.ABOUT in {
        stated.low_hedge,
        stated.high_hedge,
    }
    return f"{_BEFORE.get(stated.hedge, '')}{'about ' if rough else ''}{_with_unit(value, stated.unit)}"


def _say_vague(low: Decimal, high: Decimal) -> str:
    return _VAGUE.get((int(low), int(high))) or f"{say_number(low)} to below {say_number(high)}"


def _say_range(low: Decimal, high: Decimal, stated: Stated) -> str:
    """Both ends with their own hedges; the unit once where it stands behind."""
    begins, ends = _own(stated.low_hedge), _own(stated.high_hedge)
    joined = " to "
    if stated.low_hedge is Hedge.OVER and stated.high_hedge is Hedge.UNDER:
        begins, joined = "more than ", " and "
    if begins == ends == "about ":
        ends = ""
    last = _with_unit(high, stated.unit)
    first = _with_unit(low, stated.unit) if stated.unit in _SIGNS else say_number(low)
    for _scale, word in _SCALES:
        if first.endswith(f" {word}") and (f" {word}" in last) and not begins.startswith("more") and not ends:
            first = first.removesuffix(f" {word}")
    return f"{begins}{first}{joined}{ends}{last}"


def _own(hedge: Hedge) -> str:
    """The hedge of one end of a range; "at least" below and "up to" above say no more than the end itself."""
    return {Hedge.OVER: "over ", Hedge.AT_LEAST: "", Hedge.AT_MOST: ""}.get(hedge, _BEFORE.get(hedge, ""))


def say_quantity(quantity: Quantity) -> str:
    """The interval in words for an editor: "28,500 to 31,500 people", "more than 20 people", "exactly 1,418 people"."""
    low, high = quantity.low, quantity.high
    if not low.is_finite and not high.is_finite:
        return f"any number of {unit_words(quantity.unit, None)}".strip()
    if not high.is_finite:
        return _unit_behind("more than " if low.side else "at least ", low.value, quantity.unit)
    if not low.is_finite:
        return _unit_behind("below " if high.side else "at most ", high.value, quantity.unit)
    if low == high:
        return _unit_behind("exactly ", low.value, quantity.unit)
    return f"{_span(quantity)} {unit_words(quantity.unit, None)}".strip()


def _span(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    begins = say_number(low.value)
    if low.side:
        return f"from above {begins} to {'below ' if high.side else ''}{say_number(high.value)}"
    return f"{begins} to {'below ' if high.side else ''}{say_number(high.value)}"


def _unit_behind(words: str, value: Decimal, unit: str) -> str:
    return f"{words}{say_number(value)} {unit_words(unit, value)}".strip()
