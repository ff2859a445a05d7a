"""Reading a bibliography of whatever format: told by what stands in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies import bibtex, csl_json, ris
from factcheck.extraction.bibliographies.entries import Bibliography, Entry, UnreadableBibliographyError
from factcheck.extraction.decoding import decode, encoding_mark
from factcheck.extraction.unreadable import UnreadableDocumentError

MAX_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 10_000

_READERS: dict[str, Callable[[str], Iterator[Entry]]] = {
    "CSL-JSON": csl_json.read,
    "BibTeX": bibtex.read,
    "RIS": ris.read,
}
_JSON = re.compile(r"\s*[\[{]")
_BEGINS = re.compile(r"^[ \t]*(?:(TY)[ \t]{1,2}-|(@)[ \t]*[A-Za-z]+\s*[{(])", re.MULTILINE)


def read_bibliography(content: bytes) -> Bibliography:
    """The entries of a file. Raises UnreadableBibliographyError, and nothing else, whatever the bytes are."""
    if len(content) > MAX_BYTES:
        raise UnreadableBibliographyError(
            _("This is larger than the %(most)s MB of a bibliography that are read at once. Split it."),
            most=MAX_BYTES // 1024**2,
        )
    text = text_of(content)
    name = format_of(text)
    entries = tuple(islice(_READERS[name](text), MAX_ENTRIES + 1))
    if len(entries) > MAX_ENTRIES:
        raise UnreadableBibliographyError(
            _("This has more than %(most)s entries. Split it, and bring the parts one after the other."),
            most=f"{MAX_ENTRIES:,}",
        )
    if not entries:
        raise UnreadableBibliographyError(_("There is no entry in this bibliography."))
    return Bibliography(name, entries)


def format_of(text: str) -> str:
    """CSL-JSON, BibTeX or RIS, by what comes first. Raises UnreadableBibliographyError for what is none of them."""
    found = _BEGINS.search(text)
    if _JSON.match(text) and (found is None or not found[2] or text.lstrip().startswith("[")):
        return "CSL-JSON"
    if found is None:
        raise UnreadableBibliographyError(
            _(
                "This is no bibliography: CSL-JSON, BibTeX or RIS is expected, as reference managers export them."
            )
        )
    return "RIS" if found[1] else "BibTeX"


def text_of(content: bytes) -> str:
    """The characters of a file; UTF-16 is known without its mark too, by the null bytes beside plain letters."""
    if b"\0" in content[:4096] and not encoding_mark(content):
        sample = content[:4096]
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) > len(sample) * 0.2 and min(even, odd) < len(sample) * 0.02:
            content = (b"\xff\xfe" if odd > even else b"\xfe\xff") + content
    try:
        return decode(content)
    except UnreadableDocumentError as error:
        raise UnreadableBibliographyError(error.sentence.template, **error.sentence.values) from error
