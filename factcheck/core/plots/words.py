"""Numbers and intervals as a plot says them."""

from __future__ import annotations

from decimal import Context, Decimal

from factcheck.core.quantities import Edge
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_ROOMY = Context(prec=100)
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGE = ((12, _("%(number)s trillion")), (9, _("%(number)s billion")), (6, _("%(number)s million")))


def number(value: Decimal) -> str:
    """The value with every digit that it has: 28,500 or 33.53."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


def tick_label(value: Decimal) -> Sentence:
    """The value as short as it can be said exactly: 500, 2.5 million, 10²⁰."""
    plain = number(value)
    magnitude = value.adjusted() if value else 0
    if -4 <= magnitude < 6:
        return Sentence(plain)
    for power, template in _LARGE:
        shown = number(value.scaleb(-power, _ROOMY))
        if power <= magnitude < power + 3 and len(shown) <= 5:
            return Sentence(template, {"number": shown})
    mantissa = number(value.scaleb(-magnitude, _ROOMY))
    if len(mantissa) > 5 or -4 <= magnitude < 15:
        return Sentence(plain)
    power_of_ten = f"10{str(magnitude).translate(_SUPERSCRIPT)}"
    return Sentence(power_of_ten if mantissa == "1" else f"{mantissa} × {power_of_ten}")


def interval(low: Edge, high: Edge) -> Sentence:
    """The interval in words: "28,500 to 31,500", "more than 20", "below 60"."""
    if not low.is_finite and not high.is_finite:
        return Sentence(_("any number"))
    if not high.is_finite:
        template = _("%(low)s or more") if low.closed else _("more than %(low)s")
    elif not low.is_finite:
        template = _("%(high)s or less") if high.closed else _("below %(high)s")
    elif low == high:
        template = "%(low)s"
    else:
        template = _BOTH_ENDS[low.closed, high.closed]
    return Sentence(template, {"low": number(low.value), "high": number(high.value)})


_BOTH_ENDS = {
    (True, True): _("%(low)s to %(high)s"),
    (True, False): _("%(low)s to below %(high)s"),
    (False, True): _("above %(low)s to %(high)s"),
    (False, False): _("above %(low)s to below %(high)s"),
}
