"""The positions side by side: by origin, with the figure marked in its quote, and what differs pointed out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.claims import AnswerKind
from factcheck.core.resolutions import Cause
from tests.web.seen import form, words

pytestmark = pytest.mark.django_db


def sides(client, claim):
    return client.get(claim.discrepancies.get().get_absolute_url()).context["shown"].sides


@pytest.fixture
def echoed(make_claim, make_source, cite):
    """Two figures: one from a report that three papers repeat, one from a ministry that two papers credit."""
    claim = make_claim("How many people fled?", ref="fled")
    report = make_source("The report")
    for number in range(3):
        cite(claim, "30,000", source=make_source(f"Paper {number}", derived_from=[report]))
    cite(claim, "30,000", source=report, quote="We counted 30,000 in all.", as_of="2018")
    for number in range(2):
        cite(claim, "50,000", source=make_source(f"Daily {number}"), attribution="The Ministry", as_of="2018")
    return claim


def test_each_position_shows_its_origins_and_behind_each_what_echoes_it(echoed, browse, reader):
    first, second = sides(browse(reader), echoed)
    assert [origin.name for origin in first.origins] == ["The report"]
    assert first.origins[0].is_itself
    assert first.origins[0].first.row.citation.source.title == "The report"
    assert [cited.row.citation.source.title for cited in first.origins[0].echoes] == [
        "Paper 0",
        "Paper 1",
        "Paper 2",
    ]
    assert [origin.name for origin in second.origins] == ["The Ministry"]
    assert (second.origin_count, second.source_count) == (1, 2)
    assert len(second.origins[0].echoes) == 1


def test_a_source_that_only_others_draw_on_is_named_as_their_origin(
    make_claim, make_source, cite, browse, reader
):
    claim = make_claim("How many?")
    report = make_source("The report that nobody cites")
    cite(claim, "30", source=make_source("Paper", derived_from=[report]))
    cite(claim, "90", source=make_source("Two roots", derived_from=[report, make_source("Another report")]))
    first, second = sides(browse(reader), claim)
    assert first.origins[0].name == "The report that nobody cites"
    assert first.origins[0].address == report.get_absolute_url()
    assert second.origins[0].name == "The report that nobody cites and Another report"


def test_the_figure_is_marked_in_its_quote(echoed, browse, reader):
    page = browse(reader).get(echoed.discrepancies.get().get_absolute_url()).content.decode()
    assert "We counted <mark>30,000</mark> in all." in page


def test_what_differs_is_marked_and_summed_up_and_what_does_not_is_not(make_claim, cite, browse, reader):
    claim = make_claim("How many people fled?")
    cite(claim, "30,000", as_of="2018", attribution="The Ministry")
    cite(claim, "50,000", as_of="2018", attribution="The Red Cross")
    page = browse(reader).get(claim.discrepancies.get().get_absolute_url())
    first, _second = page.context["shown"].sides
    differs = {aspect.words: aspect.differs for aspect in first.origins[0].first.aspects}
    assert differs == {"“30,000”": True, "exactly 30,000 people": False, "as of 2018": False}
    assert first.origins[0].differs
    assert "The sources differ in the figure and in whom they credit with it" in words(page)
    assert "differs: “30,000”" in words(page)


def test_what_only_a_rival_states_is_named_as_missing(make_claim, cite, browse, reader):
    claim = make_claim("How many people fled?")
    cite(claim, "30,000", as_of="2018", attribution="The Ministry")
    cite(claim, "50,000")
    seen = words(browse(reader).get(claim.discrepancies.get().get_absolute_url()))
    assert "differs: no date stated" in seen
    assert "differs: credits nobody" in seen


SUGGESTED = [
    ("rounding", [("60", {}), ("63", {})], Cause.ROUNDING),
    (
        "one origin",
        [("30,000", {"attribution": "The Ministry"}), ("50,000", {"attribution": "The Ministry"})],
        Cause.SAME_ORIGIN,
    ),
    ("other dates", [("30,000", {"as_of": "2012"}), ("50,000", {"as_of": "2018"})], Cause.DIFFERENT_AS_OF),
]


@pytest.mark.parametrize(("what", "cited", "cause"), SUGGESTED, ids=[what for what, *_rest in SUGGESTED])
def test_a_cause_is_suggested_with_its_reason_and_never_chosen(
    what, cited, cause, make_claim, cite, browse, reviewer
):
    claim = make_claim("How many people fled?")
    for figure, told in cited:
        cite(claim, figure, **told)
    found = claim.discrepancies.get()
    client = browse(reviewer)
    page = client.get(found.get_absolute_url())
    assert page.context["shown"].suggested[0].code == cause.value
    assert page.context["shown"].suggested[0].reason in words(page)
    propose = f"{found.get_absolute_url()}propose/"
    untouched = form(page, propose)
    assert untouched["cause"] == ""
    typed = untouched | {"rationale": "Mine.", "use_cause": cause.value}
    used = form(client.post(f"{found.get_absolute_url()}sentence/", typed), propose)
    assert (used["cause"], used["rationale"]) == (cause.value, "Mine.")


def test_an_address_may_name_a_cause(echoed, browse, reviewer):
    client, at = browse(reviewer), echoed.discrepancies.get().get_absolute_url()
    assert form(client.get(f"{at}?cause=rounding"), f"{at}propose/")["cause"] == "rounding"
    assert form(client.get(f"{at}?cause=boredom"), f"{at}propose/")["cause"] == ""


def test_nothing_is_suggested_where_no_rule_speaks(disputed, browse, reviewer):
    page = browse(reviewer).get(disputed.discrepancies.get().get_absolute_url())
    assert page.context["shown"].suggested == []
    assert "Suggested" not in words(page)


def test_a_page_costs_the_same_with_three_citations_and_with_thirty(
    make_claim, make_source, cite, browse, reviewer
):
    report, other = make_source("The report"), make_source("The other report")

    def cost(count):
        claim = make_claim(f"How many of {count}?")
        for number in range(count):
            root = report if number % 2 else other
            cite(
                claim,
                f"{1000 + number % 7 * 500}",
                source=make_source(f"Paper {count} {number}", derived_from=[root]),
                attribution="" if number % 3 else f"Body {number}",
                as_of="2018",
            )
        client = browse(reviewer)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(claim.discrepancies.get().get_absolute_url() + "?state=").status_code == 200
        return len(queries)

    assert cost(3) == cost(30)


def test_words_of_any_length_stay_beside_each_other(make_claim, cite, browse, reader):
    claim = make_claim("What?", answer_kind=AnswerKind.TEXT, unit="")
    cite(claim, "x" * 400)
    cite(claim, "y " * 200, attribution="Ministry " * 30)
    assert len(sides(browse(reader), claim)) == 2
