"""The lists: search, filters, sorting and pages, all kept in the address."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Claim, Discrepancy, Source, Topic
from factcheck.services.citations import withdraw_citation
from factcheck.web.tables.claims import ClaimTable
from factcheck.web.tables.discrepancies import DiscrepancyTable
from factcheck.web.tables.sources import SourceTable
from factcheck.web.tables.verified import VerifiedTable
from tests.web.seen import words

pytestmark = pytest.mark.django_db

LISTS = {
    "/claims/": ClaimTable,
    "/discrepancies/": DiscrepancyTable,
    "/sources/": SourceTable,
    "/desk/verified/": VerifiedTable,
}
SORTS = [
    (path, name)
    for path, table in LISTS.items()
    for name, column in table.base_columns.items()
    if column.orderable is not False
]


def shown(page: str) -> list[str]:
    """The names of the rows, in their order."""
    return re.findall(r'data-label="(?:Question|Title)" class="name">\s*<a [^>]*>(.*?)</a>', page)


def found(client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return shown(answer.content.decode())


@pytest.fixture
def reading(browse, reader):
    return browse(reader)


@pytest.mark.parametrize(("path", "name"), SORTS, ids=[f"{path}{name}" for path, name in SORTS])
def test_every_column_that_sorts_sorts_both_ways(path, name, case, verified_case, reading):
    up, down = found(reading, f"{path}?sort={name}"), found(reading, f"{path}?sort=-{name}")
    assert up
    assert sorted(up) == sorted(down)
    assert f"sort=-{name}" in reading.get(f"{path}?sort={name}").content.decode()


@pytest.fixture
def verified_case(case, reviewer, approver) -> None:
    """Of the real case three claims have an answer."""
    from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict

    for ref, answer in (("army-size", "over one million"), ("border-troops", "one million"), ("boats", "7")):
        claim = Claim.objects.get(ref=ref)
        said = VerdictWords(answer=answer, sentence=f"It is {answer}.", basis="The articles.")
        if claim.origin_count == 1:
            said = VerdictWords(
                answer=answer,
                sentence=f"It is {answer}.",
                basis="The articles.",
                single_origin_reason="Good.",
            )
        approve_verdict(verdict=propose_verdict(claim=claim, words=said, by=reviewer), by=approver)


def test_claims_are_found_by_words_wherever_they_stand(case, reading):
    assert found(reading, "/claims/?q=famine") == [
        "How many people died in the North Korean famine of the 1990s?"
    ]
    by_figure = found(reading, f"/claims/?q={quote('580,000')}")
    by_source = found(reading, "/claims/?q=deutsche")
    by_both = found(reading, "/claims/?q=NORTH+korean+ARMY")
    assert by_figure == ["How many people died in the North Korean famine of the 1990s?"]
    assert len(by_source) == 4
    assert by_both == ["How large is the North Korean army?"]
    assert found(reading, "/claims/?q=famine+rice") == []


FILTERS = [
    ("the disputed claims", "state=disputed", 4),
    ("claims nobody has answered", "state=unverified", 21),
    ("claims with an answer", "state=verified", 0),
    ("claims answered by words", "answer_kind=text", 2),
    ("claims answered by a date", "answer_kind=date", 2),
    ("running totals", "lives=running", 4),
    ("claims with a figure nobody could read", "rests=unread", None),
    ("claims without a citation", "rests=none", 0),
]


@pytest.mark.parametrize(("who", "query", "count"), FILTERS, ids=[who for who, _query, _count in FILTERS])
def test_claims_are_filtered(who, query, count, case, reading):
    answer = reading.get(f"/claims/?{query}")
    assert answer.context["table"].total == (
        count if count is not None else Claim.objects.filter(unread_count__gt=0).count()
    )


def test_claims_of_a_topic_and_of_one_origin(case, reading):
    topic = Topic.objects.get(name="Famine")
    assert len(found(reading, f"/claims/?topic={topic.pk}")) == 1
    one = Claim.objects.filter(origin_count=1).count()
    assert reading.get("/claims/?rests=one").context["table"].total == one > 0
    graded = Claim.objects.resting_on_low_grades().count()
    assert reading.get("/claims/?rests=graded").context["table"].total == graded


def test_discrepancies_are_those_that_wait_until_one_asks_for_others(case, contributor, reading):
    assert reading.get("/discrepancies/").context["table"].total == 4
    assert reading.get("/discrepancies/?severity=major").context["table"].total == 1
    assert reading.get("/discrepancies/?kind=text").context["table"].total == 1
    assert found(reading, "/discrepancies/?q=famine") == [
        "How many people died in the North Korean famine of the 1990s?"
    ]
    rounding = Discrepancy.objects.get(is_rounding=True)
    withdraw_citation(citation=rounding.lowest, because="misread", by=contributor)
    assert reading.get("/discrepancies/").context["table"].total == 3
    assert reading.get("/discrepancies/?state=withdrawn").context["table"].total == 1
    assert reading.get("/discrepancies/?state=all").context["table"].total == 4


def test_a_discrepancy_row_says_its_rivals_and_their_origins(case, reading):
    seen = words(reading.get("/discrepancies/?kind=value"))
    assert "about 30,000 (1 origin) · about 35,000 (1 origin)" in seen
    assert "60 (1 origin) · 63 (1 origin)" in seen


def test_sources_are_filtered_by_words_kind_and_grade(case, reading):
    assert len(found(reading, "/sources/")) == 5
    assert found(reading, "/sources/?q=deutsche+ryall") == ["Desperate North Koreans defect to South"]
    assert len(found(reading, "/sources/?kind=article-newspaper")) == 2
    assert len(found(reading, "/sources/?reliability=C")) == 2


def test_a_claim_row_says_what_is_printed_or_who_disagrees(case, verified_case, reading):
    seen = words(reading.get("/claims/?state=verified"))
    assert "over one million" in seen
    assert "about 30,000 · about 35,000" in words(reading.get("/claims/?q=reached+south+korea+in+all"))


def test_filter_sort_and_page_stay_in_the_address(load, reading):
    load(numbered(60))
    page = reading.get("/claims/?q=people&sort=-question&page=2")
    seen = page.content.decode()
    assert "Page 2 of 3 · 60 claims" in words(page)
    for rel in ("prev", "next"):
        link = re.search(rf'rel="{rel}" href="([^"]*)"|href="([^"]*)"[^>]*rel="{rel}"', seen)
        link = link or re.search(rf'<a rel="{rel}" href="([^"]*)"', seen)
        to = next(part for part in link.groups() if part)
        assert "q=people" in to
        assert "sort=-question" in to
    assert 'name="sort" value="-question"' in seen
    assert len(set(shown(seen))) == 25
    pages = [found(reading, f"/claims/?q=people&sort=-question&page={n}") for n in (1, 2, 3)]
    assert [len(rows) for rows in pages] == [25, 25, 10]
    assert len({row for rows in pages for row in rows}) == 60


def test_rows_that_are_alike_in_what_is_sorted_stand_on_one_page_only(load, reading):
    load(numbered(60))
    for sort in ("source_count", "-origin_count", "topic", "state"):
        rows = [row for n in (1, 2, 3) for row in found(reading, f"/claims/?sort={sort}&page={n}")]
        assert len(set(rows)) == 60, sort


def test_an_empty_desk_says_the_next_act(reading):
    assert "No claim fits. Clear a filter, or record one." in words(reading.get("/claims/"))
    assert "No discrepancy fits." in words(reading.get("/discrepancies/"))
    assert "No source fits." in words(reading.get("/sources/"))
    assert "Nothing is verified yet." in words(reading.get("/desk/verified/"))
    assert "Export" not in words(reading.get("/desk/verified/"))


HOSTILE = [
    "page=abc",
    "page=-1",
    "page=0",
    "page=99999999999999999999999999999",
    "page=1e9",
    "page=%00",
    "page=%D9%A1",
    "sort=unknown",
    "sort=",
    "sort=-",
    "sort=--question",
    "sort=question,-state,unknown",
    "sort=claim__question",
    "sort=%00",
    "sort=password",
    "q=%00",
    "q=%25",
    "q=_",
    "q=%5C",
    "q=%27%22%3B--",
    "q=%ED%A0%80",
    "q=%FF%FE",
    f"q={'a' * 10_000}",
    f"q={'a+' * 5_000}",
    "q=%F0%9F%98%80+%D7%A9%D7%9C%D7%95%D7%9D",
    "topic=abc",
    "topic=99999999999999999999999999",
    "topic=-1",
    "topic=%00",
    "state=unknown",
    "state=%00",
    "severity=x&kind=y&lives=z&rests=w&answer_kind=v&reliability=u",
    "q=a&q=b&page=1&page=x",
    "from=abc",
    "=",
    "&&&",
    "%00=%00",
    "per_page=1000000",
]


@pytest.mark.parametrize("path", [*LISTS, "/", "/desk/verified/download/csv/", "/claims/fled/"])
def test_no_address_breaks_a_page(path, small_desk, reading):
    broken = {query: reading.get(f"{path}?{query}").status_code for query in HOSTILE}
    assert set(broken.values()) == {200}, broken


def test_a_percent_sign_or_an_underscore_is_looked_for_as_it_stands(make_claim, reading):
    make_claim("What share, in %, came back?")
    make_claim("How many fled?")
    assert found(reading, "/claims/?q=%25") == ["What share, in %, came back?"]
    assert found(reading, "/claims/?q=_") == []


def numbered(count: int, of: str = "people"):
    """As many claims, each disputed by two sources of its own."""
    for index in range(count):
        for rival, figure in enumerate(("30,000", "35,000")):
            yield {
                "claim_ref": f"claim-{index}",
                "question": f"How many {of} came in group {index:03}?",
                "topic": f"Topic {index % 7}",
                "unit": "person",
                "source_ref": f"source-{index}-{rival}",
                "source_title": f"Report {index} by {rival}",
                "reliability": "B",
                "figure": figure,
                "attribution": f"Body {index}-{rival}",
            }


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("path", ["/", "/claims/", "/discrepancies/", "/sources/"])
def test_a_list_asks_the_database_no_more_for_thirty_rows_than_for_three(path, load, browse, administrator):
    client = browse(administrator)
    load(numbered(3))
    few = queries(client, path)
    load(numbered(30))
    assert Source.objects.count() == 60
    assert queries(client, path) == few


def test_a_figure_that_was_not_read_waits_for_whoever_records(make_claim, cite, contributor, reader, browse):
    cite(make_claim("How many boats?", unit="boat"), "maybe one")
    assert "Amend “maybe one”" in browse(contributor).get("/").content.decode()
    assert "maybe one" not in browse(reader).get("/").content.decode()
