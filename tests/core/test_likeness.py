"""Texts that are nearly the same, and the passages that two texts share."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.likeness import (
    SKETCH_SIZE,
    longest_same_words,
    resemblance,
    shared_passages,
    sketch_of,
    words_of,
)

WORDS = [f"word{number}" for number in range(4_000)]
texts = st.lists(st.sampled_from(WORDS[:40]), max_size=120).map(" ".join)


def prose(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))  # noqa: S311 -- made-up words, no secrets


@given(st.text(max_size=400))
def test_the_marks_of_any_text_fit_into_a_whole_number_of_a_database(text):
    marks = sketch_of(text)

    assert len(marks) <= SKETCH_SIZE
    assert all(0 <= mark < 2**63 for mark in marks)


@given(texts, texts)
def test_resemblance_is_the_same_from_both_sides_and_whole_with_oneself(one, other):
    assert resemblance(sketch_of(one), sketch_of(other)) == resemblance(sketch_of(other), sketch_of(one))
    assert resemblance(sketch_of(one), sketch_of(one)) == (1.0 if one else 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“They’ve crossed the river,” he said.", "'THEY'VE  crossed — the river' he said"),
        ("The ﬁrst of five hundred people came", "the first of five hundred people came"),
        ("too short", "Too short!"),
    ],
)
def test_quotation_marks_dashes_capitals_and_spaces_leave_the_marks_as_they_are(one, other):
    assert sketch_of(one) == sketch_of(other)


def test_a_text_with_one_sentence_changed_resembles_what_it_was_and_another_text_does_not():
    before = prose(1, 600)
    after = before.replace(" ".join(before.split()[300:310]), "an editor wrote something else here")

    assert resemblance(sketch_of(before), sketch_of(after)) > 0.8
    assert resemblance(sketch_of(before), sketch_of(prose(2, 600))) == 0


def test_an_empty_text_has_no_marks_and_resembles_nothing():
    assert sketch_of(" … — ") == frozenset()
    assert resemblance(frozenset(), frozenset()) == 0


def test_characters_of_a_script_without_spaces_count_as_words():
    assert [word.folded for word in words_of("約3万人 escaped")] == ["約", "3", "万", "人", "escaped"]
    assert len(sketch_of("脱北者の数は約三万人に達したという")) > 5


def test_a_passage_is_found_in_both_texts_with_its_place():
    copied = prose(3, 40)
    mine, theirs = f"{prose(4, 200)} {copied}. {prose(5, 30)}", f"{prose(6, 10)} “{copied}” {prose(7, 500)}"

    (passage,) = shared_passages(mine, theirs)

    assert mine[passage.start : passage.end] == copied
    assert theirs[passage.other_start : passage.other_end] == copied
    assert passage.words == 40


def test_a_passage_with_a_word_changed_in_the_middle_is_one_passage():
    words = prose(8, 60).split()
    edited = [*words[:30], "about", "exactly", *words[32:]]

    (passage,) = shared_passages(" ".join(words), " ".join(edited))

    assert passage.words == 58


def test_a_passage_is_followed_though_its_beginning_stands_in_the_other_text_before():
    copied = prose(9, 60)
    begun = " ".join(copied.split()[30:40])

    passages = shared_passages(copied, f"{begun} {prose(10, 50)} {copied}")

    assert [passage.words for passage in passages] == [60]


def test_turns_of_speech_are_no_passage():
    turn = "according to the ministry of unification in Seoul"

    assert shared_passages(f"{prose(11, 50)} {turn} {prose(12, 50)}", f"{turn} {prose(13, 50)}") == []


@given(texts, texts)
def test_what_is_shared_is_the_same_words_in_both(one, other):
    for passage in shared_passages(one, other, shortest=5):
        mine = [word.folded for word in words_of(one[passage.start : passage.end])]
        theirs = [word.folded for word in words_of(other[passage.other_start : passage.other_end])]
        assert passage.words <= min(len(mine), len(theirs))
        assert mine[:5] == theirs[:5]
        assert mine[-5:] == theirs[-5:]


@given(texts)
def test_a_text_shares_all_of_itself(text):
    words = len(text.split())

    assert sum(passage.words for passage in shared_passages(text, text, shortest=5)) == (
        words if words >= 5 else 0
    )


def test_ten_times_the_text_takes_no_hundred_times_as_long():
    """The worst case as well: one sentence over and over."""

    def taken(sentences: int) -> float:
        text = "the same words are said again and again here " * sentences
        begun = time.process_time()
        shared_passages(text, text[9:])
        return time.process_time() - begun

    taken(100)
    assert any(taken(3_000) < 40 * max(taken(300), 0.002) for _attempt in range(3))


def test_the_same_words_are_found_whatever_their_quotation_marks_and_dashes():
    one = "He said: “some 33,834 people have fled — so far”, and left."
    other = "It is known that SOME 33,834 people have fled - so far."

    assert longest_same_words(one, other) == ("some 33,834 people have fled — so far", 7)
    assert longest_same_words(one, "nothing of the kind was ever said by him") == ("", 0)
