"""What an entry of a bibliography becomes in our words."""

from __future__ import annotations

import pytest

from factcheck.core.bibliography.bibtex import record_of_bibtex
from factcheck.core.bibliography.completing import are_alike, compare_with
from factcheck.core.bibliography.dates import date_in_words, date_of
from factcheck.core.bibliography.latex import from_latex, to_latex
from factcheck.core.bibliography.mapping import facts_of, record_of
from factcheck.core.bibliography.names import names_in_words
from factcheck.core.bibliography.record import Facts, Record
from factcheck.core.bibliography.ris import record_of_ris


@pytest.mark.parametrize(
    ("csl", "ours"),
    [
        ({"date-parts": [[2018]]}, "2018"),
        ({"date-parts": [["2018", "1", 24]]}, "2018-01-24"),
        ({"date-parts": [[2018, 1], [2018, 3]]}, "2018-01/2018-03"),
        ({"date-parts": [[2013]], "circa": True}, "2013~"),
        ({"date-parts": [[2018]], "season": 2}, "2018-22"),
        ({"date-parts": [[2018]], "season": "Autumn"}, "2018-23"),
        ({"literal": "the spring of that year"}, "the spring of that year"),
        ({"raw": "2018-05"}, "2018-05"),
        ({"date-parts": [[2018, 13]]}, ""),
        ({"date-parts": [[2018, 2, 30]]}, ""),
        ({"date-parts": [[-44]]}, ""),
        ({"date-parts": []}, ""),
        ("2018", "2018"),
        (None, ""),
    ],
)
def test_a_date_of_csl_is_one_of_ours_as_far_as_it_is_one(csl, ours):
    assert date_in_words(csl) == ours


@pytest.mark.parametrize(
    ("ours", "csl"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("24 January 2018", {"date-parts": [[2018, 1, 24]]}),
        ("about 2013", {"date-parts": [[2013]], "circa": True}),
        ("2016/2018", {"date-parts": [[2016], [2018]]}),
        ("2018-01/2018-03", {"date-parts": [[2018, 1], [2018, 3]]}),
        ("2018-21", {"date-parts": [[2018]], "season": 1}),
        ("since 2016", {"literal": "since 2016"}),
        ("an average year", {"literal": "an average year"}),
    ],
)
def test_a_date_of_ours_is_one_of_csl(ours, csl):
    assert date_of(ours) == csl


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller, Jos\'e and {\AA}sa", "Müller, José and Åsa"),
        (r"{\'E}cole {\ss} \o{} \v{c} \c{c} {\c c} \'{\i}", "École ß ø č ç ç í"),
        (r"50\% of \$85 \& more, a\_b \#1", "50% of $85 & more, a_b #1"),
        (r"1--2 --- ``quoted'' A~B", "1–2 — “quoted” A\u00a0B"),
        (r"\emph{very} \textbf{bold} H\textsubscript{2}O", "<i>very</i> <b>bold</b> H<sub>2</sub>O"),
        (r"\unknown{thing} $x^2$", r"\unknownthing $x^2$"),
        ("Seoul, 서울, Łódź", "Seoul, 서울, Łódź"),
        (r"ends in a \\", "ends in a  "),
        ("\\", "\\"),
        ("}}{{", ""),
    ],
)
def test_the_spellings_of_latex_are_read(latex, text):
    assert from_latex(latex) == text


def test_braces_keep_the_case_of_words_there_and_back():
    assert (
        from_latex("The {UN} in {\\'E}cole", keeps_case=True) == 'The <span class="nocase">UN</span> in École'
    )
    assert to_latex('The <span class="nocase">UN</span>') == "The {UN}"
    assert to_latex("{50%} & <i>it</i> -- ~x") == (
        r"\textbraceleft{}50\%\textbraceright{} \& \textit{it} -{}- \textasciitilde{}x"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Kim, Min-ho and Doe, Jane", "Min-ho Kim; Jane Doe"),
        ("{World Health Organization}", "World Health Organization"),
        ("{Simon and Schuster} and Jane Doe", "Simon and Schuster; Jane Doe"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("de la Cruz, Jr, Juan", "Juan de la Cruz Jr"),
        (r"M{\"u}ller, J.", "J. Müller"),
        ("Plato", "Plato"),
        (" and ", ""),
    ],
)
def test_names_of_bibtex_are_read(written, said):
    fields = record_of_bibtex("book", "k", {"author": written, "title": "x"}).fields
    assert names_in_words(fields.get("author")) == said


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ({"year": "2018"}, "2018"),
        ({"year": "2018", "month": "jan"}, "2018-01"),
        ({"year": "2018", "month": "January"}, "2018-01"),
        ({"year": "2018", "month": "1"}, "2018-01"),
        ({"year": "2018", "month": "10~jan"}, "2018-01-10"),
        ({"year": "c. 2018"}, "2018~"),
        ({"year": "forthcoming"}, "forthcoming"),
        ({"date": "2018-01-20"}, "2018-01-20"),
        ({"date": "2018-01/2018-03", "year": "2018"}, "2018-01/2018-03"),
        ({"date": "2018-21"}, "2018-21"),
        ({"date": "2018~"}, "2018~"),
    ],
)
def test_dates_of_bibtex_and_biblatex_are_read(said, date):
    assert facts_of(record_of_bibtex("misc", "k", {"title": "x", **said})).published == date


@pytest.mark.parametrize(
    ("tags", "date"),
    [
        ([("PY", "2018")], "2018"),
        ([("PY", "2018///")], "2018"),
        ([("PY", "2018"), ("DA", "2018/01/24/")], "2018-01-24"),
        ([("Y1", "2018/01//")], "2018-01"),
        ([("PY", "2018///Spring")], "2018-21"),
        ([("DA", "no date")], "no date"),
    ],
)
def test_dates_of_ris_are_read(tags, date):
    assert facts_of(record_of_ris([("TY", "JOUR"), ("TI", "x"), *tags])).published == date


def test_a_newspaper_article_is_published_by_the_newspaper_and_a_book_by_its_house():
    fields = {"title": "x", "container-title": "The Times", "publisher": "Press House"}
    article, chapter = (facts_of(Record("k", kind, fields)) for kind in ("article-newspaper", "chapter"))
    assert (article.publisher, article.other_fields) == ("The Times", {"publisher": "Press House"})
    assert (chapter.publisher, chapter.other_fields) == ("Press House", {"container-title": "The Times"})


def test_a_column_that_somebody_amended_is_believed_before_what_was_kept_beside_it():
    author = [{"family": "Kim", "given": "Min-ho"}]
    facts = facts_of(Record("k", "book", {"title": "x", "author": author}))
    assert record_of(facts, key="k").fields["author"] == author
    amended = Facts(title="x", author="Jane Doe", kind="book", other_fields=facts.other_fields)
    assert record_of(amended, key="k").fields["author"] == [{"literal": "Jane Doe"}]


def test_what_is_empty_is_filled_and_what_differs_is_told():
    ours = Facts(title="Annual report", publisher="Ministry", kind="report")
    theirs = Record(
        "k",
        "report",
        {"title": "Annual Report.", "publisher": "Office", "volume": "2", "issued": {"date-parts": [[2018]]}},
    )
    compared = compare_with(ours, theirs)
    assert (compared.facts.published, compared.facts.publisher) == ("2018", "Ministry")
    assert compared.facts.other_fields == {"volume": "2"}
    assert [one.field for one in compared.differing] == ["publisher"], (
        "a full stop and a capital are no difference"
    )
    assert set(compared.filled) == {"volume", "issued"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Annual report", "Annual Report: 2018", True),
        ("How many fled the North", "How many fled the North?", True),
        ("How many fled", "The price of rice", False),
    ],
)
def test_titles_are_alike_where_they_share_their_words(one, other, alike):
    assert are_alike(one, other) is alike
