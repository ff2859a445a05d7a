"""Which columns of somebody's spreadsheet are which of ours: by name, then by a name nearly the same, then by cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import fuzz

from factcheck.core.file_format import COLUMNS
from factcheck.core.sentences import gettext_noop as _

LEFT_OUT = ""
"""What a column is taken for that is not imported."""

PROBLEM_COLUMN = "what is wrong"
"""The column in which a file comes back with its problems; it is never one of ours."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "citation_ref": ("citation", "citation id", "row id", "record id"),
    "claim_ref": ("claim", "claim id", "question id", "claim reference", "fact id"),
    "question": ("claim question", "claim text", "question asked", "what is asked", "statement", "fact", "claim title"),
    "topic": ("subject", "theme", "category", "section", "story"),
    "answer_kind": ("kind of answer", "answer type", "type of answer"),
    "unit": ("units", "unit of measure", "currency", "counted in"),
    "lives": ("in time", "claim lives", "time behaviour"),
    "source_ref": ("source id", "source reference", "source key", "citekey", "citation key"),
    "source_title": (
        "source", "source name", "title", "title of source", "article", "article title", "headline", "document",
        "report", "name of source",
    ),
    "publisher": ("publication", "outlet", "published by", "newspaper", "journal", "organisation", "organization"),
    "author": ("authors", "by", "byline", "writer", "written by"),
    "kind": ("source kind", "source type", "type", "type of source", "medium"),
    "published": ("date published", "publication date", "published on", "date of publication", "pub date"),
    "url": ("link", "web address", "address", "website", "source url", "hyperlink", "web link"),
    "derived_from": ("based on", "draws on", "original source", "derived from source"),
    "reliability": ("source reliability", "source grade", "admiralty reliability"),
    "figure": (
        "value", "number", "amount", "figures", "estimate", "figure as printed", "answer", "quantity", "count",
        "reported figure", "stated figure",
    ),
    "quote": ("quotation", "exact words", "wording", "excerpt", "text", "passage", "in its own words"),
    "locator": ("page", "page number", "pages", "where in the source", "location in source", "paragraph", "p"),
    "as_of": ("date", "as at", "date of figure", "reference date", "period", "year", "when", "valid on"),
    "scope": ("what is counted", "population", "coverage", "definition", "note on scope"),
    "attribution": ("attributed to", "credited to", "according to", "who said it", "authority", "origin"),
    "credibility": ("information credibility", "credibility grade", "item credibility"),
}  # fmt: skip
"""How else people call each column. A name stands once, so a rule never has to choose between two."""

_NEARLY = 86
"""How alike two names are (of 100) that differ by a slip or an ending; below it "source" comes near "scope"."""
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_ADDRESS = re.compile(r"https?://\S+\.\S+", re.IGNORECASE)
_MOST_CELLS = 0.6


def fold_name(name: str) -> str:
    """The form in which names of columns are compared: "Source_Title*", "source title" and "SourceTitle" are one."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", name)).casefold()
    return " ".join(re.findall(r"[^\W_]+", spaced))


_KNOWN = {fold_name(name): column for column in COLUMNS for name in (column, *SYNONYMS[column])}


def guess_columns(names: Sequence[str], cells: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each name of a column in a file the column of ours that it is taken for, or LEFT_OUT.

    Each of ours is given once: to the same name, then to a name that people use for it, then to a name nearly the
    same, then to a column whose cells look like it. `cells` are samples, by name. What nothing speaks for is left out,
    and never guessed.
    """
    folded = {name: fold_name(name) for name in names}
    own = {fold_name(column): column for column in COLUMNS}
    guessed: dict[str, str] = {}
    rules: tuple[Callable[[str], str], ...] = (
        lambda name: own.get(folded[name], LEFT_OUT),
        lambda name: _KNOWN.get(folded[name], LEFT_OUT),
        lambda name: _nearest(folded[name]),
        lambda name: _by_cells([cell for cell in cells.get(name, ()) if cell.strip()]),
    )
    for rule in rules:
        for name in names:
            column = LEFT_OUT if guessed.get(name) else rule(name)
            if column and column not in guessed.values():
                guessed[name] = column
    return _with_questions({name: guessed.get(name, LEFT_OUT) for name in names}, cells)


def _nearest(name: str) -> str:
    if len(name) < 4:
        return LEFT_OUT
    best = max(_KNOWN, key=lambda known: fuzz.ratio(name, known))
    return _KNOWN[best] if fuzz.ratio(name, best) >= _NEARLY else LEFT_OUT


def _by_cells(cells: Sequence[str]) -> str:
    if not cells:
        return LEFT_OUT
    if _share(cells, lambda cell: bool(_ADDRESS.fullmatch(cell.strip()))):
        return "url"
    if _share(cells, lambda cell: cell.strip().endswith("?") and " " in cell.strip()):
        return "question"
    return LEFT_OUT


def _with_questions(guessed: dict[str, str], cells: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A column called "Claim" that holds sentences is the question, not its reference; "Source" likewise."""
    for reference, words in (("claim_ref", "question"), ("source_ref", "source_title")):
        if words in guessed.values():
            continue
        for name, column in guessed.items():
            filled = [cell for cell in cells.get(name, ()) if cell.strip()]
            if column == reference and _share(filled, lambda cell: " " in cell.strip()):
                guessed[name] = words
    return guessed


def _share(cells: Sequence[str], rule: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(rule, cells)) > _MOST_CELLS * len(cells)


COLUMN_WORDS: dict[str, str] = {
    "citation_ref": _("reference of the citation"),
    "claim_ref": _("reference of the claim"),
    "question": _("question"),
    "topic": _("topic"),
    "answer_kind": _("kind of answer (quantity, date, text)"),
    "unit": _("unit"),
    "lives": _("how the answer lives in time"),
    "source_ref": _("reference of the source"),
    "source_title": _("title of the source"),
    "publisher": _("publisher"),
    "author": _("author"),
    "kind": _("kind of source"),
    "published": _("published"),
    "url": _("address of the source (URL)"),
    "derived_from": _("sources that it draws on"),
    "reliability": _("reliability of the source (A to F)"),
    "figure": _("figure, as the source has it"),
    "quote": _("quote"),
    "locator": _("where in the source"),
    "as_of": _("as of"),
    "scope": _("scope: what is counted"),
    "attribution": _("attribution: whom the source credits"),
    "credibility": _("credibility (1 to 6)"),
}
"""What each column of ours is called where somebody chooses it."""
