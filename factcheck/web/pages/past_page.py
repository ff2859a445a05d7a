"""What the page of a claim shows as the desk knew it at a moment that is past. Nothing on it can be acted upon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import localize

from factcheck.core.claims import AnswerKind
from factcheck.core.discrepancies import Flag, flags_among
from factcheck.core.lifecycle import LIVE_STATES, DiscrepancyState
from factcheck.core.origins import count_origins
from factcheck.core.plots.marks import Band, Lane
from factcheck.core.sentences import Sentence
from factcheck.core.units import unit_words
from factcheck.models import Citation, Claim, ClaimState, Discrepancy, Member, Resolution, Step, VerdictStep
from factcheck.models.discrepancies import SHOWN_POSITIONS
from factcheck.models.flags import why_flagged_then
from factcheck.models.past import ClaimThen, resolution_then
from factcheck.services.following import FlagKey, flag_key
from factcheck.services.positions import describe, positions_in
from factcheck.web.pages.claim_page import (
    SHOWN_CITATIONS,
    CitationRow,
    ShownPosition,
    by_as_of_then_figure,
    say_reading,
    shown_position,
)
from factcheck.web.pages.lanes import axis_dimension, bands_of, lanes_of
from factcheck.web.pages.standings import Standings, standings_in

SHOWN_WITHDRAWN = 50


@dataclass(slots=True)
class DiscrepancyThen:
    """A discrepancy as it was: in what state, why it was flagged, with what decision in force.

    `why` and `positions` are empty where it was decided and the citations no longer disagreed.
    """

    discrepancy: Discrepancy
    step: Step | None
    why: Sentence | None
    positions: list[ShownPosition]
    resolution: Resolution | None
    standings: Standings | None = None

    @property
    def is_live(self) -> bool:
        return self.discrepancy.state in LIVE_STATES

    @property
    def is_held(self) -> bool:
        return self.step is not None and self.step.from_state == self.step.to_state


@dataclass(frozen=True, slots=True)
class PastPage:
    """Everything on the page of a claim as it was, computed once."""

    then: ClaimThen
    state: ClaimState
    rows: list[CitationRow]
    total: int
    sources: int
    origins: int
    withdrawn: list[Citation]
    withdrawn_total: int
    discrepancies: list[DiscrepancyThen]
    lanes: list[Lane]
    bands: list[Band]
    unit_words: str
    is_plotted: bool

    @property
    def claim(self) -> Claim:
        return self.then.claim

    @property
    def approval(self) -> VerdictStep | None:
        return self.then.approval

    @property
    def tolerance(self) -> str:
        """What "about" allowed, in percent; empty where the claim is not answered by a figure."""
        if self.claim.answer_kind != AnswerKind.QUANTITY:
            return ""
        return str(localize((self.then.terms.tolerance * 100).normalize()))

    @property
    def is_printed(self) -> bool:
        return self.approval is not None and self.state == ClaimState.VERIFIED

    @property
    def is_single_review(self) -> bool:
        approval = self.approval
        return approval is not None and approval.is_single_review


def past_page(then: ClaimThen, first: int = 0) -> PastPage:
    """Compute the page from what was known, from its `first` citation on; two queries more than that took."""
    readings = sorted(then.readings, key=by_as_of_then_figure)
    first = first if first < len(readings) else 0
    shown = readings[first : first + SHOWN_CITATIONS]
    flags = {flag_key(flag): flag for flag in flags_among(then.readings, then.terms)}
    letters: dict[int, str] = {}
    rows = {
        reading.key: CitationRow(
            then.citations[reading.key], reading, say_reading(reading), "", place=then.places.get(reading.key)
        )
        for reading in shown
    }
    found = [
        *(_flagged(flag, key, then, rows) for key, flag in flags.items()),
        *(_decided(step, then) for step in then.steps if _is_decided_without_flag(step, flags)),
    ]
    live = [one for one in found if one.is_live]
    for one in live:
        letters |= _letters(flags[_key(one.discrepancy)])
    judged = standings_in([one.resolution.pk for one in found if one.resolution])
    known = then.citations | {citation.pk: citation for citation in then.withdrawn}
    for one in found:
        one.standings = judged.get(one.resolution.pk) if one.resolution else None
        for reading in one.standings.first if one.standings else ():
            reading.citation = known.get(reading.citation_id, reading.citation)
    return PastPage(
        then=then,
        state=_state(then, found),
        rows=[replace(row, letters=letters.get(key, "")) for key, row in rows.items()],
        total=len(readings),
        sources=len({reading.source for reading in readings}),
        origins=count_origins(reading.origins for reading in readings if reading.is_read),
        withdrawn=then.withdrawn[:SHOWN_WITHDRAWN],
        withdrawn_total=len(then.withdrawn),
        discrepancies=found,
        lanes=lanes_of(shown, letters, {key: row.citation.source.title for key, row in rows.items()}),
        bands=bands_of(live[0].discrepancy) if len(live) == 1 else [],
        unit_words=unit_words(axis_dimension(shown) or then.claim.unit, None),
        is_plotted=then.claim.answer_kind == AnswerKind.QUANTITY and bool(readings),
    )


def _key(discrepancy: Discrepancy) -> FlagKey:
    return discrepancy.kind, discrepancy.scope, discrepancy.unit, discrepancy.period


def _is_decided_without_flag(step: Step, flags: Mapping[FlagKey, Flag]) -> bool:
    return step.to_state == DiscrepancyState.RESOLVED and _key(step.discrepancy) not in flags


def _flagged(flag: Flag, key: FlagKey, then: ClaimThen, rows: Mapping[int, CitationRow]) -> DiscrepancyThen:
    """A flag of that time in the state to which its steps had brought it; open where it had taken none yet."""
    steps = {_key(step.discrepancy): step for step in then.steps}
    step = steps.get(key)
    discrepancy = Discrepancy(claim=then.claim)
    discrepancy.kind, discrepancy.scope, discrepancy.unit, discrepancy.period = key
    describe(discrepancy, flag)
    is_gone = step is None or step.to_state == DiscrepancyState.WITHDRAWN
    discrepancy.state = DiscrepancyState.OPEN.value if step is None or is_gone else step.to_state
    discrepancy.shown_positions = positions_in(discrepancy, flag)[:SHOWN_POSITIONS]
    return DiscrepancyThen(
        discrepancy=discrepancy,
        step=step,
        why=why_flagged_then(
            discrepancy, flag, {reading.key: reading for reading in then.readings}, then.terms
        ),
        positions=[
            shown_position(
                position,
                [
                    rows[member.reading.key]
                    for member in flag.members
                    if member.first <= position.index <= member.last and member.reading.key in rows
                ],
                discrepancy,
            )
            for position in discrepancy.shown_positions
        ],
        resolution=resolution_then(step) if step else None,
    )


def _decided(step: Step, then: ClaimThen) -> DiscrepancyThen:
    discrepancy = step.discrepancy
    discrepancy.claim, discrepancy.state = then.claim, step.to_state
    return DiscrepancyThen(discrepancy, step, None, [], resolution_then(step))


def _letters(flag: Flag) -> dict[int, str]:
    return {
        member.reading.key: Member(first=member.first, last=member.last).letters for member in flag.members
    }


def _state(then: ClaimThen, found: Sequence[DiscrepancyThen]) -> ClaimState:
    """As a claim's state is derived in the database, from what was known."""
    live = {one.discrepancy.state for one in found if one.is_live}
    if live - {DiscrepancyState.PROPOSED}:
        return ClaimState.DISPUTED
    if then.approval is not None and then.readings and not live:
        return ClaimState.VERIFIED
    if live or then.waiting is not None:
        return ClaimState.PROPOSED
    return ClaimState.UNVERIFIED
