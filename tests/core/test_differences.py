from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.differences import Part, differences_of
from factcheck.core.quoting import marked, occurs_in
from factcheck.core.readings import read_cited_figure
from factcheck.core.rivals import Rival
from tests.core.said import said, terms

KM = terms("running", unit="km")
TEXT = terms("fixed", kind="text")


def rivals(*rows, on=KM):
    """Rows of (figure, as-of, attribution, first and last position)."""
    return [
        Rival(read_cited_figure(said(figure, as_of, key=key, unit=on.unit), on), first, last, attribution=by)
        for key, (figure, as_of, by, first, last) in enumerate(rows, start=1)
    ]


SUMMARIES = [
    (
        "figure and date",
        rivals(("30 km", "2018", "the ministry", 0, 0), ("35 km", "2019", "The Ministry.", 1, 1)),
        {Part.NUMBER, Part.AS_OF},
        "The sources differ in the figure and in its date; they credit the same body.",
    ),
    (
        "the figure alone",
        rivals(("30 km", "2018", "", 0, 0), ("35 km", "in 2018", "", 1, 1)),
        {Part.NUMBER},
        "The sources differ in the figure; they are for the same time.",
    ),
    (
        "time and body are the same",
        rivals(("30 km", "2018", "KINU", 0, 0), ("35 km", "2018", "kinu", 1, 1)),
        {Part.NUMBER},
        "The sources differ in the figure; they are for the same time and credit the same body.",
    ),
    (
        "only the unit",
        rivals(("5 km", "", "", 0, 0), ("5 miles", "", "", 1, 1)),
        {Part.UNIT},
        "The sources differ in its unit.",
    ),
    (
        "much at once",
        rivals(("about 30 km", "2018", "KINU", 0, 0), ("35 miles", "", "", 1, 1)),
        {Part.NUMBER, Part.UNIT, Part.HEDGE, Part.AS_OF, Part.ATTRIBUTION},
        "The sources differ in the figure, in its unit, in how firmly it is stated, in its date and in whom they "
        "credit with it.",
    ),
    (
        "words",
        rivals(("prison", "", "KINU", 0, 0), ("a fine", "", "KINU", 1, 1), on=TEXT),
        {Part.NUMBER},
        "The sources differ in the answer; they credit the same body.",
    ),
    (
        "one citation",
        rivals(("580,000 to 3 million", "", "", 0, 0)),
        set(),
        "This is one citation, so there is nothing to compare.",
    ),
    (
        "nothing",
        rivals(("30 km", "", "", 0, 0), ("30 km", "", "", 0, 0)),
        set(),
        "The sources do not differ in anything that is recorded.",
    ),
]


@pytest.mark.parametrize(
    ("what", "given_rivals", "parts", "summary"), SUMMARIES, ids=[s[0] for s in SUMMARIES]
)
def test_one_sentence_says_in_what_the_sources_differ(what, given_rivals, parts, summary):
    found = differences_of(given_rivals)
    assert found.parts == parts
    assert str(found.summary) == summary


def test_a_member_differs_from_those_of_other_positions_only():
    found = differences_of(
        rivals(
            ("30 km", "2018", "KINU", 0, 0),
            ("30 km", "2019", "KINU", 0, 0),
            ("35 km", "2019", "KINU", 1, 1),
            ("28 to 36 km", "2019", "KINU", 0, 1),
        )
    )
    assert found.by_member[1] == {Part.NUMBER, Part.AS_OF}
    assert found.by_member[2] == {Part.NUMBER}
    assert found.by_member[3] == {Part.NUMBER, Part.AS_OF}
    assert found.by_member[4] == set()


@given(
    st.lists(
        st.tuples(st.sampled_from(["30 km", "35 km", "35 miles"]), st.sampled_from(["", "2018", "2019"]),
                  st.sampled_from(["", "KINU"]), st.integers(0, 3), st.integers(0, 3)),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_looking_once_finds_what_looking_at_every_pair_finds(rows):
    found_rivals = rivals(*[(*row[:3], min(row[3:]), max(row[3:])) for row in rows])
    found = differences_of(found_rivals)
    for rival in found_rivals:
        pairs = [differences_of([rival, other]).parts for other in found_rivals if rival.is_apart_from(other)]
        assert found.by_member[rival.reading.key] == frozenset().union(*pairs)


MARKED = [
    ("as it stands", "Around 30,000 came", "Around 30,000", ["Around 30,000"]),
    ("whatever its capitals", "some 30 PEOPLE came", "30 people", ["30 PEOPLE"]),
    ("across a narrow space", "30\u202f000 came", "30 000", ["30\u202f000"]),
    ("across a line end", "about\n 30 came", "about 30", ["about\n 30"]),
    ("with a longer dash", "between 30–40 came", "30-40", ["30–40"]),
    ("with another apostrophe", "1’000 came", "1'000", ["1’000"]),
    ("not inside a longer number", "1,060 and 60,5 and 160", "60", []),
    ("but beside it", "60, of 1,060", "60", ["60"]),
    ("not inside a longer word", "fourteen", "four", []),
    ("with its sign", "paid $1,700.", "$1,700", ["$1,700"]),
    ("before a Korean word", "약 30,000명", "30,000", ["30,000"]),
    ("each time it stands there", "60 here and 60 there", "60", ["60", "60"]),
    ("its numbers, where its words are not there", "some 30,000 came", "about 30,000", ["30,000"]),
    ("both of them", "from 580,000, and 3 million later", "580,000 to 3 million", ["580,000", "3"]),
    ("nothing where it is not there", "nobody came", "about 30,000", []),
    ("nothing of nothing", "nobody came", " ", []),
    ("nothing in nothing", "", "30", []),
]


@pytest.mark.parametrize(("what", "quote", "figure", "pieces"), MARKED, ids=[row[0] for row in MARKED])
def test_the_figure_is_marked_in_its_quote(what, quote, figure, pieces):
    found = marked(quote, figure)
    assert [piece for piece, is_figure in found if is_figure] == pieces
    assert "".join(piece for piece, _is_figure in found) == quote
    assert occurs_in(quote, figure) is bool(pieces)


WORDS = st.text(alphabet="30,.5 \u00a0\u202f-–’'ab%$\n(é", max_size=30)


@given(WORDS, WORDS)
def test_the_pieces_are_the_quote_unaltered(quote, figure):
    found = marked(quote, figure)
    assert "".join(piece for piece, _is_figure in found) == quote
    assert all(piece for piece, _is_figure in found)


@given(st.text(max_size=50), st.text(max_size=20), st.text(max_size=50))
def test_no_text_is_too_odd_to_be_marked(before, figure, after):
    quote = before + figure + after
    assert "".join(piece for piece, _is_figure in marked(quote, figure)) == quote


def test_a_figure_that_stands_by_itself_is_always_found():
    for figure in ("60", "1,418", "about 30,000", "5–6 %", "drei Millionen", "W6,000"):
        assert (figure, True) in marked(f"They said {figure} yesterday.", figure)
