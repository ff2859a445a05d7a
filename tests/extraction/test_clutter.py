"""Furniture is folded away by rules that each have a name; in doubt a line is prose."""

from __future__ import annotations

import csv
import inspect
import re

import pytest

from factcheck.extraction.clutter import RULES, is_furniture, marked
from factcheck.extraction.clutter_rules.place import Place
from factcheck.extraction.document import Block
from factcheck.extraction.extracting import extract
from factcheck.extraction.media import MediaType
from factcheck.extraction.readers.plain_text import paragraphs

NAMES = [rule.folds_away.__name__ for rule in RULES]


def first(text):
    return Place(list(paragraphs(text)), 0)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_folds_its_example_and_leaves_the_other(rule):
    assert rule.folds_away(first(rule.folds))
    assert not is_furniture(first(rule.keeps))
    assert inspect.getdoc(rule.folds_away)


@pytest.mark.parametrize(
    "line",
    [
        "1. Skip to navigation", "Jump to search", "Back to top", "Email this story", "Share", "Tweet this", "Log in",
        "Listen to this article", "Advertisement", "ADVERTISEMENT", "You may also like", "Privacy Policy", "Anzeige",
        "READ ALSO: Prices rise again", "Related: Who pays?", "→ Watch: The harvest", "Lire aussi : Les prix",
        "We use cookies to improve your visit.", "Image: Agency/A. Name", "Photo credit: A. Name", "Foto: dpa",
        "A file photo of the pier (File photo)", "Profile picture of A. Name", "12:04", "Now Playing",
        "Available on air stations", "Facebook X LinkedIn", "Follow us on Instagram", "3 comments", "Name *",
        "Subscribe to our newsletter", "Get the latest updates in your inbox", "Required fields are marked *",
        "Comments are closed.", "Copyright 2024 The Paper", "Alle Rechte vorbehalten", "www.example.org/a",
    ],
)  # fmt: skip
def test_furniture_of_other_sites_is_folded_by_the_same_rules(line):
    assert is_furniture(first(line))


@pytest.mark.parametrize(
    "line",
    [
        "Skip rates rose to 12 percent in the province", "Return to work was refused to 40 men.",
        "Mail fell by 3 percent", "Share prices fell", "Play resumed after 20 minutes.", "More than 300",
        "Read it twice, he said: nobody left.", "Source: Ministry of Unification, 2019", "Image: 12 of 40 panels",
        "Sources: two officials said so.", "The photo shows 300 people.", "Radio stations closed in 1998",
        "Comments by 3 ministers differ", "Join the 300 in their march", "Copyright is held by no one.",
        "July 12, 2017", "By Jane Doe", "The price: 5,000 won", "Life expectancy: 71", "A: 12:04 was it.", "1,418",
        "Listen: the figure is wrong. It was 60, and the ministry knows, says the director, who has counted them all "
        "himself for nearly ten years at the border, in the rain and in the snow of the north.",
    ],
)  # fmt: skip
def test_prose_that_looks_like_furniture_stays(line):
    assert not is_furniture(first(line))


def test_what_is_clutter_stays_clutter_and_nothing_is_thrown_away():
    blocks = [Block("Home", is_clutter=True), Block("Print this page"), Block("1,418 people came.")]
    assert [(block.text, block.is_clutter) for block in marked(blocks)] == [
        ("Home", True),
        ("Print this page", True),
        ("1,418 people came.", False),
    ]


ARTICLES = ["dw-2017", "journal-2013", "npr-2023", "rfa-2018", "viewus-2024"]


def article(shared, name):
    return extract((shared / "articles" / f"{name}.txt").read_bytes(), MediaType.TEXT)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_cited_line_of_a_real_article_is_prose(shared, name):
    with (shared / "casefile" / "north_korea.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source_ref"] == name]
    blocks = {block.line: block for block in article(shared, name).blocks}
    assert rows
    for row in rows:
        block = blocks[int(re.fullmatch(r"line (\d+)", row["locator"])[1])]
        assert not block.is_clutter
        assert _plain(row["quote"]) in _plain(block.text)


def _plain(text):
    return text.replace("’", "'").replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("dw-2017", {1, 2, 3, 11, 12, 13, 19, 20, 24, 48, 70, 74, 75}),
        ("journal-2013", {1, 18, 99, 101, 103}),
        ("npr-2023", {1, 2, 3, 4, 18, 73}),
        ("rfa-2018", {3, 4, 5, 6, 7, 49, 51}),
        ("viewus-2024", {1, 2, 6, 14, 20, 30, 40, 52, 57}),
    ],
)
def test_the_furniture_of_a_real_article_is_folded_away_and_nothing_else(shared, name, lines):
    assert {block.line for block in article(shared, name).blocks if block.is_clutter} == lines


@pytest.mark.parametrize("name", ARTICLES)
def test_no_line_of_a_real_article_is_lost(shared, name):
    content = (shared / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    kept = [block.text for block in article(shared, name).blocks]
    assert kept == [" ".join(line.split()) for line in content.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("name", "title", "authors", "published"),
    [
        ("dw-2017", "Desperate North Koreans defect to South", "Julian Ryall", "2017-07-12"),
        ("journal-2013", "Escape from North Korea: A Modern Refugee Crisis", "", ""),
        (
            "npr-2023",
            "Concerns are raised that China may return defectors back to North Korea",
            "Anthony Kuhn",
            "",
        ),
        (
            "rfa-2018",
            "Young North Koreans Ask For ‘New Year’s Gift’ of Money to Defect",
            "Jieun Kim; Richard Finney",
            "",
        ),
        ("viewus-2024", "North Koreans Paying Up to $85,000 to Defect the Country", "", ""),
    ],
)
def test_title_authors_and_date_of_a_real_article_are_found_where_it_says_them(
    shared, name, title, authors, published
):
    found = article(shared, name).found
    assert (found.title, found.authors, found.published, found.language) == (title, authors, published, "en")
