"""Text becomes numbered paragraphs."""

from __future__ import annotations

from factcheck.extraction.extracting import extract, extract_apart
from factcheck.extraction.media import MediaType, recognise


def test_a_pasted_text_is_read_apart_as_it_is_read_here():
    content = "One line of text.\n\nAnother with 30,000 people.".encode()
    assert extract_apart(content, MediaType.TEXT) == extract(content, MediaType.TEXT)
    assert recognise(content) is MediaType.TEXT
