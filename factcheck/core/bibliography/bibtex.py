"""Entries of BibTeX and BibLaTeX as records, and records as entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from factcheck.core.bibliography.bibtex_dates import bibtex_date, date_of_bibtex, full_date
from factcheck.core.bibliography.exactly import completed, leftover
from factcheck.core.bibliography.kinds import FROM_BIBTEX, TO_BIBTEX
from factcheck.core.bibliography.latex import from_latex, to_latex
from factcheck.core.bibliography.names import NAME_FIELDS, bibtex_names, bibtex_parts
from factcheck.core.bibliography.record import NOT_SAID, Fields, Record

EXACTLY = "csl"
"""The field in which goes along what BibTeX has no field for."""

_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}
_CASED = {"title": "title", "booktitle": "container-title", "journal": "container-title"} | {
    "journaltitle": "container-title",
    "maintitle": "collection-title",
    "series": "collection-title",
}
_TEXTS = {
    "abstract": "abstract",
    "address": "publisher-place",
    "annotation": "annote",
    "annote": "annote",
    "chapter": "chapter-number",
    "edition": "edition",
    "eventtitle": "event-title",
    "issue": "issue",
    "keywords": "keyword",
    "langid": "language",
    "language": "language",
    "location": "publisher-place",
    "note": "note",
    "pagetotal": "number-of-pages",
    "publisher": "publisher",
    "pubstate": "status",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
_PUBLISHERS = ("institution", "school", "organization")
_PLAIN = (
    *((name, field, True) for name, field in _CASED.items()),
    *((name, field, False) for name, field in _TEXTS.items()),
    *((name, "publisher", False) for name in _PUBLISHERS),
)
_VERBATIM = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL"}
_GENRES = {"mastersthesis": "Master's thesis"}
_ESCAPED = re.compile(r"\\([_%&#$~{}])")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"\\url\s*\{([^{}]*)\}\s*")


def record_of_bibtex(entry_type: str, key: str, said: Mapping[str, str]) -> Record:
    """The record of an entry, from its fields as they are written between their outer braces."""
    left = {name.lower(): text for name, text in said.items()}
    exactly = left.pop(EXACTLY, "")
    kind = _kind(entry_type.lower(), left)
    fields: Fields = {}
    for name, field in _NAMES.items():
        if (text := left.pop(name, None)) and field not in fields:
            fields[field] = [_name(one) for one in bibtex_names(text)]
    for take in (_dates, _verbatim, _numbers):
        for field, value in take(kind, left):
            fields.setdefault(field, value)
    for name, field, keeps_case in _PLAIN:
        if name in left and field not in fields:
            fields[field] = from_latex(_flat(left.pop(name)), keeps_case=keeps_case)
    if "subtitle" in left and isinstance(fields.get("title"), str):
        fields["title"] = f"{fields['title']}: {from_latex(_flat(left.pop('subtitle')), keeps_case=True)}"
    fields |= dict(_genre(entry_type.lower(), kind, left))
    if entry_type.lower() not in FROM_BIBTEX:
        fields["entrytype"] = entry_type
    fields |= {_own_name(name, fields): from_latex(_flat(text)) for name, text in left.items()}
    record = Record(key, kind, {name: value for name, value in fields.items() if value not in ("", [])})
    return completed(record, exactly) if exactly else record


def _genre(entry_type: str, kind: str, left: dict[str, str]) -> Iterator[tuple[str, object]]:
    if kind in {"report", "thesis", "manuscript"} and "type" in left:
        yield "genre", from_latex(_flat(left.pop("type")))
    elif entry_type in _GENRES:
        yield "genre", _GENRES[entry_type]


def _own_name(name: str, fields: Fields) -> str:
    """The name of a field that CSL has no term for; where CSL means something else by it, it is marked as BibTeX's."""
    return f"bibtex-{name}" if name in fields or name in {"type", "id", *NAME_FIELDS} else name


def _kind(entry_type: str, left: dict[str, str]) -> str:
    kind = FROM_BIBTEX.get(entry_type, NOT_SAID)
    if entry_type == "article" and left.get("entrysubtype", "").lower() in {"newspaper", "magazine"}:
        return f"article-{left.pop('entrysubtype').lower()}"
    return kind


def _flat(text: str) -> str:
    """Without the white space that BibTeX does not tell apart."""
    return _SPACES.sub(" ", text).strip()


def _name(name: str) -> dict[str, str]:
    parts = {key: from_latex(_flat(part)) for key, part in bibtex_parts(name).items()}
    return {key: part for key, part in parts.items() if part} or {"literal": from_latex(_flat(name))}


def _dates(_kind: str, left: dict[str, str]) -> Iterator[tuple[str, object]]:
    for name, field in (("date", "issued"), ("urldate", "accessed"), ("eventdate", "event-date")):
        if name in left:
            yield field, full_date(_flat(left.pop(name).replace("{", "").replace("}", "")))
    if "year" in left:
        year, month = from_latex(_flat(left.pop("year"))), from_latex(_flat(left.pop("month", "")))
        yield "issued", date_of_bibtex(year, month)


def _verbatim(_kind: str, left: dict[str, str]) -> Iterator[tuple[str, object]]:
    for name, field in _VERBATIM.items():
        if name in left:
            text = _LINK.sub(r"\1", left.pop(name)).strip()
            yield field, _ESCAPED.sub(r"\1", text)
    if "url" not in left and (link := _LINK.fullmatch(left.get("howpublished", ""))):
        del left["howpublished"]
        yield "URL", _ESCAPED.sub(r"\1", link[1])


def _numbers(kind: str, left: dict[str, str]) -> Iterator[tuple[str, object]]:
    if "pages" in left:
        yield "page", re.sub(r"\s*[-–—]+\s*", "-", from_latex(_flat(left.pop("pages"))))
    if "number" in left:
        field = "issue" if kind.startswith("article") and "issue" not in left else "number"
        yield field, from_latex(_flat(left.pop("number")))


_WRITTEN: dict[str, str] = {
    "title": "title",
    "publisher": "publisher",
    "publisher-place": "address",
    "page": "pages",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "edition": "edition",
    "collection-title": "series",
    "chapter-number": "chapter",
    "version": "version",
    "event-title": "eventtitle",
    "event-place": "venue",
    "status": "pubstate",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "language": "langid",
    "keyword": "keywords",
    "abstract": "abstract",
    "note": "note",
    "annote": "annote",
}
_PUBLISHED_BY = {"techreport": "institution", "phdthesis": "school"}
_OWN_FIELD = re.compile(r"[a-z][a-z0-9_+-]{0,40}")


def bibtex_of(record: Record) -> tuple[str, dict[str, str]]:
    """The entry type of a record, and its fields as they stand between braces; read back they are the same record."""
    entry_type = TO_BIBTEX.get(record.kind, "misc")
    said = dict(_fields_of(entry_type, record))
    if exactly := leftover(record, record_of_bibtex(entry_type, record.key, said)):
        said[EXACTLY] = exactly
    return entry_type, said


def _fields_of(entry_type: str, record: Record) -> Iterator[tuple[str, str]]:
    fields = dict(record.fields)
    for name, field in _NAMES.items():
        names = fields.pop(field, None)
        if isinstance(names, list) and names:
            yield name, " and ".join(_bibtex_name(one) for one in names)
    for field, name in _WRITTEN.items():
        if text := _text(fields.pop(field, None)):
            written = to_latex(text)
            written = written.replace("-{}-", "--").replace("–", "--") if name == "pages" else written
            yield (_PUBLISHED_BY.get(entry_type, name) if name == "publisher" else name), written
    if text := _text(fields.pop("container-title", None)):
        yield ("journal" if entry_type == "article" else "booktitle"), to_latex(text)
    yield from bibtex_date(fields.pop("issued", None))
    if accessed := next(
        (day for name, day in bibtex_date(fields.pop("accessed", None)) if name == "date"), ""
    ):
        yield "urldate", accessed
    if entry_type in {"techreport", "phdthesis"} and (genre := _text(fields.pop("genre", None))):
        yield "type", to_latex(genre)
    for name, field in _VERBATIM.items():
        if (text := _text(fields.pop(field, None))) and not re.search(r"[{}\\]", text):
            yield name, _verbatim_text(text)
    yield from (
        (name, to_latex(_text(value))) for name, value in fields.items() if _is_own(name) and _text(value)
    )


def _verbatim_text(text: str) -> str:
    return re.sub(r"([%#&$_])", r"\\\1", text)


def _is_own(name: str) -> bool:
    """Whether a field that neither CSL nor BibTeX knows may stand in an entry under its own name."""
    known: tuple[Mapping[str, object], ...] = (_NAMES, _CASED, _TEXTS, _VERBATIM)
    is_taken = any(name in names for names in known) or name in {
        *_PUBLISHERS,
        EXACTLY,
        "year",
        "month",
        "date",
    }
    return _OWN_FIELD.fullmatch(name) is not None and not is_taken and name not in {"type", "key", "crossref"}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _bibtex_name(name: object) -> str:
    parts: Mapping[str, object] = name if isinstance(name, Mapping) else {"literal": str(name)}
    get: Callable[[str], str] = lambda part: to_latex(_text(parts.get(part)))  # noqa: E731 -- one short word for it
    if not get("family"):
        return "{" + (get("literal") or get("given")) + "}"
    family = get("family") if " " not in get("family") else "{" + get("family") + "}"
    before = " ".join(filter(None, (get("dropping-particle"), get("non-dropping-particle"), family)))
    return ", ".join(filter(None, (before, get("suffix"), get("given"))))
