"""Whether quotes hold: word for word and nothing else, at their place, moved, found twice, or nowhere."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from factcheck.core.folding import FoldedText
from factcheck.core.occurrences import MOST_LEFT_OUT
from factcheck.core.quotes import AROUND, Holds, find_quote, selectors

TEXT = (
    "About 30,000 people have fled since 2016, the ministry said.\n\n"
    "“It was a hard winter – the worst,” she said. Two arrived in May. Nobody knows how many died."
)


def standing(text: str, quote: str, **more: object) -> tuple[str, str]:
    """The state of a quote, and the words of the text at which it stands."""
    found = find_quote(text, quote, **more)
    assert (found.why is None) == (found.state is Holds.VERIFIED)
    one = found.ranges[0] if len(found.ranges) == 1 else None
    return found.state.value, text[one.start : one.end] if one else ""


@pytest.mark.parametrize(
    ("in_text", "quote"),
    [
        pytest.param("“a hard winter”", '"a hard winter"', id="straight quotation marks for curly ones"),
        pytest.param("«a hard winter»", "„a hard winter“", id="quotation marks of another country"),
        pytest.param("the North’s army", "the North's army", id="an apostrophe"),
        pytest.param("winter – the worst", "winter - the worst", id="a hyphen for a dash"),
        pytest.param("1990−1995", "1990–1995", id="a dash for a minus sign"),
        pytest.param("30\u00a0000 people", "30 000 people", id="a space for a no-break space"),
        pytest.param("30\u2009000 people", "30\u202f000 people", id="one thin space for another"),
        pytest.param("about\n  30,000\r\n\tpeople", "about 30,000 people", id="a space for line breaks"),
        pytest.param("a  hard   winter", "a hard\nwinter", id="a line break for many spaces"),
        pytest.param("refu\u00adgees came", "refugees came", id="a soft hyphen"),
        pytest.param("refu\u00ad\ngees came", "refugees came", id="a word broken at a soft hyphen"),
        pytest.param("\ufeffthe\u200b ministry", "the ministry", id="spaces without width"),
        pytest.param("cafe\u0301 owner", "café owner", id="a letter and its accent for one letter"),
        pytest.param("café owner", "cafe\u0301 owner", id="one letter for a letter and its accent"),
        pytest.param("\u1112\u1161\u11ab\uad6d", "한국", id="syllables in their parts"),
        pytest.param("o\ufb03cial \ufb01gures", "official figures", id="ligatures"),
        pytest.param("the \u212bngstr\u00f6m unit", "the \u00c5ngström unit", id="a sign that is a letter"),
    ],
)
def test_how_a_text_is_set_does_not_count(in_text, quote):
    text = f"Before, {in_text}, after."
    assert standing(text, quote)[0] == "verified"
    found = find_quote(text, quote).ranges[0]
    assert text[found.start : found.end].strip("\ufeff") == in_text.strip("\ufeff")


@pytest.mark.parametrize(
    ("quote", "why_not"),
    [
        ("about 30,000 people", "a capital counts"),
        ("About 30,000 people has fled", "a word counts"),
        ("About 30000 people", "a comma counts"),
        ("the ministry said,", "a full stop counts"),
        ("About 35,000 people", "a digit counts"),
        ("hard winter -- the worst", "two hyphens are no dash"),
        ("It was a härd winter", "an accent counts"),
        ("0,000 people", "a figure is not cut"),
        ("30,00", "nor at its end"),
        ("000 people", "nor at its comma"),
        ("eople have fled", "a word is not cut"),
        ("the minis", "nor at its end"),
        ("said. It was", "a quotation mark counts"),
        ("Nobody knows how many died in all.", "what is not there counts"),
        ("", "no words are no quote"),
        ("…", "an ellipsis is no quote"),
    ],
)
def test_what_does_not_stand_word_for_word_is_a_paraphrase(quote, why_not):
    assert standing(TEXT, quote) == ("paraphrase", ""), why_not


def test_a_footnote_that_touches_a_word_does_not_make_it_another():
    assert standing("30,000 people12 fled.", "30,000 people") == ("verified", "30,000 people")
    assert standing("It cost 30k then.", "It cost 30")[0] == "paraphrase"
    assert standing("数千人死亡", "千人") == ("verified", "千人"), "these words have no spaces between them"


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        (
            "About 30,000 people … the ministry said.",
            "About 30,000 people have fled since 2016, the ministry said.",
        ),
        ("30,000 people […] 2016", "30,000 people have fled since 2016"),
        ("30,000 people [...] since ... ministry", "30,000 people have fled since 2016, the ministry"),
        ("… Two arrived in May …", "Two arrived in May"),
        ("…Two arrived (…) died.", "Two arrived in May. Nobody knows how many died."),
    ],
)
def test_an_ellipsis_stands_for_words_left_out(quote, stands):
    assert standing(TEXT, quote) == ("verified", stands)
    place = find_quote(TEXT, quote).ranges[0]
    assert standing(TEXT, quote, start=place.start, end=place.end)[0] == "verified"


@pytest.mark.parametrize(
    "quote",
    [
        "the ministry said … About 30,000",  # in another order
        "About 30,000 … hard winters",  # a part that is not there
        "About 30,000 … inistry",  # a part that is cut
        " … ".join(["About", *"abcdefghijk"]),  # more parts than anybody quotes
    ],
)
def test_a_quote_with_an_ellipsis_whose_parts_do_not_follow_is_a_paraphrase(quote):
    assert standing(TEXT, quote) == ("paraphrase", "")


def test_an_ellipsis_stands_for_no_more_than_a_passage():
    near, far = (
        f"It began {'x ' * (length // 2)}and ended." for length in (MOST_LEFT_OUT - 2, MOST_LEFT_OUT + 2)
    )
    assert standing(near, "It began … and ended.") == ("verified", near)
    assert standing(far, "It began … and ended.")[0] == "paraphrase"


def test_an_ellipsis_that_the_source_prints_stands_for_itself():
    text = "Well… nobody knows. Well, then nobody knows."
    assert standing(text, "Well… nobody knows.") == ("verified", "Well… nobody knows.")


def test_a_quote_with_an_ellipsis_begins_at_the_nearest_place():
    assert standing("They fled. They fled and died.", "They fled … died.") == (
        "verified",
        "They fled and died.",
    )


def test_a_quote_stands_at_its_place_even_where_it_stands_elsewhere_too():
    text = "About 30,000 fled. They repeat it: About 30,000 fled."
    second = text.rindex("About")
    assert standing(text, "About 30,000 fled", start=second, end=second + 17) == (
        "verified",
        "About 30,000 fled",
    )
    assert find_quote(text, "About 30,000 fled", start=second, end=second + 17).ranges[0].start == second


def test_a_quote_that_left_its_place_and_stands_once_elsewhere_has_moved_and_is_only_offered():
    found = find_quote(
        "New. " + TEXT, "Two arrived in May.", start=TEXT.index("Two"), end=TEXT.index("Two") + 19
    )
    assert found.state is Holds.MOVED
    assert [place.start for place in found.ranges] == [TEXT.index("Two") + 5]
    assert str(found.why) == "It stands no longer at its place, but once elsewhere in the text."


def test_a_quote_that_left_its_place_and_stands_twice_or_nowhere_is_not_found():
    text = "Nobody came. About 30,000 fled. About 30,000 fled."
    twice = find_quote(text, "About 30,000 fled", start=0, end=17)
    assert (twice.state, twice.count, len(twice.ranges)) == (Holds.NOT_FOUND, 2, 2)
    assert str(twice.why) == "It stands 2 times in the text: choose the place."
    nowhere = find_quote(text, "About 35,000 fled", start=0, end=17)
    assert (nowhere.state, nowhere.ranges) == (Holds.NOT_FOUND, ())
    assert str(nowhere.why) == "It stands no longer at its place, nor elsewhere."


@pytest.mark.parametrize(
    ("around", "place"),
    [
        ({"prefix": "In 2016, "}, 9),
        ({"prefix": "In 2017,  "}, 34),
        ({"suffix": " came. "}, 9),
        ({"suffix": "died."}, 34),
        ({"prefix": "2017,", "suffix": "\u00a0died"}, 34),
    ],
)
def test_what_stands_before_and_after_says_which_place_is_meant(around, place):
    text = "In 2016, about 30,000 came. In 2017, about 30,000 died."
    assert find_quote(text, "about 30,000").state is Holds.NOT_FOUND
    found = find_quote(text, "about 30,000", **around)
    assert (found.state, found.ranges[0].start) == (Holds.VERIFIED, text.index("about", place))
    both = find_quote(text, "about 30,000", prefix="In 2016,", suffix="died")
    assert (both.state, both.count) == (Holds.NOT_FOUND, 2), "no place stands between the two"


SIGNS = st.text(
    st.sampled_from(
        "ab Z09,.…-–“\"'’\n\r\u00a0\u2009\u00ad\u200b\ufeffe\u0301é\ufb01한\u1100\u1161\u11a8Å\u212b"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@st.composite
def texts_with_a_quote(draw):
    """A text, and a range of it that begins and ends with whole words."""
    before, quote, after = draw(SIGNS), draw(SIGNS), draw(SIGNS)
    return f"{before} ({quote}) {after}", len(before) + 2, len(before) + 2 + len(quote)


def has_words(text: str) -> bool:
    """Whether there is something to find: a letter or digit, and no mark without its letter at the beginning."""
    folded = FoldedText(text).words.strip()
    return any(map(str.isalnum, folded)) and unicodedata.category(folded[0])[0] != "M"


@given(texts_with_a_quote())
def test_a_slice_of_a_text_is_verified_at_its_place(drawn):
    text, start, end = drawn
    assume(has_words(text[start:end]))
    found = find_quote(text, text[start:end], start=start, end=end)
    assert (found.state, found.ranges[0].start, found.ranges[0].end) == (Holds.VERIFIED, start, end)


@given(texts_with_a_quote(), SIGNS)
def test_what_is_put_before_moves_a_quote_by_its_length(drawn, put):
    text, start, end = drawn
    quote = text[start:end]
    assume(has_words(quote))
    before, put = find_quote(text, quote), f"{put} ("
    after = find_quote(put + text, quote)
    assume(before.count == after.count == 1)
    assert after.ranges[0].start == before.ranges[0].start + len(put)
    assert after.ranges[0].end == before.ranges[0].end + len(put)
    found = find_quote(put + text, quote, start=start, end=end)
    assert found.state in {Holds.MOVED, Holds.VERIFIED}
    assert found.state is Holds.VERIFIED or found.ranges == after.ranges


@given(texts_with_a_quote())
def test_selectors_lead_back_to_the_place(drawn):
    text, start, end = drawn
    assume(has_words(text[start:end]))
    position, quote = selectors(text, start, end)
    assert quote.prefix + quote.exact + quote.suffix in text
    assert max(len(quote.prefix), len(quote.suffix)) <= AROUND
    assert find_quote(text, quote.exact, start=position.start, end=position.end).state is Holds.VERIFIED
    found = find_quote(text, quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    assume(found.count == 1)
    inside = text[start:end]
    place = found.ranges[0]
    assert FoldedText(text[place.start : place.end]).words.strip() == FoldedText(inside).words.strip()


@given(SIGNS)
@example("\u200b\ufb01\u0301")
@example("\u00ad\n\u0301")
def test_every_character_of_a_folded_text_knows_where_it_stood(text):
    folded = FoldedText(text)
    reached = 0
    for place, sign in enumerate(folded.words):
        start, end = folded.start_of(place), folded.end_of(place)
        assert 0 <= start < end <= len(text)
        assert sign in FoldedText(f"x{text[start:end]}x").words
        assert start >= reached or end >= reached
        reached = start


@given(SIGNS)
def test_folding_composed_and_decomposed_text_comes_to_the_same(text):
    assume("\ufb01" not in text and not any("\ufb00" <= sign <= "\ufb06" for sign in text))
    one, other = (FoldedText(unicodedata.normalize(form, text)).words for form in ("NFC", "NFD"))
    assert one == other


LONG = ("The desk – and its “readers” – met on\n30\u00a0May 2016, about 30,000 of them. " * 150_000)[
    :10_000_000
]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param(LONG, "Nobody stands here", id="prose"),
        pytest.param(LONG + " Somebody – “stood” here", 'Somebody - "stood" here', id="at its end"),
        pytest.param("a" * 10_000_000, "a" * 5_000, id="a text of one letter"),
        pytest.param("a" * 5_000_000 + "b", "a" * 4_999 + "b", id="a quote that almost stands everywhere"),
        pytest.param(" \u00ad" * 2_000_000, "a b", id="nothing but soft hyphens"),
        pytest.param("a b " * 1_000_000, "a … c", id="an ellipsis whose second part is nowhere"),
    ],
)
def test_ten_million_characters_are_looked_through_at_once(text, quote):
    began = process_time()
    find_quote(text, quote)
    assert process_time() - began < 2
