"""The encodings and separators in which tables come, by the names that people know them by."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from factcheck.core.accents import CENTRAL, is_central_european
from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.given import UTF_8

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_NAMES = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
QUOTES = {'"': _('double quotes: "…"'), "'": _("single quotes: '…'"), "": _("none")}

ENCODINGS = {
    UTF_8: "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "cp1252": _("Windows-1252 (Western Europe)"),
    "iso8859-15": _("ISO 8859-15 (Western Europe, with the euro)"),
    "mac-roman": _("Mac Roman"),
    "cp850": _("DOS 850 (Western Europe)"),
    "cp1250": _("Windows-1250 (Central Europe)"),
    "cp1251": _("Windows-1251 (Cyrillic)"),
    "koi8-r": _("KOI8-R (Cyrillic)"),
    "cp1253": _("Windows-1253 (Greek)"),
    "cp1254": _("Windows-1254 (Turkish)"),
    "cp1255": _("Windows-1255 (Hebrew)"),
    "cp1256": _("Windows-1256 (Arabic)"),
    "gb18030": _("GB 18030 (Chinese)"),
    "big5": _("Big5 (Chinese)"),
    "shift_jis": _("Shift JIS (Japanese)"),
    "euc_jp": _("EUC-JP (Japanese)"),
    "cp949": _("CP 949 (Korean)"),
}
"""Those that a person can choose. Latin-1 is read as Windows-1252, which has the same letters and quotation marks."""

_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_SCRIPTS = (
    "cp1251", "koi8_r", "cp1250", "cp1253", "cp1255", "cp1256", "cp949", "gb18030", "big5", "shift_jis", "euc_jp",
)  # fmt: skip
_SAMPLE = 100_000
_BEYOND = re.compile(rb"[\x80-\xff]")
_WHOLE_WORDS = re.compile(rb"[\x80-\xff]{4,}")
"""In Western texts an accent or a quotation mark stands between plain letters; in other scripts nothing else does."""
_WESTERN = ("cp1252", "iso8859-15", "mac-roman")
_LETTERS = frozenset("äöüßéèêëàâçñáíóúãõåøæîïôûùœÄÖÜÉÀÅØÆÇÑ")
_MARKS_OF_TEXT = frozenset("€£§°«»“”„‘’–—…·½²³")


def encoding_named(encoding: str) -> str:
    return ENCODINGS.get(encoding, encoding)


def likely_encoding(content: bytes) -> str:
    """The encoding of a table: the mark at its beginning, null bytes in every other place, UTF-8 where all of it is,
    and else what gives the most letters. A guess, which is shown and can be corrected.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if (nulls := sample.count(0)) > len(sample) / 4:
        return "utf-16-le" if sample[1::2].count(0) * 2 > nulls else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _likely_of_one_byte(content)
    return UTF_8


def _likely_of_one_byte(content: bytes) -> str:
    lines = [line for line in content.splitlines() if _BEYOND.search(line)]
    sample = b"\n".join(lines)[:_SAMPLE]
    beyond = len(_BEYOND.findall(sample))
    if sum(map(len, _WHOLE_WORDS.findall(sample))) >= beyond * 0.3:
        best = from_bytes(sample, cp_isolation=list(_OTHER_SCRIPTS)).best()
        if best is not None:
            name = codecs.lookup(best.encoding).name
            return next((known for known in ENCODINGS if codecs.lookup(known).name == name), "cp1252")
    western = max(_WESTERN, key=lambda encoding: _looks_western(sample, encoding))
    return CENTRAL if is_central_european(sample, western) else western


def _looks_western(sample: bytes, encoding: str) -> float:
    """How much of what is beyond ASCII comes out as letters and marks of Western European texts."""
    text = sample.decode(encoding, "replace")
    beyond = [sign for sign in text if ord(sign) > 127]
    good = sum(2 if sign in _LETTERS else sign in _MARKS_OF_TEXT for sign in beyond)
    return good - 2 * sum(sign == "\ufffd" or "\x80" <= sign <= "\x9f" for sign in beyond)


def likely_separator(text: str) -> tuple[str, str]:
    """The separator and quotation mark by which the first lines fall into the same number of columns, the more the
    better.
    """
    lines = [line for line in text.splitlines() if line.strip()][:50]
    header = lines[0] if lines else ""
    quote = "'" if header.count("'") >= 4 and '"' not in text[:20_000] else '"'
    bare = [re.sub(f"{quote}[^{quote}]*{quote}", "", line) for line in lines]

    def columns(separator: str) -> tuple[bool, int, int]:
        first = bare[0].count(separator) if bare else 0
        same = sum(line.count(separator) == first for line in bare)
        return first > 0, same * min(first, 3), first

    return max(SEPARATORS, key=columns), quote
