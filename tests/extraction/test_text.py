"""Text becomes numbered paragraphs that remember their lines."""

from __future__ import annotations

import codecs
import textwrap

import pytest

from factcheck.extraction.extracting import extract, extract_apart
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError

WORDS = "Café owners in Łódź “said” 1,418 people came."
LONG = (
    "In an ordinary year some 1,047 people cross the river in the north, and hardly anybody counts those who are "
    "turned back. The ministry says that its figures are well-founded; others say that they are far too low."
)


def read(content, kind=MediaType.TEXT):
    return extract(content if isinstance(content, bytes) else content.encode(), kind)


def texts(content):
    return [block.text for block in read(content).blocks]


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
    ],
)
def test_a_text_is_read_in_any_encoding_of_unicode(content):
    assert texts(content) == [WORDS]


def test_a_western_text_of_an_older_machine_keeps_its_accents_and_quotes():
    assert texts("Café “said” 1,418 naïve people came – €5".encode("cp1252")) == [
        "Café “said” 1,418 naïve people came – €5"
    ]


def test_a_central_european_text_of_an_older_machine_keeps_its_accents():
    said = "Według ministerstwa na południe uciekło „około” 1418 osób – głównie kobiet."
    assert texts(said.encode("cp1250")) == [said]


def test_a_text_in_another_script_without_a_mark_is_told_by_its_letters():
    said = "В 2016 году на юг прибыло 1418 человек, а в 2019 году прибыло уже только 1047 человек. " * 5
    assert texts(said.encode("cp1251")) == [said.strip()]


def test_a_text_from_right_to_left_keeps_the_order_in_which_it_is_read_and_loses_marks_of_direction():
    assert texts("\u202eفي عام 2016 وصل 1,418\u202c\n\n\u2067בשנת 2016 הגיעו\u2069") == [
        "في عام 2016 وصل 1,418",
        "בשנת 2016 הגיעו",
    ]


def test_signs_that_nobody_sees_are_taken_out_and_halves_of_signs_become_a_mark():
    assert texts("1,4\u200b18 peo\u00adple\x08 came\u00a0\u2003 south\ufeff.") == ["1,418 people came south."]
    half = "1,418 people came, ab\ud800cd.".encode("utf-16-le", "surrogatepass")
    assert texts(codecs.BOM_UTF16_LE + half) == ["1,418 people came, ab\ufffdcd."]


def test_a_paragraph_knows_the_line_on_which_it_begins():
    found = [
        (block.line, block.text)
        for block in read("One came.\r\n\r\nTwo came.\rThree came.\n\n\nFour came.").blocks
    ]
    assert found == [(1, "One came."), (3, "Two came."), (4, "Three came."), (7, "Four came.")]


def test_lines_that_were_wrapped_by_hand_are_joined_into_paragraphs():
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in ("A heading", LONG, LONG.upper()))
    assert texts(wrapped) == ["A heading", LONG, LONG.upper()]
    assert [block.line for block in read(wrapped).blocks] == [1, 3, 7]


def test_paragraphs_set_in_at_their_first_line_are_told_apart_without_empty_lines():
    wrapped = "\n".join(textwrap.fill(LONG, 72, initial_indent="   ") for _ in range(3))
    assert texts(wrapped) == [LONG] * 3


def test_a_list_of_short_lines_is_not_joined():
    assert texts("Rice 5,000\nSalt 300\nOil 12,000\nSugar 900") == [
        "Rice 5,000",
        "Salt 300",
        "Oil 12,000",
        "Sugar 900",
    ]


def test_a_word_parted_at_the_end_of_a_line_is_whole_again_and_its_own_hyphen_stays():
    wrapped = (
        "The ministry counts each of the arrivals at the border, and its infor-\n"
        "mation is published every month, as the officials say, in a well-\n"
        "founded report of some length. Nobody doubts the information that a\n"
        "well-founded report of the ministry gives on the North Korean-Chinese\n"
        "border, where most of the people of whom it speaks have been counted.\n"
    )
    (text,) = texts(wrapped)
    assert "its information is published" in text
    assert "in a well-founded report" in text


def test_one_line_of_ten_megabytes_becomes_paragraphs_that_can_be_read():
    content = b"A sentence of seven words stands here. " * 250_000
    found = read(content).blocks
    assert max(len(block.text) for block in found) <= 10_000
    assert all(block.text.endswith("here.") for block in found)
    assert sum(block.text.count("sentence") for block in found) == 250_000
    assert len(read(b"a" * 1_000_000).blocks) == 100


def test_a_text_without_words_is_refused():
    with pytest.raises(UnreadableDocumentError, match="holds no words"):
        read("… – !!!")


@pytest.mark.parametrize(
    "content", [b"abc\0def", codecs.BOM_UTF16_LE + b"\0\xd8" * 50, b"\x01\x02\x03\x04" * 20]
)
def test_bytes_that_are_no_text_are_refused_even_where_they_are_called_one(content):
    with pytest.raises(UnreadableDocumentError, match="This file is no text"):
        read(content)


def test_a_text_is_read_apart_as_it_is_read_here():
    content = f"{WORDS}\n\n{LONG}\nFacebook Twitter\n".encode()
    steps = []
    assert extract_apart(content, MediaType.TEXT, progress=lambda *step: steps.append(step)) == read(content)
    assert steps == [(0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG, "en"),
        (
            "Im Jahr 2016 sind 1.418 Menschen in den Süden gekommen, und das waren nicht so viele wie vorher.",
            "de",
        ),
        (
            "En 2016, plus de 1 418 personnes sont arrivées dans le sud du pays avec les familles des autres.",
            "fr",
        ),
        (
            "En 2016 llegaron al sur 1.418 personas, y no fueron tantas como las que llegaron en los años de antes.",
            "es",
        ),
        ("2016년에 1,418명이 한국에 도착했다.", "ko"),
        ("В 2016 году на юг прибыло 1418 человек.", ""),
        ("Rice 5,000", ""),
    ],
)
def test_the_language_is_told_by_the_commonest_words_or_not_at_all(text, language):
    assert read(text).found.language == language
