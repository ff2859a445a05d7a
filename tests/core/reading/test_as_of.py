"""The as-of that is offered for a figure, and why."""

from __future__ import annotations

import pytest

from factcheck.core.claims import Lives
from factcheck.core.reading import Basis, found_in

LEVEL, RUNNING, PERIOD, FIXED = Lives.LEVEL, Lives.RUNNING, Lives.PERIOD, Lives.FIXED


def as_of(text: str, lives: Lives, *, figure: str = "", published: str = "2018-03-14"):
    found = found_in(text, published=published)
    one = next(one for one in found if figure == one.words.split()[-1])
    return one.as_of(lives)


@pytest.mark.parametrize(
    ("text", "figure", "lives", "edtf", "basis"),
    [
        # a time that is stated with the figure
        ("In 2016 the fleet lost 40 ships.", "40", PERIOD, "2016", Basis.SENTENCE),
        ("The fleet lost 40 ships in 2016, while 30 sank in 2017.", "40", PERIOD, "2016", Basis.SENTENCE),
        ("The fleet lost 40 ships in 2016, while 30 sank in 2017.", "30", PERIOD, "2017", Basis.SENTENCE),
        ("In May 40 ships were lost, and 7 boats were raised.", "7", PERIOD, "2017-05", Basis.SENTENCE),
        ("Last year 40 ships were lost.", "40", PERIOD, "2017", Basis.SENTENCE),
        (
            "Losses fell 12 percent between January and October of 2017.",
            "percent",
            PERIOD,
            "2017-01/2017-10",
            Basis.SENTENCE,
        ),
        ("The fee rose from $50 two weeks ago to $60 last week.", "$50", LEVEL, "2018-02-28", Basis.SENTENCE),
        (
            "The fee rose from $50 two weeks ago to $60 last week.",
            "$60",
            LEVEL,
            "2018-03-05/2018-03-11",
            Basis.SENTENCE,
        ),
        (
            "The fee rose from $50 (€45) two weeks ago to $60 (€54) last week.",
            "$50",
            LEVEL,
            "2018-02-28",
            Basis.SENTENCE,
        ),
        # an open beginning or end
        (
            "Some 40,000 crews have fled since the end of the 1950-53 war.",
            "40,000",
            RUNNING,
            "2018-03-14",
            Basis.DOCUMENT,
        ),
        (
            "More than 20 crews were caught since the beginning of the year.",
            "20",
            PERIOD,
            "2018/2018-03-14",
            Basis.SENTENCE,
        ),
        (
            "It exceeded 300 in 2010 and has stayed at 350 since then.",
            "350",
            RUNNING,
            "2010/2018-03-14",
            Basis.SENTENCE,
        ),
        ("A berth was $170 until the 2010s.", "$170", LEVEL, "2010~", Basis.SENTENCE),
        ("A berth was $170 until 2012.", "$170", LEVEL, "2012~", Basis.SENTENCE),
        ("Just before 2015 a berth rose to $170.", "$170", LEVEL, "2014", Basis.SENTENCE),
        ("Just before the pandemic a berth rose to $170.", "$170", LEVEL, "2019", Basis.SENTENCE),
        # no time of its own
        ("Now 40 ships lie there.", "40", LEVEL, "2018-03-14", Basis.DOCUMENT),
        ("A storm struck in 2006. It took 40 ships.", "40", PERIOD, "2006", Basis.BEFORE),
        ("A storm struck on July 1, 2006. It took 40 ships.", "40", PERIOD, "2006-07", Basis.BEFORE),
        ("A storm struck on July 1, 2006. It took 40 ships.", "40", LEVEL, "2006-07-01", Basis.BEFORE),
        ("A storm struck in 2006. The fleet is 40 ships strong.", "40", LEVEL, "2018-03-14", Basis.DOCUMENT),
        ("In an average year 6 boats sink.", "6", PERIOD, "an average year", Basis.WORDS),
        (
            "In an average year 6 boats sink.\n\nSimilarly, 3 crews drown.",
            "3",
            PERIOD,
            "an average year",
            Basis.WORDS,
        ),
        ("Today 3 berths are free, but in the past 30 were.", "30", LEVEL, "", Basis.NONE),
        ("The fleet dwindled from 100 ships to just 10.", "100", LEVEL, "", Basis.NONE),
        ("The fleet dwindled from 100 ships to just 10.", "10", LEVEL, "2018-03-14", Basis.DOCUMENT),
        ("In June losses rose to 7 ships from 6.", "6", LEVEL, "", Basis.NONE),
        ("In June losses rose to 7 ships from 6.", "7", LEVEL, "2017-06", Basis.SENTENCE),
        ("The storm took 40 ships.", "40", FIXED, "", Basis.NONE),
        ("The storm took 40 ships.", "40", PERIOD, "", Basis.NONE),
        # a transcript goes on from voice to voice
        (
            "ANNA BERG, HOST: In 2006 the storm came.\n\nOLE HOLM: It took 40 ships.",
            "40",
            FIXED,
            "2006",
            Basis.BEFORE,
        ),
        (
            "ANNA BERG, HOST: Ole Holm told the board of it last month.\n\nOLE HOLM: We have lost 40 ships.",
            "40",
            LEVEL,
            "2018-02",
            Basis.INTRODUCED,
        ),
    ],
)
def test_the_as_of_is_the_time_that_the_text_gives_the_figure(text, figure, lives, edtf, basis):
    found = as_of(text, lives, figure=figure)
    assert (found.edtf, found.basis) == (edtf, basis)


def test_the_reason_quotes_the_words_that_say_the_time():
    assert str(as_of("In 2016 the fleet lost 40 ships.", PERIOD, figure="40").why) == (
        "stated in the sentence: “2016”"
    )


def test_without_a_date_of_the_document_nothing_stands_in():
    assert as_of("Now 40 ships lie there.", LEVEL, figure="40", published="").edtf == ""


def test_the_words_of_a_time_are_no_figure():
    assert [one.words for one in found_in("Two weeks ago 40 ships sank.", published="2018-03-14")] == ["40"]
