"""Everything that happened to a claim, a source or a citation, in the order in which it happened.

A timeline names the rows that tell of it, latest first, in one query over all tables; a page then fetches its own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from factcheck.core.claims import DEFAULT_TOLERANCE
from factcheck.models.citations import Citation
from factcheck.models.claims import Claim
from factcheck.models.desk import Desk
from factcheck.models.discrepancies import Step
from factcheck.models.events import EventKind, Part, Table, Timeline
from factcheck.models.sources import Source
from factcheck.models.verdicts import VerdictStep


def of_claim(claim: Claim) -> Timeline:
    """What happened to a claim, to citations that are or were on it, to their sources since, to its discrepancies and
    answers, and to the desk's tolerance where the claim had none of its own.
    """
    cited = Citation.history.filter(claim_id=claim.pk).values("id")
    return Timeline(
        _versions(Claim.history.filter(id=claim.pk), Table.CLAIM),
        _citations(Citation.history.filter(id__in=cited)).filter(Q(claim_id=claim.pk) | Q(was_on=claim.pk)),
        _versions(_amended_sources(claim), Table.SOURCE),
        _steps(Step.objects.filter(discrepancy__claim=claim)),
        _verdict_steps(VerdictStep.objects.filter(verdict__claim=claim)),
        _desk(claim),
    )


def of_source(source: Source) -> Timeline:
    """What happened to a source, and to what it says on any claim."""
    cited = Citation.history.filter(source_id=source.pk).values("id")
    versions = _whole(Source.history.filter(id=source.pk))
    return Timeline(
        _versions(versions, Table.SOURCE),
        _citations(Citation.history.filter(id__in=cited)).filter(
            Q(source_id=source.pk) | Q(was_of=source.pk)
        ),
    )


def _whole(versions: QuerySet[models.Model]) -> QuerySet[models.Model]:
    """One row for each version of a source: what it draws on is written after it, as a second row of its version."""
    later = Source.history.filter(
        id=OuterRef("id"), version=OuterRef("version"), history_id__gt=OuterRef("history_id")
    )
    return versions.filter(~Exists(later))


def _amended_sources(claim: Claim) -> QuerySet[models.Model]:
    """What became of sources after they were first cited on a claim."""
    cited = Citation.history.filter(claim_id=claim.pk)
    before = cited.filter(source_id=OuterRef("id"), history_date__lte=OuterRef("history_date"))
    amended = Source.history.filter(id__in=cited.values("source_id"), version__gt=1)
    return _whole(amended.filter(Exists(before)))


def of_citation(citation: Citation) -> Timeline:
    """What happened to a citation, and every step of a decision that judged it."""
    return Timeline(
        _citations(Citation.history.filter(id=citation.pk)),
        _steps(Step.objects.filter(resolution__judged__citation=citation)),
    )


def _told(rows: QuerySet[models.Model], table: Table, key: str, at: str, by: str, kind: Case) -> Part:
    named = rows.order_by().annotate(
        event_table=Value(table.value, output_field=CharField()),
        event_key=F(key),
        event_at=F(at),
        event_by=F(by),
        event_kind=kind,
    )
    told: Part = named.values_list("event_table", "event_key", "event_at", "event_by", "event_kind")
    return told


def _kind(*cases: When, otherwise: EventKind) -> Case:
    return Case(*cases, default=Value(otherwise.value), output_field=CharField())


def _when(kind: EventKind, **lookups: object) -> When:
    return When(Q(**lookups), then=Value(kind.value))


def _versions(rows: QuerySet[models.Model], table: Table) -> Part:
    kind = _kind(
        _when(EventKind.RECORDED, version=1),
        _when(EventKind.RETRACTED, history_change_reason__in=["Retracted", "Retraction taken back"]),
        otherwise=EventKind.AMENDED,
    )
    return _told(rows, table, "history_id", "history_date", "history_user_id", kind)


def _citations(rows: QuerySet[models.Model]) -> Part:
    before = Citation.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = before.order_by("-history_id")
    rows = rows.annotate(
        was_withdrawn_at=Subquery(before.values("withdrawn_at")[:1]),
        was_on=Subquery(before.values("claim_id")[:1], output_field=IntegerField()),
        was_of=Subquery(before.values("source_id")[:1], output_field=IntegerField()),
    )
    kind = _kind(
        _when(EventKind.RECORDED, was_on=None),
        _when(EventKind.WITHDRAWN, withdrawn_at__isnull=False, was_withdrawn_at=None),
        _when(EventKind.RESTORED, withdrawn_at=None, was_withdrawn_at__isnull=False),
        _when(EventKind.READ_ANEW, history_change_reason__startswith="Read anew"),
        otherwise=EventKind.AMENDED,
    )
    return _told(rows, Table.CITATION, "history_id", "history_date", "history_user_id", kind)


def _steps(rows: QuerySet[Step]) -> Part:
    kind = _kind(
        _when(EventKind.HELD, from_state=F("to_state")),
        _when(EventKind.FLAG, to_state__in=["open", "withdrawn"]),
        _when(EventKind.PROPOSED, to_state="proposed"),
        _when(EventKind.RETURNED, to_state="returned"),
        _when(EventKind.DECIDED, to_state="resolved"),
        _when(EventKind.REOPENED, to_state="reopened"),
        otherwise=EventKind.AMENDED,
    )
    return _told(rows, Table.STEP, "pk", "at", "by_id", kind)


def _verdict_steps(rows: QuerySet[VerdictStep]) -> Part:
    kind = _kind(
        _when(EventKind.PROPOSED, to_state="proposed"),
        _when(EventKind.RETURNED, to_state="returned"),
        _when(EventKind.DECIDED, to_state="approved"),
        _when(EventKind.REOPENED, to_state="reopened"),
        otherwise=EventKind.LAPSED,
    )
    return _told(rows, Table.VERDICT_STEP, "pk", "at", "by_id", kind)


def _desk(claim: Claim) -> Part:
    """Changes of the desk's tolerance while the claim was there and had none of its own."""
    before = Desk.history.filter(history_id__lt=OuterRef("history_id")).order_by("-history_id")
    then = Claim.history.filter(id=claim.pk, history_date__lte=OuterRef("history_date"))
    rows = (
        Desk.history.filter(history_date__gte=claim.recorded_at)
        .annotate(
            tolerance_was=Coalesce(Subquery(before.values("tolerance")[:1]), Value(DEFAULT_TOLERANCE)),
            own=Subquery(then.order_by("-history_id").values("tolerance")[:1]),
        )
        .exclude(tolerance=F("tolerance_was"))
        .filter(own=None)
    )
    return _told(
        rows, Table.DESK, "history_id", "history_date", "history_user_id", _kind(otherwise=EventKind.SETTINGS)
    )
