"""What the page of a discrepancy shows: the reason, the positions with their quotes, the form, the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from factcheck.core.plots.marks import Band, Lane
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.resolutions import Outcome
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.units import unit_words
from factcheck.models import (
    Consequence,
    Desk,
    Discrepancy,
    Draft,
    JudgedReading,
    Member,
    Person,
    Position,
    Resolution,
    Step,
)
from factcheck.models.flags import why_flagged
from factcheck.models.snapshots import quote_place_of
from factcheck.services.reconciling import derivations
from factcheck.services.seen import evidence_of
from factcheck.web.forms.consequences import initial_consequences
from factcheck.web.pages.claim_page import CitationRow, say_reading
from factcheck.web.pages.hints import SuggestedCause, rivals_of, suggested_causes, what_changes
from factcheck.web.pages.history import Event, steps_of
from factcheck.web.pages.lanes import axis_dimension, bands_of, lanes_of
from factcheck.web.pages.meanwhile import Taken, steps_since
from factcheck.web.pages.place import Place, place_of
from factcheck.web.pages.sides import Side, sides_of

MOST_LANES_ABOVE = 6
"""With more lanes than this, the plot stands below the positions, so that reasons and quotes come first."""
SHOWN_MEMBERS = 200
"""As many citations of a discrepancy as one page shows; there may be fifty thousand."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A person's own draft, brought back: when it was kept, and what happened since."""

    saved_at: datetime
    since: list[Taken]
    evidence_changed: bool


@dataclass(frozen=True, slots=True)
class DecidePage:
    """Everything on the page of a discrepancy, computed once; `last` is the newest step that the person sees."""

    discrepancy: Discrepancy
    why: Sentence
    positions: list[Position]
    sides: list[Side]
    what_changes: Sentence | None
    suggested: list[SuggestedCause]
    members: list[Member]
    lanes: list[Lane]
    bands: list[Band]
    unit_words: str
    is_plotted: bool
    last: Step | None
    initial: dict[str, object]
    draft: KeptDraft | None
    resolution: Resolution | None
    judged: list[JudgedReading]
    consequences: list[Consequence]
    history: list[Event]
    place: Place | None

    @property
    def last_step(self) -> int:
        return self.last.pk if self.last else 0

    @property
    def seen_evidence(self) -> str:
        return evidence_of(self.discrepancy.claim)

    @property
    def is_tall(self) -> bool:
        return len(self.lanes) > MOST_LANES_ABOVE


def decide_page(discrepancy: Discrepancy, person: Person, querystring: str = "") -> DecidePage:
    """Compute the page of a discrepancy for a person who came from the list with this query string; a number of
    queries that does not depend on how many citations there are.
    """
    claim = discrepancy.claim
    terms = claim.terms(Desk.current())
    members = list(
        discrepancy.members.select_related(
            "citation__source", "citation__attribution", "citation__recorded_by", "citation__quote_place"
        ).order_by("first", "citation")
    )
    links = derivations()
    rows: dict[int, CitationRow] = {}
    for member in members[:SHOWN_MEMBERS]:
        reading = read_cited_figure(member.citation.as_cited_figure(links), terms)
        rows[member.citation_id] = CitationRow(
            member.citation,
            reading,
            say_reading(reading),
            member.letters,
            place=quote_place_of(member.citation),
        )
    readings: list[Reading] = [row.reading for row in rows.values()]
    rivals = rivals_of(rows, members)
    changes = what_changes(rivals)
    last = discrepancy.steps.select_related("by").order_by("pk").last()
    last_step = last.pk if last else 0
    resolution = _last_resolution(discrepancy)
    judged = (
        list(resolution.judged.select_related("citation__source").order_by("pk")[:SHOWN_MEMBERS])
        if resolution
        else []
    )
    draft = _draft_of(discrepancy, person)
    return DecidePage(
        discrepancy=discrepancy,
        why=why_flagged(discrepancy),
        positions=discrepancy.shown_positions,
        sides=sides_of(discrepancy, rows, members[:SHOWN_MEMBERS], changes.by_member if changes else {}),
        what_changes=changes.summary if changes else None,
        suggested=suggested_causes(discrepancy, terms, rivals),
        members=members,
        lanes=lanes_of(
            readings,
            {key: row.letters for key, row in rows.items()},
            {key: row.citation.source.title for key, row in rows.items()},
        ),
        bands=bands_of(discrepancy),
        unit_words=unit_words(axis_dimension(readings) or claim.unit, None),
        is_plotted=discrepancy.kind not in {"text", "date"},
        last=last,
        initial=_initial(resolution, judged)
        | (_drafted(draft, discrepancy) if draft else {})
        | {"seen_step": last_step, "seen_evidence": evidence_of(claim), "began_at": last_step},
        draft=_kept(draft, discrepancy, last_step) if draft else None,
        resolution=resolution,
        judged=judged,
        consequences=list(resolution.consequences.all()) if resolution else [],
        history=steps_of(discrepancy.pk),
        place=place_of(discrepancy.pk, querystring, person),
    )


def _last_resolution(discrepancy: Discrepancy) -> Resolution | None:
    """What stands or waits; else what was proposed last, so that a returned proposal is not typed anew."""
    found = discrepancy.resolutions.select_related("proposed_by", "owner").prefetch_related(
        Prefetch("consequences", Consequence.objects.select_related("citation__source").order_by("citation"))
    )
    in_force = found.filter(pk=discrepancy.resolution_id) if discrepancy.resolution_id else found
    resolution = in_force.order_by("pk").last()
    if resolution is not None:
        resolution.discrepancy = discrepancy
    return resolution


def _draft_of(discrepancy: Discrepancy, person: Person) -> Draft | None:
    """The person's own draft; nobody else's is ever looked at."""
    if not person.may(Act.PROPOSE):
        return None
    return Draft.objects.filter(discrepancy=discrepancy, person=person).first()


def _drafted(draft: Draft, discrepancy: Discrepancy) -> dict[str, str]:
    """What was written; after a change of the evidence without what was chosen by the letter of a position."""
    is_lettered_anew = _evidence_changed(draft, discrepancy)
    return {
        name: words
        for name, words in draft.fields.items()
        if not (is_lettered_anew and name.startswith("position_"))
    }


def _evidence_changed(draft: Draft, discrepancy: Discrepancy) -> bool:
    changed_at = discrepancy.claim.evidence_changed_at
    return changed_at is not None and changed_at > draft.saved_at


def _kept(draft: Draft, discrepancy: Discrepancy, last_step: int) -> KeptDraft:
    return KeptDraft(
        saved_at=draft.saved_at,
        since=steps_since(discrepancy, draft.seen_step) if last_step != draft.seen_step else [],
        evidence_changed=_evidence_changed(draft, discrepancy),
    )


def _initial(resolution: Resolution | None, judged: list[JudgedReading]) -> dict[str, object]:
    initial: dict[str, object] = {f"citation_{one.citation_id}": one.standing for one in judged}
    # What was written to put it on hold is not how it is decided.
    if resolution is None or resolution.outcome == Outcome.HOLD:
        return initial
    return initial | {
        "answer": resolution.answer,
        "sentence": resolution.sentence,
        "cause": resolution.cause,
        "outcome": resolution.outcome,
        "rationale": resolution.rationale,
        "single_origin_reason": resolution.single_origin_reason,
        **initial_consequences(resolution),
    }
