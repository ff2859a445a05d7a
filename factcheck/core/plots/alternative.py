"""What a plot says to those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.core.plots.marks import Band, Lane
from factcheck.core.plots.scales import Scale
from factcheck.core.plots.words import interval, number
from factcheck.core.quantities import Edge
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_COUNTS = {
    2: _("Two"),
    3: _("Three"),
    4: _("Four"),
    5: _("Five"),
    6: _("Six"),
    7: _("Seven"),
    8: _("Eight"),
    9: _("Nine"),
}
_MOST_SAID = 12


def support(origins: int, sources: int) -> Sentence:
    """Who stands behind a position: "1 origin, 3 sources"; no sources where each is an origin of its own."""
    one = Sentence(
        _("%(count)s origin") if origins == 1 else _("%(count)s origins"), {"count": number(Decimal(origins))}
    )
    if origins == sources:
        return one
    several = _("%(origins)s, %(count)s source") if sources == 1 else _("%(origins)s, %(count)s sources")
    return Sentence(several, {"origins": one, "count": number(Decimal(sources))})


def title_of(lanes: Sequence[Lane], bands: Sequence[Band]) -> Sentence:
    if len(bands) > 1:
        count = len(bands)
        template = (
            _("%(count)s positions that do not meet.") if _are_apart(bands) else _("%(count)s positions.")
        )
        return Sentence(template, {"count": Sentence(_COUNTS[count]) if count in _COUNTS else count})
    read = sum(lane.quantity is not None for lane in lanes)
    if not read and any(lane.is_in_another_unit for lane in lanes):
        return Sentence(_("No figure on this axis."))
    if not read:
        return Sentence(_("No figure could be read."))
    if bands:
        return Sentence(_("One position."))
    if read == 1:
        return Sentence(_("One figure."))
    return Sentence(_("%(count)s figures, no rival positions."), {"count": read})


def _are_apart(bands: Sequence[Band]) -> bool:
    """Whether no two positions meet; positions that hold at different times may."""
    ordered = sorted(bands, key=lambda band: (band.low, band.high))
    return all(left.high < right.low for left, right in pairwise(ordered))


def described(
    lanes: Sequence[Lane], bands: Sequence[Band], scale: Scale | None, unit_words: str
) -> tuple[Sentence, ...]:
    """The sentences after the title: each position with its support, or the range, then the axis."""
    said = [
        Sentence(
            _("%(letter)s: %(interval)s, %(support)s."),
            {
                "letter": band.letter,
                "interval": interval(band.low, band.high),
                "support": support(band.origins, band.sources),
            },
        )
        for band in bands[:_MOST_SAID]
    ]
    if len(bands) > _MOST_SAID:
        said.append(Sentence(_("And %(count)s more."), {"count": len(bands) - _MOST_SAID}))
    read = [lane.quantity for lane in lanes if lane.quantity is not None]
    if not bands and read:
        low: Edge = min(quantity.low for quantity in read)
        high: Edge = max(quantity.high for quantity in read)
        said.append(Sentence("%(interval)s.", {"interval": interval(low, high)}))
    if others := sum(lane.is_in_another_unit for lane in lanes):
        said.append(
            Sentence(
                _("%(count)s figure is in another unit.")
                if others == 1
                else _("%(count)s figures are in another unit."),
                {"count": others},
            )
        )
    if unread := sum(lane.is_unread for lane in lanes):
        said.append(
            Sentence(
                _("%(count)s figure is unread.") if unread == 1 else _("%(count)s figures are unread."),
                {"count": unread},
            )
        )
    if scale is not None:
        said.append(scale.words(unit_words))
    return tuple(said)
