"""What is offered of each figure in a document."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.claims import Lives
from factcheck.core.reading import found_in
from factcheck.core.reading.quoting import MOST
from tests.benchmarks.reader import measure, measure_claims
from tests.benchmarks.reader_case import ARTICLES, Case

LONG = (
    "The harbour board, which had met in secret all through the winter and heard pilots, owners and crews, "
    "found in the end that 40 ships were lost in the storm, while the owners, who had insured them at a price "
    "that nobody remembers, counted fewer of them, as owners do when they are asked in public by a board."
)


def words_in(text: str, **more) -> list[str]:
    return [one.words for one in found_in(text, **more)]


def test_a_short_sentence_is_quoted_whole():
    [found] = found_in("It was cold. The fleet lost 40 ships in the storm. Crews swam.")
    assert found.quote_text == "The fleet lost 40 ships in the storm."


def test_of_a_long_sentence_the_clauses_around_the_figure_are_quoted_word_for_word():
    [found] = found_in(LONG)
    assert len(found.quote_text) <= MOST
    assert "found in the end that 40 ships were lost in the storm" in found.quote_text
    assert found.quote_text in LONG
    assert LONG[slice(*found.quote)] == found.quote_text


def test_a_clause_without_a_break_is_cut_between_words():
    text = "Of the " + "long " * 80 + "list 40 ships were lost " + "again " * 80
    [found] = found_in(text)
    assert len(found.quote_text) <= MOST
    assert "40" in found.quote_text
    assert set(found.quote_text.split()) <= set(text.split())


def test_words_chosen_across_paragraphs_stand_whole_in_their_quote():
    text = f"{LONG}\n\n{LONG}"
    start, end = text.index("by a board"), text.rindex(", which had met")
    [found] = found_in(text, chosen=(start, end))
    assert found.quote[0] <= start
    assert end <= found.quote[1]
    [all_of_it] = found_in(text, chosen=(0, len(text)))
    assert all_of_it.quote_text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Maybe one ship will pass.", "Maybe one"),
        ("The storm killed thousands, if not millions.", "thousands, if not millions"),
        ("Perhaps 40 ships were lost.", "Perhaps 40"),
        ("Dozens or even hundreds of ships were lost.", "Dozens or even hundreds"),
    ],
)
def test_what_nobody_can_read_for_certain_is_offered_as_unread_with_its_words(text, words):
    [found] = found_in(text)
    assert found.words == words
    assert found.unread is not None


def test_what_can_be_read_is_not_called_unread():
    assert [one.unread for one in found_in("About 40 ships and thousands of boats were lost.")] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Sloops made up 65% of the ships lost in Leith.", ("the ships lost in Leith", "in Leith")),
        ("About 400 ships lie in Leith Harbour today.", ("in Leith Harbour",)),
        ("Some 90% of whom are pilots came.", ()),
        ("The fleet lost 40 ships in May.", ()),
    ],
)
def test_words_that_narrow_what_is_counted_are_offered_as_a_scope(text, scopes):
    assert found_in(text)[0].scopes == scopes


PAGES = "\n\n".join(f"ANNA BERG: In 20{n:02} we lost {n} ships." for n in range(10, 40))


def test_a_part_of_a_document_says_the_same_as_the_whole():
    whole = found_in(PAGES, published="2041")
    middle = len(PAGES) // 2
    part = found_in(PAGES, published="2041", start=middle)
    assert part == [one for one in whole if one.start >= middle]


def test_words_chosen_by_hand_are_one_figure_wherever_they_stand():
    text = "The fleet lost some forty-odd of its ships in the storm of 2016."
    start = text.index("some forty-odd")
    [found] = found_in(text, chosen=(start, start + len("some forty-odd")))
    assert (found.words, found.sentence_text) == ("some forty-odd", text)
    [nothing] = found_in(text, chosen=(4, 9))
    assert nothing.unread is not None


def test_the_case_file_is_read_at_least_as_well_as_it_was(shared):
    case = Case.at(shared)
    right = {tally.name: tally.right for tally in [*measure(case), *measure_claims(case)]}
    floors = {
        "figures found with the right reading in the right sentence": 42,
        "as-of offered right for the right claim, of those that have one": 28,
        "attributions offered right, of those that have one": 17,
        "no attribution offered where the file has none": 19,
        "right claim among the first three, all claims there": 42,
        "right claim first": 36,
        "no new claim proposed where the claim exists": 38,
        "strict: a new claim proposed where none exists": 12,
    }
    assert {name: right[name] for name in floors if right[name] < floors[name]} == {}


FLOORS_OF_OTHER_DESKS = {
    "held": {
        "figures found with the right reading in the right sentence": 87,
        "as-of offered right for the right claim, of those that have one": 59,
        "attributions offered right, of those that have one": 23,
        "right claim among the first three, all claims there": 80,
        "strict: a new claim proposed where none exists": 66,
    },
    "tuned": {
        "figures found with the right reading in the right sentence": 81,
        "as-of offered right for the right claim, of those that have one": 60,
        "attributions offered right, of those that have one": 28,
        "right claim among the first three, all claims there": 79,
        "strict: a new claim proposed where none exists": 53,
    },
}


@pytest.mark.parametrize("half", FLOORS_OF_OTHER_DESKS)
def test_articles_of_other_desks_are_read_at_least_as_well_as_they_were(half):
    case = Case.at(ARTICLES)
    case.half = half
    right = {tally.name: tally.right for tally in [*measure(case), *measure_claims(case)]}
    floors = FLOORS_OF_OTHER_DESKS[half]
    assert {name: right[name] for name in floors if right[name] < floors[name]} == {}


def test_figures_of_a_long_document_are_found_in_linear_time():
    text = "\n\n".join(
        f"“We lost {n} ships in 2016,” said Anna Berg. He was sure, she said." for n in range(2_000)
    )
    began = time.process_time()
    assert len(found_in(text, published="2017")) == 2_000
    assert time.process_time() - began < 6


@given(st.text(alphabet=st.sampled_from("40 ships.“”\"'—:;,()$%–IN2016afromto\nAB said"), max_size=200))
def test_no_text_is_too_odd_to_be_read(text):
    for found in found_in(text, published="2018-01"):
        assert text[found.start : found.end] == found.words
        assert found.sentence[0] <= found.start < found.end
        assert text[slice(*found.quote)] == found.quote_text
        assert found.words in found.quote_text or len(found.words) > MOST
        for lives in Lives:
            assert str(found.as_of(lives).why)
