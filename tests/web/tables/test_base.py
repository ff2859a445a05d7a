"""What every table of the desk has: a caption, ways to sort, words for pages, labels for cards."""

import django_tables2 as tables
import pytest
from django.test import RequestFactory
from django.utils.translation import ngettext_lazy

from factcheck.web.paging import show
from factcheck.web.tables.base import NAME, NUMBER, DeskTable


class FruitTable(DeskTable):
    caption = "Fruit"
    counted = ngettext_lazy("%(count)s fruit", "%(count)s fruits", "count")
    name = tables.Column(attrs=NAME)
    seeds = tables.Column(attrs=NUMBER, orderable=False)

    class Meta(DeskTable.Meta):
        empty_text = "No fruit yet. Record one."


def page(rows, query=""):
    request = RequestFactory().get(f"/fruit/?{query}")
    table = FruitTable([{"name": f"fruit {index}", "seeds": index} for index in range(rows)])
    show(request, table)
    return table.as_html(request)


def test_a_table_has_a_caption_and_labels_for_cards():
    html = page(3)
    assert "Fruit</caption>" in html
    assert 'data-label="Seeds" class="number"' in html
    assert "3 fruits" in html


@pytest.mark.parametrize(
    ("query", "sorted_as", "next_link"),
    [
        ("", None, "sort=name"),
        ("sort=name", "ascending", "sort=-name"),
        ("sort=-name", "descending", "sort=name"),
    ],
)
def test_a_header_says_how_it_is_sorted_and_links_to_the_next(query, sorted_as, next_link):
    html = page(3, query)
    assert ("aria-sort" in html) is (sorted_as is not None)
    assert f'aria-sort="{sorted_as}"' in html or sorted_as is None
    assert next_link in html


def test_only_what_sorts_is_a_link():
    assert "sort=seeds" not in page(3)


def test_pages_are_said_in_words_and_keep_the_rest_of_the_address():
    html = page(85, "page=2&topic=a&sort=-name")
    assert "Page 2 of 4 · 85 fruits" in html
    assert html.count("topic=a") == 5
    assert 'rel="prev"' in html
    assert 'rel="next"' in html


def test_one_page_needs_no_links():
    html = page(1)
    assert "1 fruit<" in html
    assert "rel=" not in html


def test_nothing_found_says_the_next_act():
    html = page(0)
    assert "No fruit yet. Record one." in html
    assert "<table" not in html
