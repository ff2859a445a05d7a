"""The tree from origin to outlets on the page of a claim, and suggested links on the pages of sources."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Source, TurnedDownLink
from factcheck.web.pages.claim_page import claim_page
from factcheck.web.pages.origin_tree import SHOWN_ORIGINS, SHOWN_SOURCES
from tests.services.test_attributions import merge
from tests.web.seen import words

pytestmark = pytest.mark.django_db


def drawn(branches):
    return [(one.source.title, [said.words for said in one.figures], drawn(one.below)) for one in branches]


def tree_of(claim):
    tree = claim_page(claim).origins
    return {origin.name: drawn(origin.branches) for origin in (*tree.first, *tree.others)}


def test_what_draws_on_a_source_hangs_below_it_with_its_figure(make_claim, make_source, cite):
    claim, table = make_claim(), make_source("Table")
    wire = make_source("Wire", derived_from=[table])
    cite(claim, "33,834", source=table)
    cite(claim, "about 34,000", source=wire)

    assert tree_of(claim) == {"Table": [("Table", ["33,834"], [("Wire", ["about 34,000"], [])])]}


def test_an_origin_that_nobody_cites_stands_above_its_outlets(make_claim, make_source, cite, browse, reader):
    claim = make_claim(ref="fled")
    cite(claim, "33,834", source=make_source("Wire", derived_from=[make_source("Table")]))

    assert tree_of(claim) == {"Table": [("Table", [], [("Wire", ["33,834"], [])])]}
    assert "not cited on this claim" in words(browse(reader).get("/claims/fled/"))


def test_a_source_that_draws_on_two_is_shown_under_each(make_claim, make_source, cite):
    claim, parents = make_claim(), [make_source("Table"), make_source("Report")]
    cite(claim, "33,834", source=make_source("Wire", derived_from=parents))

    wire = ("Wire", ["33,834"], [])
    assert tree_of(claim) == {"Table": [("Table", [], [wire])], "Report": [("Report", [], [wire])]}


def test_a_merged_name_stands_under_the_one_that_is_kept_with_what_the_source_says(
    make_claim, make_source, cite, browse, reader
):
    claim = make_claim(ref="fled")
    cite(claim, "5", source=make_source("One"), attribution="Unification Ministry")
    cite(claim, "5", source=make_source("Other"), attribution="Ministry of Unification")
    assert set(tree_of(claim)) == {"Unification Ministry", "Ministry of Unification"}

    merge("Ministry of Unification", "Unification Ministry")

    assert tree_of(claim) == {"Unification Ministry": [("One", ["5"], []), ("Other", ["5"], [])]}
    seen = words(browse(reader).get("/claims/fled/"))
    assert "credited as “Ministry of Unification”" in seen
    assert "credited by 2 sources" in seen


def test_names_count_separately_until_they_are_merged_and_the_page_says_so(make_claim, cite, browse, reader):
    claim = make_claim(ref="fled")
    cite(claim, "5")
    said = "Different names count separately until they are merged."
    assert said not in words(browse(reader).get("/claims/fled/"))

    cite(claim, "5", attribution="Unification Ministry")

    page = browse(reader).get("/claims/fled/")
    assert said in words(page)
    assert "/attributions/?claim=fled" in page.content.decode()


def test_a_claim_of_many_origins_and_many_outlets_is_drawn_in_part_and_says_so(load, browse, reader):
    row = {"claim_ref": "many", "question": "How many?", "figure": "5"}
    table = [{**row, "source_ref": "table", "source_title": "Table", "derived_from": ""}]
    outlets = [
        {**row, "source_ref": f"outlet-{number}", "source_title": f"Outlet {number}", "derived_from": "table"}
        for number in range(SHOWN_SOURCES + 10)
    ]
    others = [
        {**row, "source_ref": f"other-{number}", "source_title": f"Other {number}", "derived_from": ""}
        for number in range(SHOWN_ORIGINS + 5)
    ]
    load([*table, *outlets, *others])

    page = browse(reader).get("/claims/many/")

    seen = words(page)
    assert "11 more sources are not drawn" in seen
    assert "6 more origins are not drawn" in seen


def test_the_page_of_a_claim_costs_the_same_queries_for_twelve_origins_and_for_forty(
    make_claim, make_source, cite, browse, reader
):
    def cost(sources: int) -> int:
        claim = make_claim(f"How many of {sources}?", ref=f"of-{sources}")
        table = make_source("Table")
        for number in range(sources):
            source = make_source(f"Outlet {number}", derived_from=[table] if number % 3 == 0 else [])
            cite(
                claim,
                "5",
                source=source,
                attribution=f"Name {number} of {sources}" if number % 3 == 1 else "",
            )
        door = browse(reader)
        door.get(f"/claims/of-{sources}/")
        with CaptureQueriesContext(connection) as queries:
            door.get(f"/claims/of-{sources}/")
        return len(queries)

    assert cost(12) == cost(40)


@pytest.fixture
def linked(make_claim, make_source, cite) -> tuple[Source, Source]:
    earlier = make_source("Table", published="2018-01-24", ref="table")
    later = make_source("Article", published="2018-02-01", ref="article")
    for source in (earlier, later):
        cite(make_claim(f"{source}?"), "33,834", source=source)
    return earlier, later


def test_a_suggested_link_is_shown_with_its_reason_and_the_way_that_the_dates_say(
    linked, browse, contributor, reader
):
    page = browse(contributor).get("/sources/article/")
    seen = words(page)
    assert "Both give “33,834”, and no other source does." in seen
    assert "This source draws on it" in seen
    assert "It draws on this source" not in seen
    assert "It draws on this source" in words(browse(contributor).get("/sources/table/origins/"))
    assert "draws on it" not in words(browse(reader).get("/sources/article/origins/"))


@pytest.mark.parametrize(
    ("at", "other", "way"), [("article", "table", "draws_on_it"), ("table", "article", "drawn_on_by_it")]
)
def test_a_suggestion_is_taken_from_either_page(linked, browse, contributor, at, other, way):
    answer = browse(contributor).post(
        f"/sources/{at}/origins/draw-on/", {"other": other, "way": way}, follow=True
    )

    assert "“Article” draws on “Table” from now on." in words(answer)
    assert list(linked[1].derived_from.all()) == [linked[0]]
    assert "Nothing speaks for another link" in words(answer)


def test_a_suggestion_is_turned_down_and_the_page_says_by_whom(linked, browse, contributor):
    answer = browse(contributor).post("/sources/article/origins/turn-down/", {"other": "table"}, follow=True)

    seen = words(answer)
    assert "Turned down" in seen
    assert "Contributor" in seen
    assert TurnedDownLink.objects.get().by == contributor
    assert "Suggested links" not in words(browse(contributor).get("/sources/article/"))


@pytest.mark.parametrize("act", ["draw-on", "turn-down"])
@pytest.mark.parametrize("other", ["", "nothing", "\x00", "article", "x" * 500])
def test_a_link_to_nothing_or_to_itself_is_refused_in_words(linked, browse, contributor, act, other):
    answer = browse(contributor).post(f"/sources/article/origins/{act}/", {"other": other}, follow=True)

    assert answer.status_code == 200
    assert not linked[1].derived_from.exists()
    assert not TurnedDownLink.objects.exists()


def test_what_closes_a_circle_is_refused_in_words(linked, browse, contributor):
    linked[1].derived_from.add(linked[0])

    answer = browse(contributor).post(
        "/sources/table/origins/draw-on/", {"other": "article", "way": "draws_on_it"}, follow=True
    )

    assert "cannot be derived from itself" in words(answer)
