"""A claim as the desk knew it at a moment that is past.

Records come from their versions, discrepancies and answers from their steps, all of them appended and never changed.
What was flagged is computed from the readings of that time, on the terms of that time, with the names that counted as
one by then. The names of topics, of attributions and of people have no versions: they are today's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from factcheck.core.claims import Terms
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.models.attributions import Attribution, counted_as_at
from factcheck.models.citations import Citation
from factcheck.models.claims import Claim, Topic
from factcheck.models.desk import Desk
from factcheck.models.differences import Version
from factcheck.models.discrepancies import Step
from factcheck.models.resolutions import Resolution
from factcheck.models.snapshots import QuotePlace
from factcheck.models.sources import Source
from factcheck.models.verdicts import VerdictState, VerdictStep
from factcheck.models.withheld_records import SourceRecord

_Record = TypeVar("_Record", Claim, Citation, Source, Desk, QuotePlace)


@dataclass(frozen=True, slots=True)
class ClaimThen:
    """A claim at a moment: what was asked on what terms, what the sources said, where its decisions stood.

    `citations` are those that stood, by key, and `readings` the same as they were compared. `places` are those of their
    quotes, by the key of the citation. `steps` are the last steps
    that its discrepancies had taken, `verdict_steps` those of its answers. The records are copies of what was; none of
    them is to be saved.
    """

    at: datetime
    claim: Claim
    terms: Terms
    citations: dict[int, Citation]
    readings: list[Reading]
    withdrawn: list[Citation]
    places: dict[int, QuotePlace]
    steps: list[Step]
    verdict_steps: list[VerdictStep]

    @property
    def approval(self) -> VerdictStep | None:
        """The step that put the answer in force that stood then."""
        return self._last_step(VerdictState.APPROVED)

    @property
    def reopened(self) -> VerdictStep | None:
        """The step by which the answer was opened again that had been in force."""
        return self._last_step(VerdictState.REOPENED)

    @property
    def waiting(self) -> VerdictStep | None:
        """The step by which the answer was proposed that waited then."""
        return self._last_step(VerdictState.PROPOSED)

    def _last_step(self, state: VerdictState) -> VerdictStep | None:
        found = [step for step in self.verdict_steps if step.to_state == state]
        return found[-1] if found else None


def claim_at(claim: Claim, at: datetime) -> ClaimThen | None:
    """A claim as it was known at a moment, in a dozen queries; None where the desk did not have it yet."""
    version = _last(Claim.history.filter(id=claim.pk), at).first()
    if version is None:
        return None
    then = _as_it_was(version, Claim)
    then.topic = Topic.objects.get(pk=then.topic_id) if then.topic_id else None
    terms = then.terms(_desk_at(at))
    citations = _citations_at(claim, at)
    standing = {citation.pk: citation for citation in citations if citation.withdrawn_at is None}
    links = _derivations_at(at)
    return ClaimThen(
        at=at,
        claim=then,
        terms=terms,
        citations=standing,
        readings=[read_cited_figure(one.as_cited_figure(links), terms) for one in standing.values()],
        withdrawn=sorted(
            (one for one in citations if one.withdrawn_at is not None),
            key=lambda one: (cast("datetime", one.withdrawn_at), one.pk),
        ),
        places=_places_at(standing, at),
        steps=_steps_at(claim, at),
        verdict_steps=_verdict_steps_at(claim, at),
    )


def resolution_then(step: Step) -> Resolution | None:
    """The resolution that waited or was in force after a step; none where the step took it back."""
    is_in_force = step.to_state in {DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED}
    return step.resolution if is_in_force else None


def _last(rows: QuerySet[models.Model], at: datetime) -> QuerySet[models.Model]:
    """Of each record in a history, its last version up to a moment."""
    model = rows.model
    later = model._default_manager.filter(
        id=OuterRef("id"), history_date__lte=at, history_id__gt=OuterRef("history_id")
    )
    return rows.filter(~Exists(later), history_date__lte=at)


def _as_it_was(version: object, model: type[_Record]) -> _Record:
    fields = cast("Version", version).tracked_fields
    return model(**{field.attname: getattr(version, field.attname) for field in fields})


def _source_as_it_was(version: models.Model) -> Source:
    source = _as_it_was(version, Source)
    source.hidden_published = cast("SourceRecord", version).hidden_published
    return source


def _desk_at(at: datetime) -> Desk:
    """The settings then; the defaults before anybody changed any."""
    version = _last(Desk.history.all(), at).first()
    return _as_it_was(version, Desk) if version else Desk(pk=1)


def _citations_at(claim: Claim, at: datetime) -> list[Citation]:
    cited = Citation.history.filter(claim_id=claim.pk)
    versions = _last(Citation.history.filter(id__in=cited.values("id")), at)
    citations = [_as_it_was(one, Citation) for one in versions.filter(claim_id=claim.pk).order_by("id")]
    source_versions = _last(Source.history.filter(id__in=cited.values("source_id")), at)
    sources = {source.pk: source for source in (_source_as_it_was(one) for one in source_versions)}
    names = _attributions_at(cited.values("attribution_id"), at)
    for citation in citations:
        citation.source = sources[citation.source_id]
        citation.attribution = names[citation.attribution_id] if citation.attribution_id else None
    return citations


def _places_at(citations: Iterable[int], at: datetime) -> dict[int, QuotePlace]:
    """Where the quotes of citations stood then; a place that was given up by then is none."""
    versions = _last(QuotePlace.history.filter(citation_id__in=list(citations)), at).exclude(history_type="-")
    return {place.citation_id: place for place in (_as_it_was(one, QuotePlace) for one in versions)}


def _attributions_at(cited: QuerySet[models.Model], at: datetime) -> dict[int, Attribution]:
    """The attributions of citations, each counted as it was then."""
    names = {attribution.pk: attribution for attribution in Attribution.objects.filter(pk__in=cited)}
    counted = counted_as_at(at)
    kept = Attribution.objects.filter(pk__in={counted[pk] for pk in names if pk in counted})
    kept_names = dict(kept.values_list("pk", "name")) if counted else {}
    for pk, attribution in names.items():
        attribution.counts_as_id = kept_names[counted[pk]] if pk in counted else None
    return names


def _derivations_at(at: datetime) -> dict[int, list[int]]:
    """Which sources each source was said to draw on directly."""
    versions = Source.history.model
    later = versions._default_manager.filter(
        id=OuterRef("history__id"), history_date__lte=at, history_id__gt=OuterRef("history_id")
    )
    links = versions.derived_from.model._default_manager.filter(~Exists(later), history__history_date__lte=at)
    found: dict[int, list[int]] = {}
    for child, parent in links.order_by("pk").values_list("from_source_id", "to_source_id"):
        found.setdefault(child, []).append(parent)
    return found


def _steps_at(claim: Claim, at: datetime) -> list[Step]:
    later = Step.objects.filter(discrepancy=OuterRef("discrepancy"), at__lte=at, pk__gt=OuterRef("pk"))
    steps = Step.objects.filter(~Exists(later), discrepancy__claim=claim, at__lte=at)
    return list(steps.select_related("by", "discrepancy", "resolution__proposed_by").order_by("pk"))


def _verdict_steps_at(claim: Claim, at: datetime) -> list[VerdictStep]:
    later = VerdictStep.objects.filter(verdict=OuterRef("verdict"), at__lte=at, pk__gt=OuterRef("pk"))
    steps = VerdictStep.objects.filter(~Exists(later), verdict__claim=claim, at__lte=at)
    return list(steps.select_related("by", "verdict__proposed_by").order_by("pk"))
