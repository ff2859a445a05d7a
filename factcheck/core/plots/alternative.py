"""What a plot says to those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.core.plots.marks import Band, Lane
from factcheck.core.plots.scales import Scale
from factcheck.core.plots.words import interval
from factcheck.core.quantities import Edge
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_COUNTS = {
    2: _("Two positions that do not meet."),
    3: _("Three positions that do not meet."),
    4: _("Four positions that do not meet."),
    5: _("Five positions that do not meet."),
    6: _("Six positions that do not meet."),
    7: _("Seven positions that do not meet."),
    8: _("Eight positions that do not meet."),
    9: _("Nine positions that do not meet."),
}


def support(origins: int, sources: int) -> Sentence:
    """Who stands behind a position: "1 origin, 3 sources"; no sources where each is an origin of its own."""
    one = Sentence(_("%(count)s origin") if origins == 1 else _("%(count)s origins"), {"count": origins})
    if origins == sources:
        return one
    several = _("%(origins)s, %(count)s source") if sources == 1 else _("%(origins)s, %(count)s sources")
    return Sentence(several, {"origins": one, "count": sources})


def title_of(lanes: Sequence[Lane], bands: Sequence[Band]) -> Sentence:
    if len(bands) > 1:
        many = Sentence(_("%(count)s positions that do not meet."), {"count": len(bands)})
        return Sentence(_COUNTS[len(bands)]) if len(bands) in _COUNTS else many
    read = sum(lane.quantity is not None for lane in lanes)
    if not read:
        return Sentence(_("No figure could be read."))
    if bands:
        return Sentence(_("One position."))
    if read == 1:
        return Sentence(_("One figure."))
    return Sentence(_("%(count)s figures, no rival positions."), {"count": read})


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
        for band in bands
    ]
    read = [lane.quantity for lane in lanes if lane.quantity is not None]
    if not bands and read:
        low: Edge = min(quantity.low for quantity in read)
        high: Edge = max(quantity.high for quantity in read)
        said.append(Sentence("%(interval)s.", {"interval": interval(low, high)}))
    if unread := len(lanes) - len(read):
        said.append(
            Sentence(
                _("%(count)s figure is unread.") if unread == 1 else _("%(count)s figures are unread."),
                {"count": unread},
            )
        )
    if scale is not None:
        said.append(scale.words(unit_words))
    return tuple(said)
