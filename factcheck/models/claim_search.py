"""Full-text search among claims by the words of their question and topic, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import F, Q, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.proposals import Candidate
from factcheck.models.citations import Citation
from factcheck.models.claims import Claim

MOST_FOUND = 40
"""Claims that are found for the words around one figure."""

MOST_WORDS = 24
"""Words that one search asks for."""

QUOTES_OF_EACH = 4
"""Citations whose quotes are brought along with a claim."""

COMMON = 0.05
"""The share of claims from which on a word tells little."""

_AT_ONCE = 100
"""Searches in one query; SQLite joins at most 500."""


def claims_about(searches: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each list of words the claims that have any of them in question or topic, the best first, at most MOST_FOUND.

    The words are plain: each is quoted, so nothing in them is taken for a command. One query for a hundred searches.
    """
    found: list[list[int]] = [[] for _search in searches]
    asked = [(number, asking) for number, asking in enumerate(_askings(searches)) if asking]
    statement = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    for first in range(0, len(asked), _AT_ONCE):
        part = asked[first : first + _AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join([statement] * len(part)),
                [value for number, asking in part for value in (number, asking, MOST_FOUND)],
            )
            for number, key in cursor.fetchall():
                found[number].append(key)
    return found


_WORD = re.compile(r"[^\W_]+")
_ON_SQLITE = """
SELECT * FROM (
    SELECT %s AS search, rowid FROM factcheck_claim_words WHERE factcheck_claim_words MATCH %s
    ORDER BY bm25(factcheck_claim_words, 1.0, 0.5) LIMIT %s
)
"""
_ON_POSTGRESQL = """
(
    SELECT %s AS search, claim_id FROM factcheck_claim_words, to_tsquery('english', %s) AS asked
    WHERE words @@ asked ORDER BY ts_rank(words, asked, 1) DESC, claim_id LIMIT %s
)
"""
_ALL_ON_SQLITE = "SELECT rowid FROM factcheck_claim_words WHERE factcheck_claim_words MATCH %s"
_ALL_ON_POSTGRESQL = """
SELECT claim_id FROM factcheck_claim_words, to_tsquery('english', %s) AS asked
WHERE words @@ asked OR numnode(asked) = 0
"""
_HOW_COMMON = """
SELECT word, max(share)
FROM unnest(%s::text[]) AS word
JOIN (
    SELECT unnest(most_common_elems::text::text[]) AS lexeme, unnest(most_common_elem_freqs) AS share
    FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = 'factcheck_claim_words' AND attname = 'words'
) AS common ON lexeme = ANY (tsvector_to_array(to_tsvector('english', word)))
GROUP BY word
"""


def has_all_words(value: str) -> Q:
    """That a claim has every word of a search in its question or its topic; without a word, any claim.

    It says yes or no of each claim and ranks none: a rank is computed from all claims of the desk, and would tell
    readers of those that they are not shown.
    """
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(value)))[:MOST_WORDS]
    if not words:
        return Q()
    if connection.vendor == "postgresql":
        return Q(pk__in=RawSQL(_ALL_ON_POSTGRESQL, [" & ".join(f"'{word}'" for word in words)]))  # noqa: S611
    return Q(pk__in=RawSQL(_ALL_ON_SQLITE, [" ".join(f'"{word}"' for word in words)]))  # noqa: S611


def _askings(searches: Sequence[Sequence[str]]) -> list[str]:
    """What the database is asked for each search: any of its words, quoted."""
    plain = [
        list(dict.fromkeys(part.lower() for word in words for part in _WORD.findall(word)))[:MOST_WORDS]
        for words in searches
    ]
    if connection.vendor != "postgresql":
        return [" OR ".join(f'"{word}"' for word in words) for words in plain]
    # PostgreSQL weighs a word without regard to how common it is, so what half of the claims have is left out.
    with connection.cursor() as cursor:
        cursor.execute(_HOW_COMMON, [sorted({word for words in plain for word in words})])
        share: dict[str, float] = dict(cursor.fetchall())
    return [" | ".join(f"'{word}'" for word in _telling(words, share)) for words in plain]


def _telling(words: Sequence[str], share: Mapping[str, float]) -> list[str]:
    """The words that few claims have, and at least the rarest six."""
    by_rarity = sorted(words, key=lambda word: share.get(word, 0.0))
    return [word for place, word in enumerate(by_rarity) if place < 6 or share.get(word, 0.0) < COMMON]


def candidates(keys: Iterable[int]) -> dict[int, Candidate]:
    """Claims as they are weighed for a figure, by their keys, each with the words of its first citations.

    Two queries of plain values: a page of figures weighs hundreds of claims, and making records of them would cost more
    than all the rest.
    """
    wanted = list(keys)
    number = Window(RowNumber(), partition_by=[F("claim_id")], order_by=[F("pk").asc()])
    cited = Citation.objects.standing().filter(claim__in=wanted).annotate(number=number)
    quotes: dict[int, list[str]] = {}
    first = cited.filter(number__lte=QUOTES_OF_EACH).order_by("claim_id", "number")
    for claim, quote, figure in first.values_list("claim_id", "quote", "figure"):
        quotes.setdefault(claim, []).append(quote or figure)
    rows = Claim.objects.filter(pk__in=wanted).order_by("pk")
    return {
        key: Candidate(
            key=key,
            ref=ref,
            question=question,
            topic=topic or "",
            unit=unit,
            lives=Lives(lives),
            answer_kind=AnswerKind(kind),
            quotes=tuple(quotes.get(key, ())),
        )
        for key, ref, question, topic, unit, lives, kind in rows.values_list(
            "pk", "ref", "question", "topic__name", "unit", "lives", "answer_kind"
        )
    }
