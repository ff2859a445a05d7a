"""What a text says about itself is found where it says it plainly, and not guessed elsewhere."""

from __future__ import annotations

import pytest

from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.document import Block
from factcheck.extraction.written_dates import date_of, stated_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("July 12, 2017", "2017-07-12"),
        ("Sept. 5, 2018", "2018-09-05"),
        ("12 July 2017", "2017-07-12"),
        ("5th of July 2017", ""),
        ("Wednesday, July 12th 2017", "2017-07-12"),
        ("Published July 12, 2017 10:30 a.m. EST", "2017-07-12"),
        ("Updated: 2017-07-12T10:30:00Z", "2017-07-12"),
        ("July 2017", "2017-07"),
        ("12. März 2021", "2021-03-12"),
        ("12.03.2021", "2021-03-12"),
        ("1er août 2019", "2019-08-01"),
        ("5 de enero de 2018", "2018-01-05"),
        ("2018년 1월 5일", "2018-01-05"),
        ("2018. 1. 5.", "2018-01-05"),
        ("03/04/2018", ""),
        ("February 30, 2018", ""),
        ("2018", ""),
        ("In July 2017 some 1,418 people came.", ""),
        ("", ""),
    ],
)
def test_a_date_that_stands_by_itself_is_read_and_one_with_two_readings_is_not(text, date):
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2018-03-05", "2018-03-05"),
        ("2018-03-05T10:00:00Z", "2018-03-05"),
        ("2018-03", "2018-03"),
        ("2018", "2018"),
        ("2018-02-31", ""),
        ("2018-13", ""),
        ("20180305", ""),
        ("about 2010", ""),
        ("0000-00-00", ""),
    ],
)
def test_a_date_that_a_file_declares_is_taken_only_where_it_is_one(stated, date):
    assert stated_date(stated) == date


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John van der Roe", "Jane Doe; John van der Roe"),
        ("by Jane Doe, The Paper", "Jane Doe"),
        ("Von Anna Müller", "Anna Müller"),
        ("Par Élise Dupont", "Élise Dupont"),
        ("Authors: Jane Doe, John Roe, and Li Wei", "Jane Doe; John Roe; Li Wei"),
        (
            "Reported by Kim Lee for the Service. Translated by Ann Roe. Written in English by Jo Day.",
            "Kim Lee; Jo Day",
        ),
        ("Prices rose again last week. Our Service's Jane Doe reports.", "Jane Doe"),
        ("JANE DOE, BYLINE: The market is empty.", "Jane Doe"),
        ("By 2017 the number had doubled.", ""),
        ("By the river, 300 people wait.", ""),
        ("The ministry reports.", ""),
        ("Jane Doe reports that 300 people came.", ""),
    ],
)
def test_authors_are_found_in_the_lines_that_name_them(text, authors):
    blocks = [Block("The price of rice"), Block(text), Block("In 2016 some 1,418 people came to the south.")]
    assert bibliography_of(blocks).authors == authors


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        (
            [Block("Home", is_clutter=True), Block("The price of rice"), Block("It rose.")],
            "The price of rice",
        ),
        ([Block("Rice is dear again this year."), Block("The price of rice", level=1)], "The price of rice"),
        ([Block("In 2016 some 1,418 people came to the south.")], ""),
        ([Block("12 July 2017"), Block("It rose.")], ""),
        ([Block("By Jane Doe"), Block("It rose.")], ""),
        ([], ""),
    ],
)
def test_the_title_is_the_first_heading_or_a_first_line_that_is_no_sentence(blocks, title):
    assert bibliography_of(blocks).title == title


def test_address_and_publisher_are_found_among_the_furniture():
    blocks = [
        Block("The price of rice"),
        Block("https://example.org/rice", is_clutter=True),
        Block("© 2024 The Paper. All rights reserved.", is_clutter=True),
    ]
    found = bibliography_of(blocks)
    assert (found.url, found.publisher) == ("https://example.org/rice", "The Paper")


def test_of_several_addresses_none_is_taken_for_the_texts_own():
    blocks = [Block(f"https://example.org/{number}", is_clutter=True) for number in range(2)]
    assert bibliography_of(blocks).url == ""
