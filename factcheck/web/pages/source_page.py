"""What the page of a source shows: its record, its snapshots, its grades, how the desk judged it, what its retraction
opened again.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.core.bibliography.saying import say_field
from factcheck.core.dates import say_date
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import STANDING_DESCRIPTIONS, Standing
from factcheck.filters.source_citations import EARLIER
from factcheck.models import (
    Citation,
    Grading,
    JudgedReading,
    Source,
    Step,
    VerdictState,
    VerdictStep,
)
from factcheck.models.snapshots import is_quoted_from_an_earlier_one
from factcheck.services.retracting import why_retracted
from factcheck.services.sources import claims_resting_on
from factcheck.web.pages.field_names import field_name
from factcheck.web.pages.snapshots import SourceSnapshots, source_snapshots

SHOWN_GRADES = 30
NAMED_CITATIONS = 10
SHOWN_REOPENED = 30
SHOWN_SOURCES = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """How many citations of the source have one standing in the decisions in force, and where they are listed."""

    name: str
    meaning: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Citations that quote from an earlier snapshot than the newest: how many, the first, and where all are listed."""

    count: int
    first: list[Citation]
    address: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A decision or an answer that the retraction opened again, and where it is."""

    what: str | Promise
    question: str
    address: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything on the page of a source beside the list of its citations."""

    source: Source
    published: str
    parents: list[Source]
    echoes: list[Source]
    snapshots: SourceSnapshots
    changed_since: ChangedSince | None
    gradings: list[Grading]
    judged: list[Judged]
    reopened: list[Reopened]
    others: list[tuple[str, str]]


def source_page(source: Source) -> SourcePage:
    """Compute the page of a source; a fixed number of queries."""
    snapshots = source_snapshots(source)
    return SourcePage(
        source=source,
        published=say_date(source.published),
        parents=list(source.derived_from.order_by("title")[:SHOWN_SOURCES]),
        echoes=list(
            Source.objects.identified().filter(derived_from=source).order_by("title")[:SHOWN_SOURCES]
        ),
        snapshots=snapshots,
        changed_since=_changed_since(source) if snapshots.total > 1 else None,
        gradings=list(source.gradings.select_related("by").order_by("-pk")[:SHOWN_GRADES]),
        judged=_judged(source),
        reopened=_reopened(source) if source.retracted_on else [],
        others=_others(source),
    )


def _others(source: Source) -> list[tuple[str, str]]:
    """What a bibliography said of it beside its record; what only says the record more exactly is left out."""
    said = [
        (field_name(name), say_field(name, value))
        for name, value in source.other_fields.items()
        if name not in {"title", "author", "issued"}
    ]
    return sorted((name, words) for name, words in said if words)


def _changed_since(source: Source) -> ChangedSince | None:
    cited = source.citations.standing().filter(is_quoted_from_an_earlier_one())
    count = cited.count()
    if not count:
        return None
    first = list(cited.select_related("claim").order_by("claim__question", "pk")[:NAMED_CITATIONS])
    return ChangedSince(count, first, _address(source, quote=EARLIER))


def _judged(source: Source) -> list[Judged]:
    judged = JudgedReading.objects.in_force().filter(citation__source=source).order_by()
    counts = dict(judged.values_list("standing").annotate(found=Count("citation", distinct=True)))
    return [
        Judged(
            name=str(_(name)),
            meaning=str(_(meaning)),
            count=counts[standing.value],
            address=_address(source, standing=standing.value),
        )
        for standing, (name, meaning) in STANDING_DESCRIPTIONS.items()
        if standing is not Standing.UNASSESSED and standing.value in counts
    ]


def _reopened(source: Source) -> list[Reopened]:
    """The decisions and answers that its retraction opened again, in that order."""
    version = source.history.filter(history_change_reason="Retracted").order_by("history_id").last()
    if version is None:
        return []
    why, since = why_retracted(version), version.history_date
    resting = claims_resting_on({source.pk})
    steps = Step.objects.filter(
        discrepancy__claim__in=resting, to_state=DiscrepancyState.REOPENED.value, why=why, at__gte=since
    ).select_related("discrepancy__claim")
    answers = VerdictStep.objects.filter(
        verdict__claim__in=resting, to_state=VerdictState.REOPENED.value, why=why, at__gte=since
    ).select_related("verdict__claim")
    return [
        *(
            Reopened(_("decision"), one.discrepancy.claim.question, one.discrepancy.get_absolute_url())
            for one in steps.order_by("pk")[:SHOWN_REOPENED]
        ),
        *(
            Reopened(_("answer"), one.verdict.claim.question, one.verdict.claim.get_absolute_url())
            for one in answers.order_by("pk")[:SHOWN_REOPENED]
        ),
    ]


def _address(source: Source, **asked: str) -> str:
    query = QueryDict(mutable=True)
    query.update(asked)
    return f"{source.get_absolute_url()}?{query.urlencode()}#citations-head"
