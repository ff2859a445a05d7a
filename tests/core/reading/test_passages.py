"""Who speaks in a document, and where its sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.reading.passages import MOST_OF_A_SENTENCE, passages_in, sentences_in


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ships sank. Crews swam.", ["Ships sank.", "Crews swam."]),
        ("Dr. Berg counted 40 ships. She was sure.", ["Dr. Berg counted 40 ships.", "She was sure."]),
        ("On Dec. 21 the guards fired. It was cold.", ["On Dec. 21 the guards fired.", "It was cold."]),
        ("The U.S. Navy lost 4. The U.N. was told.", ["The U.S. Navy lost 4.", "The U.N. was told."]),
        ("He lives in the U.S. The law is new.", ["He lives in the U.S.", "The law is new."]),
        ("“Why? Nobody knows,” he said. “It sank.”", ["“Why?", "Nobody knows,” he said.", "“It sank.”"]),
        ("It cost 3.5 million. 40 paid.", ["It cost 3.5 million.", "40 paid."]),
        ("They waited... and waited. Then 3 came.", ["They waited... and waited.", "Then 3 came."]),
        ("Harry W.S. Lee counted 4.", ["Harry W.S. Lee counted 4."]),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_sees_it_end(text, sentences):
    assert said(text) == sentences


TALK = """ANNA BERG, HOST: Ships are lost.

PETER OLE HOLM: (Through interpreter) We lost 40 ships.

BERG: In all?

HOLM: Forty.

NOTE: This is no speaker.

(SOUNDBITE OF MUSIC) Thank you."""


def test_a_short_label_is_the_speaker_who_was_named_in_full_before():
    speakers = [(one.speaker, one.is_reporter) for one in passages_in(TALK)]
    assert speakers == [
        ("Anna Berg", True),
        ("Peter Ole Holm", False),
        ("Anna Berg", True),
        ("Peter Ole Holm", False),
        ("", False),
        ("", False),
    ]


def test_the_words_of_a_speaker_begin_behind_the_label_and_the_interpreter():
    assert TALK[passages_in(TALK)[1].body :].startswith("We lost 40 ships.")


def test_given_paragraphs_are_kept_as_they_are():
    assert [(one.start, one.end) for one in passages_in("One. Two.", [(0, 4), (5, 9)])] == [(0, 4), (5, 9)]


@given(st.text(max_size=300))
def test_sentences_keep_their_order_and_lose_nothing_but_space(text):
    found = sentences_in(text, 0, len(text))
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_table_that_lost_its_lines_is_read_in_pieces_between_words():
    text = " ".join(str(number) for number in range(2_000))
    pieces = [text[slice(*one)] for one in sentences_in(text, 0, len(text))]
    assert all(len(piece) <= MOST_OF_A_SENTENCE for piece in pieces)
    assert " ".join(pieces) == text
    assert len(sentences_in("x" * 4_000, 0, 4_000)) == 3
