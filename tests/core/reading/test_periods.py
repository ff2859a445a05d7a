"""Parts of years, and times that are told from another."""

from __future__ import annotations

import pytest

from factcheck.core.claims import Lives
from factcheck.core.reading import found_in


def as_of(text: str, figure: str, lives: Lives = Lives.PERIOD, *, published: str = "2022-05-17") -> str:
    found = found_in(text, published=published)
    return next(one for one in found if figure in one.words).as_of(lives).edtf


@pytest.mark.parametrize(
    ("text", "figure", "edtf"),
    [
        ("The fleet lost 40 ships in the first quarter.", "40", "2022-01/2022-03"),
        ("The fleet lost 40 ships in the fourth quarter of 2021.", "40", "2021-10/2021-12"),
        ("Third-quarter losses came to 40 ships.", "40", "2021-07/2021-09"),
        ("It lost 40 ships in the first half of 2021.", "40", "2021-01/2021-06"),
        ("It lost 40 ships in FY2021.", "40", "2021"),
        ("It lost 40 ships in fiscal 2021.", "40", "2021"),
        ("Between January and March 40 ships were lost.", "40", "2022-01/2022-03"),
        ("Between October and March 40 ships were lost.", "40", "2021-10/2022-03"),
        ("In the three months to March 40 ships were lost.", "40", "2022-01/2022-03"),
        ("Last summer 40 ships were lost.", "40", "2021"),
        ("Monday's storm cost 40 ships.", "40", "2022-05-16"),
        # told from another time
        ("In 2020 it lost 30 ships, against 40 the year before.", "40", "2019"),
        ("In 2020 it lost 30 ships. The previous year it was 40.", "40", "2019"),
        ("In 2020 it lost 30 ships; a decade earlier it had lost 40.", "40", "2010"),
        ("A decade ago it lost 40 ships.", "40", "2012"),
        ("It lost 30 ships in the first quarter and 40 a year earlier.", "40", "2021-01/2021-03"),
        # what nobody can place is not given the nearest other time
        ("Last winter 40 ships were lost.", "40", ""),
        ("Last season 40 ships were lost.", "40", ""),
        ("In May it lost 30 ships, compared with 40 in the previous week.", "40", ""),
        ("In May it lost 30 ships, up from 40.", "40", ""),
        # the first half of a match, a quarter of the fleet
        ("A quarter of the fleet, 40 ships, was lost.", "40", ""),
        ("The first half of the fleet, 40 ships, was lost.", "40", ""),
    ],
)
def test_a_part_of_a_year_is_placed_and_what_cannot_be_placed_is_left_open(text, figure, edtf):
    assert as_of(text, figure) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In April 40 ships were lost, the board said on Monday.", "2022-04"),
        ("The board, which met on Monday, lost 40 ships.", ""),
        ("On Monday 40 ships were lost, the board said.", "2022-05-16"),
    ],
)
def test_the_day_on_which_somebody_spoke_is_not_that_of_the_figure(text, edtf):
    assert as_of(text, "40") == edtf


def test_what_was_quoted_does_not_date_the_sentence_behind_the_quote():
    text = "“Last month a storm struck.” The board lost 40 ships."
    assert as_of(text, "40") == ""
    assert as_of("Last month a storm struck. It took 40 ships.", "40") == "2022-04"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Im Jahr 2019 sanken 40 Schiffe.", "2019"),
        ("Im vergangenen Jahr sanken 40 Schiffe.", "2021"),
        ("Letztes Jahr sanken 40 Schiffe.", "2021"),
        ("Seit 2015 sanken 40 Schiffe.", ""),
        ("Im Vorjahr sanken 40 Schiffe.", ""),
        ("Am 3. Mai 2019 sanken 40 Schiffe.", "2019-05-03"),
        ("En 2019, 40 navires ont coulé.", "2019"),
        ("L'année dernière, 40 navires ont coulé.", "2021"),
        ("L’an dernier, 40 navires ont coulé.", "2021"),
        ("Il y a deux ans, 40 navires ont coulé.", ""),
        ("En mai 2019, 40 navires ont coulé.", "2019-05"),
    ],
)
def test_german_and_french_times_are_right_or_left_open(text, edtf):
    assert as_of(text, "40") == edtf


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. Skip to content", []),
        ("2. The fleet lost 40 ships.", ["40"]),
        ("(3) The fleet lost 40 ships.", ["40"]),
        ("3.2. The fleet lost 40 ships.", ["40"]),
        ("– 40 ships were lost.", ["40"]),
        ("[4] See page 41.", []),
        ("40 ships were lost.", ["40"]),
        ("3.2 million ships were lost.", ["3.2 million"]),
        ("-3 °C was measured.", ["-3 °C"]),
        ("Call 0800 555 0147 about 40 ships.", ["about 40"]),
        ("It will lose 60 to 75 per cent of them.", ["60 to 75 per cent"]),
        ("It rose 3 per cent to 84.", ["3 per cent", "84"]),
    ],
)
def test_the_number_of_an_item_is_no_figure_and_what_it_says_is(text, words):
    assert [one.words for one in found_in(text)] == words
