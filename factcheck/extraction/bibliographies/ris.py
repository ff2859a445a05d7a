"""RIS files: their entries, however carelessly their ends and spaces are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rispy.config import TAG_KEY_MAPPING
from rispy.parser import RisParser

from factcheck.core.bibliography.ris import record_of_ris
from factcheck.extraction.bibliographies.entries import Entry, entry_of

_TAG = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]?(.*))?$")
_OWN_NAMES = {tag: tag for tag in TAG_KEY_MAPPING} | {"U5": "U5"}
_UNKNOWN = _OWN_NAMES["UK"]


def read(text: str) -> Iterator[Entry]:
    """The entries of a file, each with its line; the next one ends an entry whose end is missing."""
    lines: list[str] = []
    begun = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        found = _TAG.match(line.strip("\ufeff \t\x1a\f"))
        tag = found[1] if found else ""
        if tag == "TY":
            if lines:
                yield _entry(begun, lines)
            lines, begun = [], number
        elif tag == "ER" and lines:
            yield _entry(begun, lines)
            lines = []
            continue
        if begun and (lines or tag == "TY"):
            lines.append(f"{tag}  - {(found[2] or '').strip()}" if found else line)
    if lines:
        yield _entry(begun, lines)


def _entry(line: int, lines: list[str]) -> Entry:
    """One entry, read by the tags' own names, each as often as it stands there."""
    parser = RisParser(mapping=_OWN_NAMES, list_tags=list(_OWN_NAMES.values()), delimiter_tags_mapping={})
    said: list[tuple[str, str]] = []
    for found in parser.parse("\n".join([*lines, "ER  - "])):
        for tag, value in found.items():
            if tag == _UNKNOWN and isinstance(value, dict):
                said += [(own, text) for own, texts in value.items() for text in texts]
            else:
                said += [(tag, text) for text in (value if isinstance(value, list) else [value])]
    return entry_of(line, record_of_ris(said))
