"""A verified claim as people read it on paper: answer, what sources say, how it was decided, and numbered sources.

Sources are numbered anew for each claim and listed at its end, so that a claim can be taken out of the dossier and a
writer keeps nothing while it writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from factcheck.core.dates import say_date
from factcheck.core.discrepancies import KIND_DESCRIPTIONS, DiscrepancyKind
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Cause,
    Outcome,
    Standing,
)
from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.records import instant
from factcheck.exports.standards.addresses import web_address
from factcheck.exports.standards.claim_review import own_basis
from factcheck.exports.standards.reading import in_words, reading_of
from factcheck.exports.verified import ExportedClaim, ExportedDecision
from factcheck.models import Citation, Desk, ExportedList, Source
from factcheck.models.speech import say_day

MOST_LISTED = 5_000
"""As many claims as the contents name; they are gathered while the claims are written."""
TITLE = _("Verified claims")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source in the list below a claim: its number, its title, and the rest of its record in parts."""

    number: int
    title: str
    record: list[str]
    address: str
    """As a link wants it, in plain characters; empty where a browser could not open it."""
    printed_address: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What one source says: its figure, our reading of it, and the number of the source."""

    figure: str
    reading: str
    quote: str
    when: str
    scope: str
    credited: str
    locator: str
    standing: str
    note: int


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """How one discrepancy was resolved."""

    heading: str
    rationale: str
    by: str
    series: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DossierClaim:
    """A claim of the dossier with its number in it."""

    number: int
    ref: str
    question: str
    topic: str
    answer: str
    sentence: str
    basis: str
    why_one_origin: str
    approved: str
    remarks: list[str]
    rows: list[SaidRow]
    decisions: list[DecidedPart]
    notes: list[SourceNote]


def dossier_claim(exported: ExportedClaim, number: int, desk: Desk) -> DossierClaim:
    """Prepare one verified claim. Asks the database nothing."""
    verdict, claim = exported.printed, exported.claim
    notes: dict[int, SourceNote] = {}
    for citation in exported.citations:
        notes.setdefault(citation.source_id, _note(citation.source, len(notes) + 1))
    rows = [
        _row(citation, exported, notes[citation.source_id].number, desk) for citation in exported.citations
    ]
    return DossierClaim(
        number=number,
        ref=claim.ref,
        question=claim.question,
        topic=claim.topic.name if claim.topic else "",
        answer=verdict.answer,
        sentence=verdict.sentence,
        basis=own_basis(exported),
        why_one_origin=verdict.single_origin_reason,
        approved=_approved(exported),
        remarks=_remarks(exported),
        rows=rows,
        decisions=[_decided(decision) for decision in exported.decisions],
        notes=list(notes.values()),
    )


def about_lines(about: About) -> list[str]:
    """What the export says about itself, in sentences."""
    made = {
        "day": say_day(timezone.localdate(about.made_at)),
        "moment": instant(about.made_at),
        "by": about.made_by,
    }
    lines = [
        gettext("Made on %(day)s by %(by)s (%(moment)s).") % made
        if about.made_by
        else gettext("Made on %(day)s (%(moment)s).") % made,
        _counted(about),
    ]
    if about.filter:
        said = about.filter_words or about.filter
        lines.append(gettext("Only those that this filter finds: %(filter)s.") % {"filter": said})
    if about.since is not None:
        since = say_day(timezone.localdate(about.since))
        lines.append(gettext("Only what has changed since %(day)s.") % {"day": since})
    if about.number:
        lines.append(gettext("Export %(number)s of this desk.") % {"number": about.number})
    review = (
        _("At least one answer was proposed and approved by the same person.")
        if about.is_single_review
        else _("Every answer was proposed by one person and approved by another.")
    )
    return [
        *lines,
        gettext(review),
        gettext("Version %(version)s of the format.") % {"version": about.schema_version},
    ]


def _counted(about: About) -> str:
    if about.listed == ExportedList.VERIFIED:
        words = ngettext("%(count)s verified claim.", "%(count)s verified claims.", about.count)
    else:
        words = ngettext(
            "Of %(count)s claim that was found, what is verified.",
            "Of %(count)s claims that were found, those that are verified.",
            about.count,
        )
    return words % {"count": about.count}


def _approved(exported: ExportedClaim) -> str:
    if exported.approved_at is None:
        return ""
    told = {"day": say_day(timezone.localdate(exported.approved_at)), "by": exported.approved_by}
    return (
        gettext("Approved on %(day)s by %(by)s." if exported.approved_by else "Approved on %(day)s.") % told
    )


def _remarks(exported: ExportedClaim) -> list[str]:
    remarks = []
    if exported.is_single_review:
        remarks.append(gettext("One person proposed and approved it."))
    if exported.is_changed_since:
        remarks.append(gettext("The evidence has changed since it was approved."))
    return remarks


def _row(citation: Citation, exported: ExportedClaim, note: int, desk: Desk) -> SaidRow:
    standing = exported.standings.get(citation.pk, "")
    return SaidRow(
        figure=citation.figure,
        reading=in_words(reading_of(citation, exported.claim, desk)),
        quote=citation.quote,
        when=citation.as_of_in_words,
        scope=citation.scope,
        credited=citation.attribution.name if citation.attribution else "",
        locator="" if citation.source.is_sensitive else citation.locator,
        standing=gettext(STANDING_DESCRIPTIONS[Standing(standing)][0]) if standing else "",
        note=note,
    )


def _note(source: Source, number: int) -> SourceNote:
    if source.is_sensitive:
        return SourceNote(number, source.title, [gettext("Its identity is withheld.")], "", "")
    parts = [source.author, source.publisher, say_date(source.published), str(source.get_kind_display())]
    record = [part for part in parts if part]
    return SourceNote(number, source.title, record, web_address(source), source.url)


def _decided(decision: ExportedDecision) -> DecidedPart:
    parts = [
        gettext(KIND_DESCRIPTIONS[DiscrepancyKind(decision.kind)][0]),
        gettext(OUTCOME_DESCRIPTIONS[Outcome(decision.outcome)][0]),
        gettext(CAUSE_DESCRIPTIONS[Cause(decision.cause)][0]) if decision.cause else "",
        decision.scope,
    ]
    told = {"proposed": decision.proposed_by, "approved": decision.approved_by}
    by = _("Proposed by %(proposed)s, approved by %(approved)s.") if decision.approved_by else ""
    return DecidedPart(
        heading=" · ".join(part for part in parts if part),
        rationale=decision.rationale,
        by=gettext(by) % told if by else "",
        series=[(row.as_of, row.figure) for row in decision.series],
    )
