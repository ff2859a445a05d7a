"""Markdown becomes words: its marks go, its HTML stays as it is written."""

from __future__ import annotations

import pytest

from factcheck.extraction.extracting import extract
from factcheck.extraction.media import MediaType

NOTES = """---
title: "Rice in the north"
author: Jane Doe
date: 2018-03-05
lang: en-GB
---

# Prices

A **kilogram** of rice cost _5,000 won_ in
the [market](https://example.org/a "The market") of the `north`, ![a stall](stall.png) says one\\*.

Second heading
--------------

- one item of 300
- another item
  that goes on
1. a numbered one

> Quoted words
> of two lines

| town | price |
|------|------:|
| east | 6,000 |

```
code stays 5 * 3
```
***
<script>alert(1)</script> and <b>bold</b> are words here.
"""


def test_a_markdown_text_becomes_paragraphs_with_levels_and_lines():
    found = extract(NOTES.encode(), MediaType.MARKDOWN)
    assert [(block.level, block.text) for block in found.blocks] == [
        (1, "Prices"),
        (0, "A kilogram of rice cost 5,000 won in the market of the north, a stall says one*."),
        (2, "Second heading"),
        (0, "one item of 300"),
        (0, "another item that goes on"),
        (0, "a numbered one"),
        (0, "Quoted words of two lines"),
        (0, "town | price"),
        (0, "east | 6,000"),
        (0, "code stays 5 * 3"),
        (0, "<script>alert(1)</script> and <b>bold</b> are words here."),
    ]
    assert found.blocks[0].line == 8
    record = found.found
    assert (record.title, record.authors, record.published, record.language) == (
        "Rice in the north", "Jane Doe", "2018-03-05", "en",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2 * 3 * 4 people", "2 * 3 * 4 people"),
        ("a snake_case_name", "a snake_case_name"),
        ("see <https://example.org/a>", "see https://example.org/a"),
        ("[a][1] and [b](x)", "a and b"),
        ("~~300~~ 400 came", "300 400 came"),
        ("5,000 won*", "5,000 won*"),
        ("[1] is a note", "[1] is a note"),
        ("# ", "# "),
    ],
)
def test_marks_go_only_where_they_are_marks(written, words):
    text = f"Words before. {written}"
    (block,) = extract(text.encode(), MediaType.MARKDOWN).blocks
    assert block.text == f"Words before. {words}".strip()


def test_the_first_heading_is_the_title_where_no_field_says_it():
    assert extract(b"# The price of rice\n\nIt rose.", MediaType.MARKDOWN).found.title == "The price of rice"
