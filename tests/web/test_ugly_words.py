"""Words and figures as nobody wishes them: every page that shows them opens, and shows them as they are."""

from __future__ import annotations

import html

import pytest

from factcheck.core.claims import AnswerKind
from factcheck.models import Claim, Discrepancy, Source
from tests.web.seen import form, words

pytestmark = pytest.mark.django_db

UGLY = [
    ("markup", "<script>alert('1')</script>&amp;\"'<img src=x onerror=alert(1)>"),
    ("right to left", "כ-30,000 איש ברחו \u202eמהצפון\u202c"),
    ("emoji", "👩‍👩‍👧‍👦 30,000 🧑🏽‍🌾"),
    ("combining characters", "Z̸̧̛͓͖̫̈́̈͠a̵l̶g̷o̸ 30,000"),
    ("a template", "{{ 30 }} {% now 'Y' %} %(figure)s %s"),
    ("a very long word", "x" * 400),
    ("many lines", "one\ntwo\n\n\nthree"),
]


@pytest.mark.parametrize(("what", "ugly"), UGLY, ids=[what for what, _ugly in UGLY])
def test_ugly_words_are_shown_as_they_are_on_every_page(
    what, ugly, make_claim, make_source, cite, browse, administrator, reviewer, approver
):
    line = " ".join(ugly.split())
    claim = make_claim(f"{line} 1?", ref="ugly", topic=line[:100], answer_kind=AnswerKind.TEXT, unit="")
    source = make_source(f"{line} 2", ref="source", publisher=line[:200], author=line)
    cite(
        claim,
        f"{line} 3",
        source=source,
        quote=f"{ugly} 4",
        locator=line[:150],
        scope=line[:200],
        attribution=f"{line[:200]} 5",
    )
    cite(claim, "something else", scope=line[:200])
    client = browse(administrator)
    found = Discrepancy.objects.get()
    decide = found.get_absolute_url()
    propose = f"{decide}propose/"
    typed = form(client.get(decide), propose) | {
        "answer": f"{line} 6",
        "sentence": f"{ugly} 7",
        "rationale": f"{ugly} 8",
        "cause": "source_error",
        "outcome": "use_with_note",
    }
    browse(reviewer).post(propose, typed)
    assert f"{line} 7" in words(client.get(decide))
    approve = f"{decide}approve/"
    browse(approver).post(approve, form(browse(approver).get(decide), approve) | {"comment": f"{ugly} 9"})
    assert Claim.objects.verified().exists()
    citation = claim.citations.first()
    shows = {
        "/": [],
        "/claims/": [f"{line} 1?", f"{line} 6"],
        "/claims/ugly/": [f"{line} {number}" for number in (2, 3, 4, 6, 7, 8, 9)],
        "/claims/ugly/amend/": [],
        "/claims/ugly/citations/record/": [f"{line} 1?"],
        "/discrepancies/?state=all": [f"{line} 1?"],
        decide: [f"{line} {number}" for number in (2, 3, 4, 6, 7, 8, 9)],
        "/sources/": [f"{line} 2"],
        "/sources/source/": [f"{line} 1?", f"{line} 2", f"{line} 3"],
        f"/citations/{citation.pk}/amend/": [f"{line} 1?"],
        f"/citations/{citation.pk}/withdraw/": [f"{line} 4"],
        "/desk/verified/": [f"{line} 1?", f"{line} 6", f"{line} 7"],
        "/desk/verified/download/csv/": None,
        "/desk/verified/download/json/": None,
    }
    for address, parts in shows.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        if parts is None:
            assert b"".join(answer.streaming_content)
            continue
        page = answer.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert page.count("</main>") == page.count("</html>") == 1
        for part in parts:
            assert part in words(answer), (address, part)
    assert html.escape(line) in client.get("/claims/ugly/amend/").content.decode()


FIGURES = [
    "123456789012345678901234567890",
    "1" + "0" * 29,
    "0." + "0" * 28 + "1",
    "-5",
    "−273.15",
    "−123456789012345678901234567890",
    "0",
    "at least 100000000000000000000000000000",
    "under 0.00000000000000000000000000001",
    "99999999999999999999999999999.9",
]


def test_every_page_opens_whatever_figure_is_stored(make_claim, cite, browse, administrator):
    client = browse(administrator)
    for number, unit in enumerate(("person", "USD", "percent", "degree Celsius")):
        claim = make_claim(f"How many {unit}?", ref=f"many-{number}", unit=unit)
        for figure in FIGURES:
            cite(claim, figure)
            cite(claim, f"about {figure}", as_of="2018")
    for claim in Claim.objects.all():
        assert client.get(claim.get_absolute_url()).status_code == 200
        assert client.get(f"{claim.get_absolute_url()}answer/").status_code == 200
    for found in Discrepancy.objects.all():
        assert client.get(found.get_absolute_url()).status_code == 200
    for address in ("/", "/claims/", "/discrepancies/", "/sources/"):
        assert client.get(address).status_code == 200
    for figure in FIGURES:
        assert client.get("/claims/many-1/reading/", {"figure": figure}).status_code == 200


def test_figures_of_thirty_digits_are_shown_to_the_last(make_claim, cite, browse, reader):
    cite(make_claim("How many?", ref="many"), "123456789012345678901234567890")
    seen = words(browse(reader).get("/claims/many/"))
    assert "exactly 123,456,789,012,345,678,901,234,567,890 people" in seen


def test_the_method_page_publishes_the_rules_themselves(browse, reader):
    seen = words(browse(reader).get("/method/"))
    for part in (
        "Rounding",
        "Positions",
        "Severity",
        "about",
        "Misreported",
        "Rejected",
        "Hold",
        "Two people",
    ):
        assert part in seen
    assert "0.05" in seen or "5 %" in seen
    for machine in ("None", "Raises ", "`", "ReviewError", "%("):
        assert machine not in seen, machine


def test_a_source_that_draws_on_a_key_longer_than_any_is_refused(client, contributor):
    client.force_login(contributor)
    reply = client.post("/record/source/", {"title": "Report", "derived_from": ["9" * 20]})
    assert reply.status_code == 422
    assert not Source.objects.filter(title="Report").exists()
