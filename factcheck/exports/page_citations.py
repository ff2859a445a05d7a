"""How one cites a page that the desk publishes: in words, and in the formats that bibliographies read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from factcheck.core.sentences import gettext_noop as _


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page as it is cited: who publishes it, what it is called, since when it says what it says, and where."""

    ref: str
    title: str
    desk: str
    issued: date
    url: str
    abstract: str
    language: str

    @property
    def words(self) -> str:
        """The citation as it stands in a text, with its date as the standard writes it."""
        return f"{self.desk}: “{self.title}” {self.issued.isoformat()}. {self.url}"


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A way to write it: its name in addresses, what people call it, and its files."""

    name: str
    label: str
    media_type: str
    suffix: str
    write: Callable[[CitedPage], str]


def as_csl(page: CitedPage) -> str:
    """CSL-JSON: a list of one web page."""
    item = {
        "id": page.ref,
        "type": "webpage",
        "title": page.title,
        "author": [{"literal": page.desk}],
        "publisher": page.desk,
        "issued": {"date-parts": [[page.issued.year, page.issued.month, page.issued.day]]},
        "URL": page.url,
        "abstract": page.abstract,
        "language": page.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def as_ris(page: CitedPage) -> str:
    """RIS: one record, each field on a line of its own."""
    fields = [
        ("TY", "ELEC"),
        ("ID", page.ref),
        ("TI", page.title),
        ("AU", page.desk),
        ("PB", page.desk),
        ("PY", f"{page.issued.year:04}"),
        ("DA", page.issued.strftime("%Y/%m/%d")),
        ("AB", page.abstract),
        ("UR", page.url),
        ("LA", page.language),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields)


def as_bibtex(page: CitedPage) -> str:
    """BibTeX: an entry of the kind that every style knows."""
    fields = {
        "title": f"{{{_tex(page.title)}}}",
        "author": f"{{{_tex(page.desk)}}}",
        "year": f"{page.issued.year:04}",
        "month": f"{page.issued.month}",
        "day": f"{page.issued.day}",
        "howpublished": f"\\url{{{page.url}}}",
        "url": page.url,
        "abstract": _tex(page.abstract),
        "language": page.language,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(page.ref)},\n{lines}\n}}\n"


CITATION_FORMATS: dict[str, CitationFormat] = {
    one.name: one
    for one in (
        CitationFormat("csl", _("CSL-JSON"), "application/vnd.citationstyles.csl+json", ".json", as_csl),
        CitationFormat("bibtex", _("BibTeX"), "application/x-bibtex; charset=utf-8", ".bib", as_bibtex),
        CitationFormat("ris", _("RIS"), "application/x-research-info-systems; charset=utf-8", ".ris", as_ris),
    )
}


def _one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(one) == "Cc" else one for one in text).split())


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {one: f"\\{one}" for one in "#$%&_"}


def _tex(text: str) -> str:
    return "".join(_TEX.get(one, one) for one in _one_line(text))


def _key(ref: str) -> str:
    """A key of letters that every reader of the format takes."""
    plain = unicodedata.normalize("NFKD", ref).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", plain).strip("-") or "answer"
