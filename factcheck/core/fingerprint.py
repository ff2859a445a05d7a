"""What a resolution judged, and whether that still covers what the citations say now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.core.claims import Lives
from factcheck.core.quantities import Edge
from factcheck.core.readings import Reading
from factcheck.core.resolutions import RELIED_ON, Standing
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import unit_for


@dataclass(frozen=True, slots=True)
class Judged:
    """One reading as a resolution judged it, copied. Days are ordinal numbers; equal bounds mean the same period."""

    citation: int
    low: Edge
    high: Edge
    text: str
    unit: str
    first_day: int | None
    last_day: int | None
    scope: str
    standing: Standing

    @property
    def reading(self) -> tuple[object, ...]:
        return (
            self.citation,
            self.low,
            self.high,
            self.text,
            self.unit,
            self.first_day,
            self.last_day,
            self.scope,
        )


def judged(reading: Reading, standing: Standing = Standing.UNASSESSED) -> Judged:
    """Copy what is judged of a reading: its bounds in its own unit, as-of and scope."""
    low, high = (
        (reading.quantity.low, reading.quantity.high) if reading.quantity else (reading.low, reading.high)
    )
    return Judged(
        citation=reading.key,
        low=low,
        high=high,
        text=reading.text,
        unit=reading.quantity.unit if reading.quantity else "",
        first_day=reading.first_day if reading.period else None,
        last_day=reading.last_day if reading.period else None,
        scope=reading.scope,
        standing=standing,
    )


def why_not_covered(now: Iterable[Reading], then: Sequence[Judged], lives: Lives) -> Sentence | None:
    """Why a resolution does not cover the readings that would be flagged now, in a sentence; nothing where it does.

    A subset of what was judged counts as judged. A citation that is new is covered where it meets a citation that
    the resolution prefers or accepts: same scope, units that convert, at the same time. A citation that was judged
    and now reads otherwise, because it was amended or the tolerance changed, is never covered.
    """
    known = {one.reading for one in then}
    citations = {one.citation for one in then}
    relied_on = list({one.reading[1:]: one for one in then if one.standing in RELIED_ON}.values())
    met: set[object] = set()
    for reading in now:
        current = judged(reading)
        if current.reading in known:
            continue
        if current.citation in citations:
            template = _("“%(figure)s” now reads otherwise than when this was decided.")
        elif current.reading[1:] in met or any(_meets(current, one, lives) for one in relied_on):
            met.add(current.reading[1:])
            continue
        else:
            template = _("“%(figure)s” is new and outside what the decision accepted.")
        return Sentence(template, {"figure": reading.figure})
    return None


def _meets(new: Judged, accepted: Judged, lives: Lives) -> bool:
    units = unit_for(new.unit), unit_for(accepted.unit)
    if new.scope != accepted.scope or units[0].dimension != units[1].dimension:
        return False
    if new.text or accepted.text:
        same_answer = new.text == accepted.text
    elif new.unit == accepted.unit:
        same_answer = max(new.low, accepted.low) <= min(new.high, accepted.high)
    else:
        new_low, new_high, low, high = (
            Edge(unit.to_base(edge.value), edge.side)
            for one, unit in zip((new, accepted), units, strict=True)
            for edge in (one.low, one.high)
        )
        same_answer = max(new_low, low) <= min(new_high, high)
    return same_answer and _at_one_time(new, accepted, lives)


def _at_one_time(new: Judged, accepted: Judged, lives: Lives) -> bool:
    if lives is Lives.FIXED:
        return True
    if (
        new.first_day is None
        or accepted.first_day is None
        or new.last_day is None
        or accepted.last_day is None
    ):
        return False
    if lives is Lives.PERIOD:
        return (new.first_day, new.last_day) == (accepted.first_day, accepted.last_day)
    return new.first_day <= accepted.last_day and accepted.first_day <= new.last_day
