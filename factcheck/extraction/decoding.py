"""From bytes to characters: the mark at the beginning, UTF-8, what the document declares, else the likeliest."""

from __future__ import annotations

import codecs
import re

from factcheck.core.accents import CENTRAL, is_central_european
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.unreadable import UnreadableDocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000
"""Bytes from which the encoding is told, where nothing declares it."""
_BEYOND = re.compile(rb"[\x80-\xff]")
_BEYOND_IN_A_ROW = re.compile(rb"[\x80-\xff](?=[\x80-\xff])")
_COMMON = (
    "cp1251", "koi8_r", "cp1250", "cp1253", "cp1255", "cp1256", "cp949", "gb18030", "big5", "cp932", "euc_jp"
)  # fmt: skip
"""Encodings that old texts in other scripts are most often in."""
_MOST_CONTROLS = 0.01
_NO_TEXT = _(
    "This file is no text: it holds bytes that do not stand for letters. Add it as what it really is."
)


def encoding_mark(content: bytes) -> str:
    """The encoding that the mark at the beginning names, or ""."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def looks_like_text(content: bytes) -> bool:
    """No null bytes, and hardly any control characters, unless a mark at the beginning names UTF-16 or UTF-32."""
    if encoding_mark(content).startswith("utf-16") or encoding_mark(content).startswith("utf-32"):
        return True
    if b"\0" in content:
        return False
    sample = content[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) <= max(2, len(sample) * _MOST_CONTROLS)


def decode(content: bytes, declared: str = "") -> str:
    """The characters of a text.

    UTF-8 is believed before a declaration, because bytes that happen to be UTF-8 hardly ever are anything else, and
    declarations are often wrong. Raises UnreadableDocumentError where the bytes are no text.
    """
    if not looks_like_text(content):
        raise UnreadableDocumentError(_NO_TEXT)
    mark = encoding_mark(content)
    if mark:
        text = content.decode(mark, errors="replace").removeprefix("\ufeff")
        if text.count("\ufffd") > len(text) * 0.05 or "\0" in text:
            raise UnreadableDocumentError(_NO_TEXT)
        return text
    for encoding in ("utf-8", _known(declared)):
        if encoding:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    return content.decode(_likeliest(content), errors="replace")


def _known(name: str) -> str:
    """The encoding's own name, Latin-1 meaning Windows-1252 as on the web; "" for what is no encoding of text."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name if name else ""
    except (LookupError, ValueError):
        return ""
    if found in {"iso8859-1", "ascii"}:
        return "cp1252"
    return found if found not in _NO_ENCODINGS_OF_TEXT else ""


_NO_ENCODINGS_OF_TEXT = frozenset(
    {
        "base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw-unicode-escape", "rot13",
        "unicode-escape", "undefined", "uu", "zlib", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
        "utf-32-le", "utf-32-be",
    }
)  # fmt: skip


def _likeliest(content: bytes) -> str:
    """Windows-1252 or 1250 for a text of plain letters with some accents and quotation marks; else what fits best."""
    sample = content[:_SAMPLE]
    beyond = len(_BEYOND.findall(sample))
    if beyond == 0 or len(_BEYOND_IN_A_ROW.findall(sample)) < beyond * 0.3:
        return CENTRAL if is_central_european(sample) else "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_COMMON)).best()
    return best.encoding if best is not None else "cp1252"
