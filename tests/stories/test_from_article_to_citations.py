"""From the pasted text of an article to its citations of the case, with the keyboard alone; counted."""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.dates import read_period
from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, IgnoredFigure, QuoteState, Source
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.importing import import_citations
from tests.conftest import CASE_FILE
from tests.stories.checker import Checker, Row

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

MOST_KEYS = {"dw-2017": 180, "journal-2013": 330, "npr-2023": 530, "rfa-2018": 380, "viewus-2024": 360}
"""A twentieth or so above what it takes: more would be a page that got clumsier."""


def rows_of(ref: str) -> list[Row]:
    with CASE_FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["source_ref"] == ref]


@pytest.fixture
def the_others(tmp_path, transactional_db, db_people):
    """The desk has the questions of the case and what the other four articles say."""

    def bring(ref: str) -> None:
        others = tmp_path / "others.csv"
        with CASE_FILE.open(encoding="utf-8", newline="") as case, others.open("w", encoding="utf-8") as file:
            rows = list(csv.DictReader(case))
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["source_ref"] != ref)
        import_citations(path=others, by=None)
        known = set(Claim.objects.values_list("ref", flat=True))
        for row in {row["claim_ref"]: row for row in rows if row["claim_ref"] not in known}.values():
            words = ClaimWords(
                question=row["question"],
                topic=row["topic"],
                answer_kind=AnswerKind(row["answer_kind"]),
                unit=row["unit"],
                lives=Lives(row["lives"]),
            )
            record_claim(words=words, by=None, ref=row["claim_ref"])

    return bring


def is_meant(row: Row, line: int, words: str) -> bool:
    """Whether the figure that is shown is the one of the row."""
    if row["answer_kind"] != "quantity" or row["locator"] != f"line {line}":
        return False
    one, other = row["figure"].lower(), words.lower()
    return one in other or other in one


@pytest.mark.parametrize("ref", list(MOST_KEYS))
def test_from_the_pasted_text_to_its_citations(ref, shared, the_others, sit_down):
    the_others(ref)
    rows = rows_of(ref)
    text = (shared / "articles" / f"{ref}.txt").read_text(encoding="utf-8")
    page = sit_down(Role.CONTRIBUTOR)
    checker = Checker(page)
    checker.add(text, rows[0])

    begun = time.monotonic()
    waiting = list(rows)
    while (shown := checker.current()) is not None and page.locator("#panel button[data-key=i]").count():
        row = next((one for one in waiting if is_meant(one, *shown)), None)
        if row is None:
            checker.go("i")
            continue
        checker.cite(row)
        waiting.remove(row)
    for row in waiting:
        checker.by_hand(row)
    checker.work.seconds += time.monotonic() - begun

    source = Source.objects.get(title=rows[0]["source_title"])
    recorded = Citation.objects.filter(source=source).select_related("claim", "attribution", "quote_place")
    assert sorted(map(facts, recorded)) == sorted(map(wanted, rows))
    assert {one.quote_place.state for one in recorded} == {QuoteState.VERIFIED}
    assert len(waiting) <= len([row for row in rows if row["answer_kind"] != "quantity"]), (
        "all figures were marked"
    )
    print_figures(ref, len(rows), checker, IgnoredFigure.objects.count())
    assert checker.work.keys <= MOST_KEYS[ref]


def facts(citation: Citation) -> tuple[str, ...]:
    name = citation.attribution.name if citation.attribution else ""
    return citation.claim.ref, str(read_period(citation.as_of)), citation.scope, name, citation.locator


def wanted(row: Row) -> tuple[str, ...]:
    return row["claim_ref"], str(read_period(row["as_of"])), row["scope"], row["attribution"], row["locator"]


def print_figures(ref: str, citations: int, checker: Checker, ignored: int) -> None:
    """For whoever measures: one line of JSON for each article, to the file that the environment names."""
    if folder := os.environ.get("FACTCHECK_FIGURES"):
        work = checker.work
        line = {
            "article": ref,
            "citations": citations,
            "ignored": ignored,
            "keys": work.keys,
            "seconds": round(work.seconds, 1),
            "corrected": work.corrected,
            "looked_for": work.looked_for,
        }
        with Path(folder).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
