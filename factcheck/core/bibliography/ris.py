"""Entries of RIS as records, and records as entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.core.bibliography.dates import date_in_words
from factcheck.core.bibliography.exactly import completed, leftover
from factcheck.core.bibliography.kinds import FROM_RIS, TO_RIS
from factcheck.core.bibliography.markup import without_marks
from factcheck.core.bibliography.names import from_sorted, to_sorted
from factcheck.core.bibliography.record import NOT_SAID, Fields, Record

EXACTLY = "U5"
"""The tag under which goes along what RIS has no tag for."""

_NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor"} | {
    "A4": "translator",
    "TA": "translator",
}
_TEXTS = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "T2": "container-title",
    "JF": "container-title",
    "BT": "container-title",
    "JO": "container-title",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "T3": "collection-title",
    "ST": "title-short",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "VL": "volume",
    "ET": "edition",
    "DO": "DOI",
    "UR": "URL",
    "AB": "abstract",
    "N2": "abstract",
    "LA": "language",
    "M3": "genre",
    "DP": "source",
    "DB": "archive",
    "AN": "accession-number",
    "CN": "call-number",
    "SE": "section",
    "NV": "number-of-volumes",
}
_JOINED = {"KW": ("keyword", "; "), "N1": ("note", "\n")}
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:/(.*))?")
_BOOKS = frozenset({"book", "chapter", "paper-conference", "report", "thesis", "entry-encyclopedia"})
Tags = Sequence[tuple[str, str]]


def record_of_ris(said: Tags) -> Record:
    """The record of an entry, from its tags in order; tags that CSL has no term for keep their names."""
    left: dict[str, list[str]] = {}
    for tag, text in said:
        if text.strip():
            left.setdefault(tag, []).append(text.strip())
    exactly = " ".join(left.pop(EXACTLY, []))
    ris_type = next(iter(left.pop("TY", [""])), "")
    kind = FROM_RIS.get(ris_type.upper(), NOT_SAID)
    fields: Fields = {} if ris_type.upper() in FROM_RIS else {"TY": ris_type}
    key = next(iter(left.pop("ID", [""])), "")
    for tag, field in _NAMES.items():
        if tag in left and field not in fields:
            fields[field] = [from_sorted(name) for name in left.pop(tag)]
    for tag, field in _TEXTS.items():
        if tag in left and field not in fields:
            joint = "\n" if field == "abstract" else " "
            first, *more = [joint.join(left.pop(tag))] if field != "URL" else left.pop(tag)
            fields[field] = first
            if more:
                fields[tag] = more
    for tag, (field, joint) in _JOINED.items():
        if tag in left:
            fields[field] = joint.join(left.pop(tag))
    fields |= dict(_dates(left)) | dict(_numbers(kind, left))
    fields |= {tag: texts[0] if len(texts) == 1 else texts for tag, texts in left.items()}
    record = Record(key, kind, {name: value for name, value in fields.items() if value != ""})
    return completed(record, exactly) if exactly else record


def _dates(left: dict[str, list[str]]) -> Iterator[tuple[str, object]]:
    for tag in ("DA", "PY", "Y1"):
        if tag in left:
            found = ris_date(left[tag][0])
            if "date-parts" in found:
                for said in ("DA", "PY", "Y1"):
                    left.pop(said, None)
                yield "issued", found
                break
    else:
        if tag := next((tag for tag in ("DA", "PY", "Y1") if tag in left), ""):
            yield "issued", ris_date(" ".join(left.pop(tag)))
    if "Y2" in left:
        yield "accessed", ris_date(" ".join(left.pop("Y2")))


def ris_date(text: str) -> dict[str, object]:
    """A date as RIS writes it: year/month/day/other; what is none stays as it is."""
    found = _DATE.fullmatch(text.strip().rstrip("/"))
    if found is not None:
        parts = [int(number) for number in found.groups()[:3] if number]
        value: dict[str, object] = {"date-parts": [parts]}
        words = date_in_words(value)
        if words and found[4] in {None, ""}:
            return value
        if words and len(parts) == 1 and re.fullmatch(r"[A-Za-z]{4,6}", found[4] or ""):
            return value | {"season": found[4]}
    return {"literal": text}


def _numbers(kind: str, left: dict[str, list[str]]) -> Iterator[tuple[str, object]]:
    begins, ends = " ".join(left.pop("SP", [])), " ".join(left.pop("EP", []))
    if begins or ends:
        yield "page", f"{begins}-{ends}" if begins and ends else begins or ends
    if "IS" in left:
        yield ("issue" if kind.startswith("article") else "number"), " ".join(left.pop("IS"))
    if "SN" in left:
        yield ("ISBN" if kind in _BOOKS else "ISSN"), " ".join(left.pop("SN"))


_WRITTEN = {field: tag for tag, field in reversed([*_TEXTS.items()])}
_PAGES = re.compile(r"([^-–\s]+)[-–]([^-–\s]+)")
_OWN_TAG = re.compile(r"[A-Z][A-Z0-9]")


def ris_of(record: Record) -> list[tuple[str, str]]:
    """The tags of a record, the type first; read back they are the same record."""
    said = [("TY", TO_RIS.get(record.kind, "GEN")), ("ID", record.key)]
    said += [(tag, text) for tag, text in _tags_of(record) if text and text == " ".join(text.split())]
    if exactly := leftover(record, record_of_ris(said)):
        said.append((EXACTLY, exactly))
    return said


def _tags_of(record: Record) -> Iterator[tuple[str, str]]:
    fields = dict(record.fields)
    for tag, field in (("AU", "author"), ("A2", "editor"), ("A3", "collection-editor"), ("A4", "translator")):
        names = fields.pop(field, None)
        yield from ((tag, to_sorted(name)) for name in (names if isinstance(names, list) else ()))
    for field, tag in _WRITTEN.items():
        if isinstance(value := fields.pop(field, None), str):
            yield from ((tag, line) for line in without_marks(value).split("\n"))
    for tag, (field, joint) in _JOINED.items():
        if isinstance(value := fields.pop(field, None), str):
            yield from ((tag, line) for line in value.split(joint))
    yield from _date_tags(fields)
    if isinstance(pages := fields.pop("page", None), str):
        found = _PAGES.fullmatch(pages)
        yield from (("SP", found[1]), ("EP", found[2])) if found else (("SP", pages),)
    for tag, names in (("IS", ("issue", "number")), ("SN", ("ISBN", "ISSN"))):
        value = next((fields.pop(name) for name in names if isinstance(fields.get(name), str)), "")
        yield tag, str(value)
    for name, value in fields.items():
        if _OWN_TAG.fullmatch(name) and name not in {"TY", "ID", "ER", EXACTLY}:
            yield from ((name, str(text)) for text in (value if isinstance(value, list) else [value]))


def _date_tags(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for field, tag in (("issued", "DA"), ("accessed", "Y2")):
        words = date_in_words(fields.get(field))
        if found := re.match(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?", words):
            if tag == "DA":
                yield "PY", found[1]
            yield tag, "/".join(part for part in found.groups() if part)
        elif words:
            yield tag, words
