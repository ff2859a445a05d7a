"""The page of a claim: positions, why something is flagged, why its neighbours are not, and the history."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.claims import Lives
from factcheck.models import Citation, Claim
from factcheck.web.pages.claim_page import SHOWN_CITATIONS
from tests.web.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(browse, reader):
    return browse(reader)


def why_not(client, ref: str) -> str:
    """The sentences between the rows of a claim's citations, one after the other."""
    page = client.get(f"/claims/{ref}/").content.decode()
    rows = re.findall(r'<tr class="why-not">.*?</tr>', page, re.DOTALL)
    return " | ".join(" ".join(re.sub(r"<[^>]+>", " ", row).replace("&#x27;", "'").split()) for row in rows)


FLAGGED = [
    ("nk-total", "moderate", ["30,000", "35,000"]),
    ("nk-yearly", "minor", ["63", "60", "rounding"]),
    ("famine-deaths", "major", ["is one stated range whose high end is at least twice its low end."]),
    ("penalty-leaving", "moderate", ["The sources give 3 different answers in words."]),
]


@pytest.mark.parametrize(("ref", "severity", "parts"), FLAGGED, ids=[ref for ref, *_rest in FLAGGED])
def test_a_flag_says_in_a_sentence_why(ref, severity, parts, case, reading):
    page = reading.get(f"/claims/{ref}/").content.decode()
    [flag] = re.findall(rf'<div class="flag flag-{severity}">(.*?)</div>', page, re.DOTALL)
    for part in parts:
        assert part in flag


NOT_FLAGGED = [
    (
        "$1,700, $17,000 and $85,000: a price at different times",
        "broker-price",
        "“$17,000” holds for 2019 and “$85,000” for July 2023 to 2024: the answer may have changed between them.",
    ),
    (
        "a fee of $1,300 to over $3,000 meets about $1,700",
        "broker-price",
        "“around $1,700” and “$1300 to over $3000” can both be right: some answer satisfies both.",
    ),
    (
        "at least 1,000 a year meets 1,047",
        "nk-yearly",
        "“at least 1,000” and “1,047” can both be right: some answer satisfies both.",
    ),
    (
        "1,418 in 2016 and 1,047 in 2019 are two years",
        "nk-yearly",
        "“1,418” and “at least 1,000” can both be right: the one is for 2016, the other for 2019.",
    ),
    (
        "65 % of arrivals and 90 % of those in China",
        "women-share",
        "“over 65%” and “90%” can both be right, and they count different things: "
        "arrivals in South Korea, and North Koreans in China.",
    ),
    (
        "three soldiers in June 2017 are part of four in 2017",
        "dmz-soldiers",
        "“no fewer than three” and “four” can both be right: the one is for June 2017, which is a part of 2017.",
    ),
    (
        "19,000 yuan and about $2,375 are two currencies",
        "bride-price",
        "“about $2,375” and “19,000 yuan” are in two currencies, and no rate is assumed between them.",
    ),
]


@pytest.mark.parametrize(("what", "ref", "sentence"), NOT_FLAGGED, ids=[what for what, *_rest in NOT_FLAGGED])
def test_what_is_not_flagged_says_why_not(what, ref, sentence, case, reading):
    said = why_not(reading, ref)
    assert sentence in said
    assert "%(" not in said


def test_every_two_neighbours_that_differ_are_flagged_or_say_why_not(case, reading):
    """On every claim of the case: as many rows as citations, and a sentence wherever words and readings differ."""
    for claim in Claim.objects.filter(source_count__gt=0):
        page = reading.get(claim.get_absolute_url()).content.decode()
        table = page[page.index('id="citations"') :]
        rows = re.findall(r'<tr class="(why-not)">|<tr id="citation-(\d+)">', table)
        cited = [int(pk) for _why, pk in rows if pk]
        assert len(cited) == claim.citations.count()
        for before, after in pairwise(rows):
            if before[1] and after[1]:
                one, other = Citation.objects.in_bulk([int(before[1]), int(after[1])]).values()
                is_flagged = claim.discrepancies.exists()
                assert is_flagged or (one.stated, one.as_of) == (other.stated, other.as_of), claim.ref


def test_a_position_shows_its_citations_with_all_that_is_known_of_them(disputed, cite, make_source, reading):
    source = make_source("Agency report", ref="agency", reliability="B")
    cite(
        disputed,
        "about 35,000",
        source=source,
        quote="“about 35,000 people have fled”",
        locator="page 7",
        as_of="2018",
        attribution="The Ministry",
        credibility=2,
    )
    seen = words(reading.get("/claims/fled/"))
    for part in (
        "A about 30,000 28,500 to 31,500 people",
        "B about 35,000 33,250 to 36,750 people",
        "“about 35,000 people have fled”",
        "page 7",
        "as of 2018",
        "credited to The Ministry",
        "Agency report",
        "B2",
        "2 origins, 2 sources",
    ):
        assert part in seen
    assert "Two positions that do not meet. A: 28,500 to 31,500" in seen


def test_an_echo_is_no_second_origin(disputed, cite, make_source, reading):
    agency = disputed.citations.first().source
    paper = make_source("Morning paper", derived_from=[agency])
    cite(disputed, "about 30,000", source=paper)
    seen = words(reading.get("/claims/fled/"))
    assert "1 origin, 2 sources" in seen
    assert "3 sources, 2 origins" in seen


def test_a_scope_makes_a_row_of_its_own(make_claim, cite, reading):
    claim = make_claim("How many are there?", ref="many")
    cite(claim, "30,000", scope="adults")
    cite(claim, "40,000", scope="children")
    seen = words(reading.get("/claims/many/"))
    assert "adults" in seen
    assert "unverified" in seen
    assert "“30,000” and “40,000” count different things: adults, and children." in why_not(reading, "many")


def test_a_publication_date_that_stands_in_is_said(make_claim, make_source, cite, reading):
    claim = make_claim("What does it cost?", unit="USD", lives=Lives.LEVEL, ref="cost")
    cite(claim, "$1,700", source=make_source("Paper", published="about 2013"))
    seen = words(reading.get("/claims/cost/"))
    assert "about 2013, when it was published" in seen
    assert "~" not in seen


def test_the_history_tells_who_did_what_latest_first(disputed, contributor, browse, reviewer):
    client = browse(contributor)
    citation = disputed.citations.last()
    client.post(f"/citations/{citation.pk}/withdraw/", {"because": "misread", "seen_version": 1})
    client.post(f"/citations/{citation.pk}/restore/")
    seen = words(client.get("/claims/fled/"))
    history = seen[seen.index("History Nov") if "History Nov" in seen else seen.rindex("History") :]
    order = [
        history.index(part)
        for part in ("Restored “about 35,000”", "Withdrew “about 35,000”", "Recorded “about 35,000”")
    ]
    assert order == sorted(order)
    assert "Recorded the claim" in history
    assert "· Contributor" in history
    assert "misread" in history


def test_a_claim_without_a_citation_says_the_next_act(make_claim, browse, contributor, reader):
    make_claim("How many?", ref="many")
    assert "No source says anything yet." in words(browse(reader).get("/claims/many/"))
    page = browse(contributor).get("/claims/many/").content.decode()
    assert page.count('class="primary"') == 1
    assert re.search(r'href="/claims/many/citations/record/"[^>]*class="primary"', page)


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer", "approver", "administrator"])
def test_no_page_has_more_than_one_filled_button(role, small_desk, browse, request):
    client = browse(request.getfixturevalue(role))
    for address in (
        "/",
        "/claims/",
        "/claims/fled/",
        "/claims/came-back/",
        f"/discrepancies/{small_desk.discrepancy.pk}/",
        "/discrepancies/",
        "/sources/",
        small_desk.source.get_absolute_url(),
        "/desk/verified/",
        "/record/",
        "/claims/fled/citations/record/",
        f"/citations/{small_desk.citation.pk}/withdraw/",
        "/method/",
    ):
        page = client.get(address).content.decode()
        assert len(re.findall(r'class="[^"]*\bprimary\b', page)) <= 1, address


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def rivals(first: int, last: int, *, is_disputed: bool = True):
    for index in range(first, last):
        yield {
            "claim_ref": "fled",
            "question": "How many people fled?",
            "unit": "person",
            "source_ref": f"source-{index}",
            "source_title": f"Report {index}",
            "figure": f"{1_000 * (index % 7 + 1) if is_disputed else 1_000:,}",
            "quote": f"the quote of {index}",
            "attribution": f"Body {index}",
        }


@pytest.mark.parametrize("is_disputed", [True, False])
def test_pages_ask_the_database_no_more_for_thirty_citations_than_for_three(
    is_disputed, load, browse, administrator
):
    client = browse(administrator)
    load(rivals(0, 3, is_disputed=is_disputed))
    claim = Claim.objects.get()
    pages = ["/claims/fled/", "/claims/fled/citations/record/", "/claims/fled/answer/"]
    pages += [found.get_absolute_url() for found in claim.discrepancies.all()]
    few = {page: queries(client, page) for page in pages}
    load(rivals(3, 30, is_disputed=is_disputed))
    # Fewer on the page of the claim: the ten latest events no longer tell of the claim itself.
    assert all(queries(client, page) <= few[page] for page in pages)


def test_a_source_asks_the_database_no_more_for_thirty_claims_than_for_three(load, reading):
    def rows(count):
        return [
            {
                "claim_ref": f"claim-{index}",
                "question": f"How many in {index}?",
                "source_ref": "agency",
                "source_title": "Agency report",
                "figure": f"{index}",
                "attribution": f"Body {index}",
            }
            for index in range(count)
        ]

    load(rows(3))
    few = queries(reading, "/sources/agency/")
    load(rows(30))
    assert queries(reading, "/sources/agency/") == few


def test_a_claim_of_a_thousand_citations_opens_and_is_read_page_by_page(load, browse, administrator):
    client = browse(administrator)
    load(rivals(0, 1_000))
    page = client.get("/claims/fled/")
    assert page.content.decode().count("<tr id=") == SHOWN_CITATIONS
    assert "200 of 1,000 citations" in words(page)
    assert len(page.content) < 2_000_000
    last = client.get("/claims/fled/?from=800")
    assert 'rel="prev"' in last.content.decode()
    assert 'rel="next"' not in last.content.decode()
    beyond = client.get("/claims/fled/?from=99999999")
    assert "No source says anything yet." not in words(beyond)
    decide = client.get(Claim.objects.get().discrepancies.get().get_absolute_url())
    assert decide.status_code == 200
    assert len(decide.content) < 2_000_000
    assert client.get("/claims/").status_code == 200
    assert client.get("/claims/fled/answer/").status_code == 200


def test_a_citation_can_be_pointed_at_however_many_there_are(make_claim, cite, reading):
    """Keys past a thousand are written without a separator, or the address of a citation leads nowhere."""
    claim = make_claim()
    Citation.objects.filter(pk=cite(claim, "30,000").pk).update(id=1_234_567)
    page = reading.get(claim.get_absolute_url()).content.decode()
    assert 'id="citation-1234567"' in page
    assert claim.citations.get().get_absolute_url().endswith("#citation-1234567")
