"""Which words of a text were changed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.word_diff import LONG, Fate, Piece, shortened, word_diff

WORDS = st.lists(
    st.sampled_from(["about", "30,000", "35,000", "people", " ", "  ", "\n", "…", "שלום", "<b>"]), max_size=40
)
TEXTS = st.one_of(st.text(max_size=200), WORDS.map("".join), WORDS.map(" ".join))


def marked(was: str, now: str) -> str:
    marks = {Fate.KEPT: "%s", Fate.DELETED: "[-%s-]", Fate.INSERTED: "[+%s+]"}
    return "".join(marks[piece.fate] % piece.text for piece in word_diff(was, now))


def joined(pieces, *fates: Fate) -> str:
    return "".join(piece.text for piece in pieces if piece.fate in fates)


@given(TEXTS, TEXTS)
def test_what_stayed_and_went_is_the_text_as_it_was_and_what_stayed_and_came_as_it_is(was, now):
    pieces = word_diff(was, now)
    assert joined(pieces, Fate.KEPT, Fate.DELETED) == was
    assert joined(pieces, Fate.KEPT, Fate.INSERTED) == now


@given(TEXTS)
def test_a_text_beside_itself_was_kept(text):
    assert word_diff(text, text) == ((Piece(Fate.KEPT, text),) if text else ())


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_neighbours_have_one_fate(was, now):
    pieces = word_diff(was, now)
    assert all(piece.text for piece in pieces)
    assert all(one.fate != other.fate for one, other in pairwise(pieces))


@given(TEXTS, TEXTS)
def test_shortening_takes_nothing_from_what_changed(was, now):
    was, now = f"{'word ' * 150}{was}", f"{'word ' * 150}{now}"
    pieces = word_diff(was, now)
    for fate in (Fate.DELETED, Fate.INSERTED):
        assert joined(shortened(pieces), fate) == joined(pieces, fate)
    assert len(joined(shortened(pieces), Fate.KEPT)) <= len(joined(pieces, Fate.KEPT))


@pytest.mark.parametrize(
    ("was", "now", "seen"),
    [
        ("about 30,000 people", "about 35,000 people", "about [-30,000-][+35,000+] people"),
        ("", "about 30,000", "[+about 30,000+]"),
        ("about 30,000", "", "[-about 30,000-]"),
        ("they fled", "they fled by boat", "they fled[+ by boat+]"),
        ("alpha beta end", "gamma delta end", "[-alpha beta-][+gamma delta+] end"),
        ("a b c d e", "a x c y e", "a [-b-][+x+] c [-d-][+y+] e"),
        ("one  two", "one two", "one[-  -][+ +]two"),
    ],
)
def test_the_words_that_differ_are_marked(was, now, seen):
    assert marked(was, now) == seen


def test_a_long_text_shows_what_stands_around_its_change():
    before, after = "before " * 100, " after" * 100
    pieces = shortened(word_diff(f"{before}30,000{after}", f"{before}35,000{after}"))
    assert [piece.fate for piece in pieces] == [Fate.KEPT, Fate.DELETED, Fate.INSERTED, Fate.KEPT]
    assert pieces[0].text.startswith("… ")
    assert pieces[0].text.endswith("before ")
    assert pieces[0].is_cut
    assert pieces[-1].text.endswith(" …")
    assert sum(len(piece.text) for piece in pieces) < LONG


def test_a_short_text_is_shown_whole():
    pieces = word_diff("about 30,000 people", "about 35,000 people")
    assert shortened(pieces) == pieces


def test_texts_of_any_length_are_compared_in_a_moment():
    was = " ".join(str(number % 7) for number in range(5_000))
    now = " ".join(str(number % 11) for number in range(5_000))
    began = time.process_time()
    word_diff(was, now)
    word_diff(" ".join(was.split()[:300]), " ".join(now.split()[:300]))
    assert time.process_time() - began < 5
