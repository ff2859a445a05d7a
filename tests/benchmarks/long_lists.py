"""A desk with as many claims as are asked for, one citation on each, made in a minute or two: by statements of the
database that copy one row. Good for measuring lists and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Model

from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, Discrepancy, Source, Topic, Verdict
from factcheck.models.claim_index import forget_index, index_claims
from factcheck.models.list_index import forget_lists, keep_lists
from tests.conftest import person

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
PLACES = ("Ansan", "Busan", "Chongjin", "Dandong", "Hoeryong", "Musan", "Paju", "Rason", "Sinuiju", "Yanji")
RARE, COMMON_PART, COMMON = "Zugdidi", "inuij", "Sinuiju"
"""A name in few rows, a part of a name in many, and that name."""
TOPICS = 60
CLAIMS_A_SOURCE = 20


def make_long_lists(claims: int, on_one_source: int = 0) -> None:
    """Claims with a citation each, in every state, of every kind, a few of a rare sort; sources, and discrepancies.

    So many of the citations are of one source.
    """
    sources = max(1, claims // CLAIMS_A_SOURCE)
    place = _one_of(PLACES, "i")
    with transaction.atomic():
        forget_lists(connection)
        forget_index(connection)
        Topic.objects.bulk_create(Topic(pk=key, name=f"Topic {key}") for key in range(1, TOPICS + 1))
        _copies(
            Source(ref="source-1", title="Silent families ask for help 1", reliability="C", recorded_at=AT),
            sources,
            {
                "ref": "'source-' || i",
                "title": f"{place} || ' families ask for help ' || (i * 7919 % 1000003)",
                "publisher": f"'The ' || {place} || ' Courier'",
                "kind": "CASE WHEN i % 997 = 0 THEN 'treaty' ELSE 'report' END",
                "published": "2005 + i % 20 || '-0' || (1 + i % 9)",
                "reliability": _one_of("ABCDEF", "i"),
            },
        )
        _copies(
            Claim(ref="claim-1", question="How many?", unit="person", recorded_at=AT, topic_id=1),
            claims,
            {
                "ref": "'claim-' || i",
                "question": f"'How many people crossed at ' || CASE WHEN i % 99991 = 7 THEN '{RARE}' ELSE {place} END"
                " || ' in winter ' || (i * 7919 % 1000003) || '?'",
                "topic_id": f"CASE WHEN i % 9973 = 5 THEN {TOPICS} ELSE 1 + i % {TOPICS - 1} END",
                "answer_kind": "CASE WHEN i % 5000 = 3 THEN 'date' WHEN i % 4 = 1 THEN 'text' ELSE 'quantity' END",
                "lives": "CASE WHEN i % 4000 = 2 THEN 'level' ELSE 'fixed' END",
                "source_count": "CASE WHEN i % 300 = 4 THEN 0 ELSE 1 END",
                "origin_count": "CASE WHEN i % 300 = 4 THEN 0 ELSE 1 + i % 3 END",
                "unread_count": "CASE WHEN i % 900 = 6 THEN 1 ELSE 0 END",
            },
        )
        _copies(
            Citation(
                ref="claim-1-0", claim_id=1, source_id=1, figure="about 30,000", is_read=True, hedge="about",
                stated_low=Decimal(30_000), stated_high=Decimal(30_000), unit="person", recorded_at=AT,
            ),
            claims,
            {
                "ref": "'claim-' || i || '-0'",
                "claim_id": "i",
                "source_id": f"CASE WHEN i <= {on_one_source} THEN 1 ELSE 1 + i % {sources} END",
                "figure": "'about ' || (20 + i * 7919 % 900000)",
                "quote": f"'Officials at ' || {place} || ' said that it was ' || (20 + i * 7919 % 900000) || "
                "', by records which the office has kept since the river was first watched, case ' || i || '.'",
            },
        )  # fmt: skip
        _copies(
            Discrepancy(
                claim_id=1, kind="value", severity="minor", severity_order=0, opened_at=AT, changed_at=AT
            ),
            claims // 50,
            {
                "claim_id": "i * 50",
                "state": "CASE WHEN i % 40 = 7 THEN 'returned' WHEN i % 3 = 1 THEN 'withdrawn' ELSE 'open' END",
                "severity": "CASE i % 3 WHEN 0 THEN 'minor' WHEN 1 THEN 'moderate' ELSE 'major' END",
                "severity_order": "i % 3",
            },
        )
        _settle()
        index_claims(connection)
        keep_lists(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _settle() -> None:
    """Every third claim has an answer; a proposal needs a resolution, which no list looks at."""
    with connection.cursor() as cursor:
        _copies(
            Verdict(claim_id=1, answer="30,000", sentence="It is 30,000.", basis="The register.", proposed_at=AT,
                    proposed_by=person("approver", Role.APPROVER)),
            Claim.objects.count() // 3,
            {"claim_id": "i * 3"},
        )  # fmt: skip
        cursor.execute(
            "UPDATE factcheck_claim SET verdict_id = id / 3, printed_id = id / 3, verified_at = %s "
            "WHERE id %% 3 = 0 AND id / 3 <= (SELECT max(id) FROM factcheck_verdict)",
            [AT],
        )
        cursor.execute("UPDATE factcheck_claim SET proposed_verdict_id = 1 WHERE id % 3001 = 10")


def _one_of(words: tuple[str, ...] | str, number: str) -> str:
    cases = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
    return f"(CASE {number} % {len(words)} {cases} END)"


def _copies(first: Model, count: int, told: Mapping[str, str]) -> None:
    """Rows like the first, with keys from 1 on, and in some columns what an expression of `i` says."""
    first.pk = 1
    type(first)._default_manager.bulk_create([first])
    meta, quoted = first._meta, connection.ops.quote_name
    columns = [field.column for field in meta.concrete_fields]
    said = {"id": "i", **told}
    chosen = ", ".join(said.get(column, f"one.{quoted(column)}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE numbers(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM numbers WHERE i < {count}) "  # noqa: S608
            f"INSERT INTO {quoted(meta.db_table)} ({', '.join(map(quoted, columns))}) "
            f"SELECT {chosen} FROM {quoted(meta.db_table)} one, numbers WHERE one.id = 1"
        )
