"""Bibliographies that were made to do harm, or by accident: each is refused or read, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.bibliographies.entries import UnreadableBibliographyError
from factcheck.extraction.bibliographies.reading import MAX_BYTES, MAX_ENTRIES, read_bibliography

SOON = 20
"""Seconds that the worst of them may take on a busy machine."""

_BOMB = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{" * 10_000_000, id="braces"),
        pytest.param("@article{a, title={" + "{" * 10_000_000, id="braces of an entry"),
        pytest.param("[" * 100_000, id="nested lists"),
        pytest.param('{"a":' * 100_000, id="nested objects"),
        pytest.param('[{"id": 1, "title": "x", "n": ' + "9" * 10_000 + "}]", id="a long number"),
        pytest.param('[{"id": "a", "title": "x"},\n {"id"', id="broken off"),
        pytest.param('[{"id": "a", "title": "x"}] and more', id="more after the end"),
        pytest.param("[" + ",".join(['{"id": 1, "title": "x"}'] * (MAX_ENTRIES + 1)) + "]", id="too many"),
        pytest.param("x" * (MAX_BYTES + 1), id="too large"),
        pytest.param("@book{a, title={x\0y}}", id="null"),
        pytest.param("@comment{x}", id="no entry"),
    ],
)
def test_a_hostile_file_is_refused_as_a_whole(text):
    begun = time.process_time()
    with pytest.raises(UnreadableBibliographyError) as refused:
        read_bibliography(text.encode())
    assert str(refused.value.sentence)
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            '[{"id": 1, "title": "x", "d": ' + "[" * 500 + "]" * 500 + "}]", "nested deeper", id="deep"
        ),
        pytest.param(
            f'@string{{a0 = "xxxxxxxxxx"}}\n{_BOMB}@book{{k, title = a59}}', "characters", id="macro bomb"
        ),
        pytest.param("@book{k, title={" + "\\'" * 200_000 + "}}", "characters", id="accents"),
        pytest.param("@book{k, title={x}, author={" + " and " * 100_000 + "}}", "characters", id="names"),
        pytest.param("@a{b" + ", c={d}" * 5_000 + "}", "no title", id="one field again and again"),
        pytest.param("@book{k, title={x}", "missing", id="not closed"),
        pytest.param("TY  - JOUR\nAU  - a\n" * 2, "no title", id="without a title"),
    ],
)
def test_a_hostile_entry_is_refused_by_itself(text, problem):
    begun = time.process_time()
    entries = read_bibliography(text.encode()).entries
    assert problem in str(entries[-1].problem)
    assert time.process_time() - begun < SOON


def test_characters_that_no_database_keeps_are_replaced():
    text = '[{"id": "a\\u0000", "title": "x\\u0000y\\ud800", '
    text += '"n": NaN, "f": 1e999, "k\\u0000": {"\\ud800": null, "b": ""}}]'
    entry = read_bibliography(text.encode()).entries[0]
    assert entry.record is not None
    assert entry.record.fields["title"] == "x\ufffdy?"
    assert (entry.record.fields["n"], entry.record.fields["f"]) == ("NaN", "1e999")
    str(entry.record).encode()


def test_scripts_in_fields_are_words():
    entry = read_bibliography(b"@book{k, title={<script>alert(1)</script>}}").entries[0]
    assert entry.record is not None
    assert entry.record.fields["title"] == "<script>alert(1)</script>"


def test_the_format_is_told_by_what_comes_first():
    for text, name in (
        (' \n[{"id": 1, "title": "@book{x,"}]', "CSL-JSON"),
        ('{"items": [{"id": 1, "title": "x"}]}', "CSL-JSON"),
        ("% TY  - \n@book{k, title={TY  - x}}", "BibTeX"),
        ("Some words\nTY  - JOUR\nTI  - @book{x,\nER  -", "RIS"),
        ("@article(k, title = {x})", "BibTeX"),
        ("@Commentary{k, title = {x}}", "BibTeX"),
    ):
        found = read_bibliography(text.encode())
        assert (found.format, len(found.entries), found.entries[0].problem) == (name, 1, None)


@given(st.binary(max_size=200) | st.text(alphabet='@ab{}"#,=\n\\TYER -[]: 1', max_size=80).map(str.encode))
def test_no_bytes_break_the_reading(content):
    try:
        read_bibliography(content)
    except UnreadableBibliographyError:
        return
