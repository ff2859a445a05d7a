"""Whatever the bytes are: a document or a sentence, and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.document import Extracted
from factcheck.extraction.extracting import extract
from factcheck.extraction.limits import Limits
from factcheck.extraction.media import MediaType, recognise
from factcheck.extraction.unreadable import UnreadableDocumentError
from tests.extraction.making import PARAGRAPHS, make_docx, make_epub, make_pdf

SMALL = Limits(content=10_000_000, characters=500_000, unpacked=5_000_000)
REAL = {
    MediaType.PDF: make_pdf([PARAGRAPHS] * 3, head="A running head", title="Arrivals"),
    MediaType.DOCX: make_docx(),
    MediaType.EPUB: make_epub(),
}
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<br>", "<pre>", "</pre>", "<q>", "<h2>", "<li>",
            "<!--", "-->", "<script>", "</script>", "&amp;", "&#0;", "<![CDATA[", "]]>", "<?x?>", "<div hidden>",
            "</div>", "\0", "1,418 people came", " ", "\n", "“", "\u202e", "ﷺ", "<svg>", "<title>", "</title>",
            "<body>", "</html>",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip
MARKS = st.lists(
    st.sampled_from(
        [
            "#",
            "*",
            "_",
            "`",
            "```",
            "[",
            "](",
            ")",
            "|",
            "---",
            "===",
            ">",
            "\n",
            "\r",
            "\t",
            "1. ",
            "- ",
            "\\",
            "word",
            " ",
        ]
    ),
    max_size=60,
).map("".join)


def outcome(reading):
    """What a reading gives: a document, or the sentence of its refusal."""
    try:
        return reading()
    except UnreadableDocumentError as refusal:
        return str(refusal)


def check(content, kind):
    found = outcome(lambda: extract(content, kind, limits=SMALL))
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert isinstance(found, Extracted)
    assert found.blocks
    for block in found.blocks:
        assert block.text == block.text.strip() != ""
        assert not set(block.text) & set("\0\r\t\u202e\u200f\ufeff")
        block.text.encode()
        assert 0 <= block.level <= 6
        assert block.page is None or 1 <= block.page <= found.pages


@pytest.mark.parametrize("kind", list(MediaType))
@given(content=st.binary(max_size=2_000))
def test_any_bytes_at_all(kind, content):
    check(content, kind)


@given(text=st.text(max_size=2_000))
def test_any_text_at_all(text):
    for kind in (MediaType.TEXT, MediaType.MARKDOWN, MediaType.HTML):
        check(text.encode("utf-8", "surrogatepass"), kind)
        check(text.encode("utf-16", "surrogatepass"), kind)


@given(markup=MARKUP)
@settings(max_examples=300)
def test_any_markup(markup):
    check(markup.encode(), MediaType.HTML)


@given(marks=MARKS)
@settings(max_examples=300)
def test_any_marks(marks):
    check(marks.encode(), MediaType.MARKDOWN)
    check(marks.encode(), MediaType.TEXT)


@given(content=st.binary(max_size=300), name=st.text(max_size=20), declared=st.text(max_size=20))
def test_any_bytes_under_any_name_are_recognised_or_refused(content, name, declared):
    found = outcome(lambda: recognise(content, name, declared))
    assert found in set(MediaType) or found.endswith(".")


@pytest.mark.parametrize("kind", list(REAL))
@pytest.mark.parametrize("seed", range(30))
def test_a_real_file_with_bytes_changed(kind, seed):
    chance = random.Random(seed)  # noqa: S311 (damage, not a secret)
    content = bytearray(REAL[kind])
    for _change in range(chance.choice((1, 3, 10, 50, 300))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    check(bytes(content), kind)


@pytest.mark.parametrize("kind", list(REAL))
@pytest.mark.parametrize("seed", range(15))
def test_a_real_file_cut_off_or_with_a_piece_missing_or_doubled(kind, seed):
    chance = random.Random(seed)  # noqa: S311 (damage, not a secret)
    content = REAL[kind]
    one, two = sorted(chance.randrange(len(content)) for _ in range(2))
    check(content[:one], kind)
    check(content[:one] + content[two:], kind)
    check(content[:two] + content[one:], kind)
