"""Desks to look at: a small one with something in every state, the real case, and claims by the dozen."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.test import Client

from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Discrepancy,
    Document,
    DocumentFile,
    DocumentState,
    Person,
    Received,
    Snapshot,
    Source,
    Verdict,
)
from factcheck.services.citations import withdraw_citation
from factcheck.services.files import keep_file
from factcheck.services.importing import import_citations
from factcheck.services.verdicts import VerdictWords, propose_verdict
from tests.conftest import CASE_FILE


@pytest.fixture
def browse() -> Callable[[Person | None], Client]:
    """A browser in which somebody is logged in, or nobody."""

    def log_in(somebody: Person | None) -> Client:
        client = Client()
        if somebody is not None:
            client.force_login(somebody)
        return client

    return log_in


@dataclass
class SmallDesk:
    """One thing of each kind."""

    disputed: Claim
    discrepancy: Discrepancy
    citation: Citation
    withdrawn: Citation
    source: Source
    attribution: Attribution
    settled: Claim
    proposed: Verdict


def keep_document(source: Source, content: bytes, **said: str) -> Document:
    """A document as it was received, kept as the next snapshot of a source."""
    number = source.snapshots.count() + 1
    document = Document.objects.create(
        **{
            "sha256": hashlib.sha256(b"%d %d %s" % (source.pk, number, content)).hexdigest(),
            "size": len(content),
            "media_type": "text/plain",
            "name": f"report-{number}.txt",
            "how": Received.UPLOADED.value,
            "state": DocumentState.READY.value,
            "text": f"It was about 30,000. This is snapshot {number}.",
            **said,
        }
    )
    DocumentFile.objects.create(document=document, sha256=keep_file(content))
    Snapshot.objects.create(source=source, document=document, number=number)
    return document


@pytest.fixture
def small_desk(disputed, make_claim, cite, contributor, reviewer) -> SmallDesk:
    settled = make_claim("How many came back?", ref="came-back")
    cite(settled, "12")
    cite(settled, "12")
    withdrawn = cite(settled, "13")
    withdraw_citation(citation=withdrawn, because="misread", by=contributor)
    words = VerdictWords(answer="12", sentence="Twelve came back.", basis="Both reports.")
    citation = disputed.citations.first()
    return SmallDesk(
        disputed=disputed,
        discrepancy=disputed.discrepancies.get(),
        citation=citation,
        withdrawn=withdrawn,
        source=citation.source,
        attribution=Attribution.objects.create(name="Unification Ministry"),
        settled=settled,
        proposed=propose_verdict(claim=settled, words=words, by=reviewer),
    )


@pytest.fixture
def case(db) -> None:
    """The real case: 25 claims, 5 sources, 49 citations, four discrepancies."""
    import_citations(path=CASE_FILE, by=None)


@pytest.fixture
def load(db, tmp_path) -> Callable[[Iterable[dict[str, str]]], None]:
    """Put rows of the file format on the desk, however many."""

    def import_rows(rows: Iterable[dict[str, str]]) -> None:
        rows = list(rows)
        names = sorted({name for row in rows for name in row})
        path = tmp_path / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        import_citations(path=path, by=None)

    return import_rows
