"""A desk of verified claims with as many citations as are asked for, made in a minute: by plain inserts, with none of
the steps that lead there. Good for measuring exports and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import F, Model

from factcheck.core.roles import Role
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Discrepancy,
    JudgedReading,
    Person,
    Resolution,
    Source,
    Step,
    Topic,
    Verdict,
    VerdictStep,
)
from tests.conftest import person

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
BATCH = 2_000
PLACES = ("Ansan", "Busan", "Chongjin", "Dandong", "Hoeryong", "Musan", "Paju", "Rason", "Sinuiju", "Yanji")
QUOTE = (
    "Officials at {place} said that it was {figure}, according to records which the office has kept since the river was "
    "first watched, and which nobody outside it has seen; “{figure}, no fewer”, said one of them, “and more by night”."
)
"""With commas and quotation marks, as quotes have them."""


@transaction.atomic
def make_many_citations(citations: int, a_claim: int, claims_a_source: int, resolved_every: int) -> None:
    """Verified claims with so many citations each; every so-many-th was disputed and resolved."""
    reviewer, approver = person("reviewer", Role.REVIEWER), person("approver", Role.APPROVER)
    claims = citations // a_claim
    sources = max(a_claim, claims // claims_a_source)
    _write(Topic(pk=key, name=f"Topic {key}") for key in range(1, 61))
    _write(Attribution(pk=key, name=f"Office {key}") for key in range(1, 41))
    _write(_source(key) for key in range(1, sources + 1))
    drawn_on = Source.derived_from.through
    _write(
        drawn_on(from_source_id=key, to_source_id=key - 1) for key in range(2, sources + 1) if key % 5 == 0
    )
    _write(_claim(key, a_claim) for key in range(1, claims + 1))
    _write(_citation(key, a_claim, sources) for key in range(1, claims * a_claim + 1))
    resolved = range(resolved_every, claims + 1, resolved_every)
    _write(_discrepancy(key) for key in resolved)
    _write(_resolution(key, reviewer) for key in resolved)
    _write(_judged(key, number, a_claim) for key in resolved for number in range(a_claim))
    _write(
        Step(discrepancy_id=key, to_state="resolved", by=approver, at=AT, resolution_id=key)
        for key in resolved
    )
    Discrepancy.objects.update(state="resolved", resolution=F("pk"))
    _write(_verdict(key, reviewer) for key in range(1, claims + 1))
    _write(
        VerdictStep(verdict_id=key, to_state="approved", by=approver, at=AT) for key in range(1, claims + 1)
    )
    Claim.objects.update(verdict=F("pk"), printed=F("pk"))
    if connection.vendor == "postgresql":
        _after_given_keys()


def _write(records: Iterable[Model]) -> None:
    """Insert the records, a few thousand at once."""
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)


def _after_given_keys() -> None:
    """PostgreSQL counts keys by itself, and goes on after those that were given."""
    models = (Topic, Attribution, Source, Claim, Citation, Discrepancy, Resolution, Verdict)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _place(key: int) -> str:
    return PLACES[key % len(PLACES)]


def _figure(key: int) -> int:
    return 20 + key * 7919 % 900_000


def _source(key: int) -> Source:
    return Source(
        pk=key,
        ref=f"source-{key}",
        title=f"Silent families ask for help, {_place(key)} {key}",
        publisher=f"The {_place(key // 10)} Courier",
        author=f"Reporter {key % 90}",
        kind="article-newspaper",
        published=f"{2005 + key % 20}-{1 + key % 12:02}-{1 + key % 28:02}",
        url=f"https://news.example/{_place(key).lower()}/{key}",
        reliability="ABCDEF"[key % 6],
        recorded_at=AT,
    )


def _claim(key: int, a_claim: int) -> Claim:
    return Claim(
        pk=key,
        ref=f"claim-{key}",
        question=f"How many people crossed the river at {_place(key)} in the winter of case {key}?",
        topic_id=1 + key % 60,
        unit="person",
        recorded_at=AT,
        source_count=a_claim,
        origin_count=a_claim,
        verified_at=AT,
        evidence_changed_at=AT + timedelta(days=1) if key % 7 == 0 else None,
    )


def _citation(key: int, a_claim: int, sources: int) -> Citation:
    claim, number = divmod(key - 1, a_claim)
    figure = f"{_figure(claim) + number * (claim % 5 == 4):,}"
    return Citation(
        pk=key,
        ref=f"claim-{claim + 1}-{number}",
        claim_id=claim + 1,
        source_id=1 + (claim * 31 + number) % sources,
        figure=f"about {figure}",
        quote=QUOTE.format(place=_place(key), figure=figure),
        locator=f"line {key % 90}",
        as_of=str(2005 + key % 20),
        scope="",
        attribution_id=1 + key % 40 if key % 5 == 0 else None,
        credibility=1 + key % 6 if key % 3 else None,
        is_read=True,
        hedge="about",
        stated_low=Decimal(figure.replace(",", "")),
        stated_high=Decimal(figure.replace(",", "")),
        unit="person",
        recorded_at=AT,
    )


def _discrepancy(key: int) -> Discrepancy:
    return Discrepancy(
        pk=key, claim_id=key, kind="value", severity="minor", severity_order=0, opened_at=AT, changed_at=AT
    )


def _resolution(key: int, by: Person) -> Resolution:
    return Resolution(
        pk=key,
        discrepancy_id=key,
        cause="rounding",
        outcome="use_one",
        answer=f"{_figure(key):,}",
        sentence=f"{_figure(key):,} people crossed, the office says.",
        rationale="The later report counts those who came back, which the register of the office does not.",
        proposed_by=by,
        proposed_at=AT,
    )


def _judged(key: int, number: int, a_claim: int) -> JudgedReading:
    return JudgedReading(
        resolution_id=key,
        citation_id=(key - 1) * a_claim + number + 1,
        version=1,
        figure="about that",
        standing="accepted" if number else "preferred",
    )


def _verdict(key: int, by: Person) -> Verdict:
    return Verdict(
        pk=key,
        claim_id=key,
        answer=f"about {_figure(key):,}",
        sentence=f"About {_figure(key):,} people crossed the river at {_place(key)} that winter, the office says.",
        basis="The register of the office, which was seen, and the reports that were written at the time.",
        proposed_by=by,
        proposed_at=AT,
    )
