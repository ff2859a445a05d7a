"""What readers see of a claim: the printed answer, what the sources say, how it was decided, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.dates import say_date
from factcheck.core.discrepancies import KIND_DESCRIPTIONS, DiscrepancyKind
from factcheck.core.origins import count_origins
from factcheck.core.plots.marks import Band, Lane
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Cause,
    Outcome,
    Standing,
)
from factcheck.core.units import unit_words
from factcheck.exports.about import About
from factcheck.exports.page_citations import CitedPage
from factcheck.exports.standards.addresses import web_address
from factcheck.exports.standards.claim_review import claim_review, in_page
from factcheck.exports.verified import ExportedClaim, ExportedDecision, verified_claims
from factcheck.models import Citation, Claim, Desk, Publication, Source, Verdict
from factcheck.services.readings import derivations
from factcheck.web.pages.claim_page import SHOWN_CITATIONS, by_as_of_then_figure
from factcheck.web.pages.lanes import axis_dimension, lanes_of

LOGGED = 100
"""As many changes as a page tells, the latest first."""


@dataclass(frozen=True, slots=True)
class ReadersCitation:
    """What a source says, and how it stood after the decision; `standing` is empty where nothing was decided."""

    citation: Citation
    as_of: str
    standing: str
    is_rejected: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class ReadersSource:
    """A source in the list of them; of one whose identity is withheld its number alone."""

    title: str
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    is_retracted: bool = False


@dataclass(frozen=True, slots=True)
class ReadersDecision:
    """A discrepancy in which the desk decided: over what, why the sources differ and what it prints."""

    decision: ExportedDecision
    kind: str
    cause: tuple[str, str]
    outcome: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What readers were shown from a moment on, and what they were shown before; None is nothing."""

    at: datetime
    was: Verdict | None
    now: Verdict | None


@dataclass(frozen=True, slots=True)
class ReadersClaim:
    """Everything on the page of a claim, computed once."""

    exported: ExportedClaim
    desk: str
    url: str
    embed_url: str
    approved_on: date
    basis: str
    citations: list[ReadersCitation]
    hidden: int
    sources: list[ReadersSource]
    decisions: list[ReadersDecision]
    lanes: list[Lane]
    unit_words: str
    is_plotted: bool
    is_dated: bool
    changes: list[Change]
    markup: SafeString

    @property
    def claim(self) -> Claim:
        return self.exported.claim

    @property
    def verdict(self) -> Verdict:
        return self.exported.printed

    @property
    def no_bands(self) -> list[Band]:
        """Positions are drawn while they are disputed; of an answer there is none."""
        return []

    @property
    def cited_as(self) -> CitedPage:
        return CitedPage(
            ref=self.claim.ref,
            title=self.claim.question,
            desk=self.desk,
            issued=self.approved_on,
            url=self.url,
            abstract=self.verdict.sentence,
            language=settings.LANGUAGE_CODE,
        )

    @property
    def snippet(self) -> str:
        """What somebody puts into a page of their own to show the answer there."""
        title = escape(self.claim.question)
        return f'<iframe src="{self.embed_url}" title="{title}" width="100%" height="260" loading="lazy"></iframe>'


def readers_claim(ref: str, desk: Desk, desk_name: str) -> ReadersClaim | None:
    """The page of a claim, made for nobody in particular; None where readers are not shown it. A handful of queries."""
    exported = next(verified_claims(by=None, queryset=Claim.objects.published().filter(ref=ref)), None)
    if exported is None or exported.approved_at is None:
        return None
    seen = _as_approved(exported)
    readings = sorted(_readings(seen, desk), key=by_as_of_then_figure)
    shown = readings[:SHOWN_CITATIONS]
    by_key = {citation.pk: citation for citation in seen.citations}
    # How firmly an answer stands is told by the origins that were approved, not by those that came since.
    seen.claim.origin_count = count_origins(reading.origins for reading in readings)
    citations = [_citation(seen, by_key[reading.key], reading) for reading in shown]
    titles = {reading.key: by_key[reading.key].source.title for reading in shown}
    claim = seen.claim
    basis = "" if seen.printed.resolution_id else seen.printed.basis
    return ReadersClaim(
        exported=seen,
        desk=desk_name,
        url=absolute(claim_path(ref)),
        embed_url=absolute(reverse("published_embed", args=[ref])),
        approved_on=timezone.localdate(exported.approved_at),
        basis=basis,
        citations=citations,
        hidden=len(readings) - len(shown),
        sources=_sources(citations),
        decisions=[_decision(one) for one in seen.decisions],
        lanes=lanes_of(shown, {}, titles),
        unit_words=unit_words(axis_dimension(shown) or claim.unit, None),
        is_plotted=claim.answer_kind == AnswerKind.QUANTITY and bool(shown),
        is_dated=claim.lives != Lives.FIXED and any(reading.period for reading in shown),
        changes=list(_changes(claim))[:LOGGED],
        markup=SafeString(in_page(_markup(seen, desk, basis))),
    )


def absolute(path: str) -> str:
    """An address as it stands outside of the desk; it does not depend on how the desk was reached."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def claim_path(ref: str) -> str:
    return reverse("published_claim", args=[ref])


def _as_approved(exported: ExportedClaim) -> ExportedClaim:
    """The claim with those citations alone that whoever approved the answer had before them, in the words of then.

    One that was recorded, restored or amended since waits for the next approval; one that was withdrawn is gone.
    """
    later = Citation.history.filter(claim_id=exported.claim.pk, history_date__gt=exported.approved_at)
    since = set(later.values_list("id", flat=True))
    return replace(exported, citations=[one for one in exported.citations if one.pk not in since])


def _readings(exported: ExportedClaim, desk: Desk) -> Iterator[Reading]:
    terms, links = exported.claim.terms(desk), derivations()
    for citation in exported.citations:
        yield read_cited_figure(citation.as_cited_figure(links), terms)


def _citation(exported: ExportedClaim, citation: Citation, reading: Reading) -> ReadersCitation:
    code = exported.standings.get(citation.pk, "")
    return ReadersCitation(
        citation=citation,
        as_of="" if reading.is_period_withheld else reading.as_of_words,
        standing=STANDING_DESCRIPTIONS[Standing(code)][0] if code else "",
        is_rejected=code == Standing.REJECTED,
        # References are made up by people, and one may say of which source it is.
        anchor="" if citation.source.is_withheld else f"citation-{citation.ref}",
    )


def _sources(citations: Sequence[ReadersCitation]) -> list[ReadersSource]:
    sources = {one.citation.source_id: one.citation.source for one in citations}
    return [_source(one) for one in sorted(sources.values(), key=lambda source: (source.title, source.pk))]


def _source(source: Source) -> ReadersSource:
    if source.is_withheld:
        return ReadersSource(source.title)
    return ReadersSource(
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        published=say_date(source.published),
        url=web_address(source),
        is_retracted=source.retracted_on is not None,
    )


def _decision(decision: ExportedDecision) -> ReadersDecision:
    return ReadersDecision(
        decision=decision,
        kind=KIND_DESCRIPTIONS[DiscrepancyKind(decision.kind)][0],
        cause=CAUSE_DESCRIPTIONS[Cause(decision.cause)],
        outcome=OUTCOME_DESCRIPTIONS[Outcome(decision.outcome)],
    )


def _changes(claim: Claim) -> Iterator[Change]:
    """What readers were shown, the latest first."""
    rows = list(Publication.objects.filter(claim=claim).select_related("shown").order_by("-pk")[: LOGGED + 1])
    for number, row in enumerate(rows):
        before = rows[number + 1].shown if number + 1 < len(rows) else None
        yield Change(row.at, before, row.shown)


def _markup(exported: ExportedClaim, desk: Desk, basis: str) -> dict[str, object]:
    about = About(
        made_at=timezone.now(),
        made_by="",
        desk_name=desk.name,
        site_url=settings.SITE_URL.rstrip("/"),
        is_single_review=exported.is_single_review,
    )
    sentence = exported.printed.sentence
    # A basis that is the rationale of a decision was written for colleagues.
    return claim_review(exported, about) | {"reviewBody": f"{sentence}\n\n{basis}".strip()}
