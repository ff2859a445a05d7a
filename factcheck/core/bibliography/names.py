"""Names of authors: as CSL has them in parts, as our column has them in one line, as BibTeX and RIS write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

NAME_FIELDS = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
        "director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator",
        "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
        "reviewed-author", "script-writer", "series-creator", "translator",
    }
)  # fmt: skip
"""The fields of CSL that hold names."""

_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def names_in_words(value: object) -> str:
    """Names in one line, as one says them, with semicolons between; "" for what holds none."""
    if isinstance(value, str):
        return one_line(value)
    if not isinstance(value, Sequence):
        return ""
    return "; ".join(name for name in (_said(one) for one in value) if name)


def names_of(words: str) -> list[dict[str, str]]:
    """The names of a line. Which part of a name is the family's nobody can tell for certain, so each stays whole."""
    return [{"literal": name.strip()} for name in words.split(";") if name.strip()]


def _said(name: object) -> str:
    if isinstance(name, str):
        return one_line(name)
    if not isinstance(name, Mapping):
        return ""
    if isinstance(name.get("literal"), str):
        return one_line(name["literal"])
    return one_line(" ".join(part for part in (name.get(key) for key in _PARTS) if isinstance(part, str)))


def one_line(text: str) -> str:
    return " ".join(text.split())


def from_sorted(name: str) -> dict[str, str]:
    """A name as RIS writes it: family, given, suffix; without a comma it is one name."""
    parts = [part.strip() for part in name.split(",", 2)]
    if len(parts) == 1 or not parts[0]:
        return {"literal": name.strip()}
    return {key: part for key, part in zip(("family", "given", "suffix"), parts, strict=False) if part}


def to_sorted(name: object) -> str:
    """A name of CSL as RIS writes it."""
    if not isinstance(name, Mapping) or "family" not in name:
        return _said(name)
    family = " ".join(
        str(name[key]) for key in ("dropping-particle", "non-dropping-particle", "family") if name.get(key)
    )
    parts = [family, str(name.get("given") or ""), str(name.get("suffix") or "")]
    while parts and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def split_at_top(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text between separators that stand outside of all braces."""
    parts, depth, begun = list[str](), 0, 0
    for found in re.finditer(r"\\.|[{}]|" + separator.pattern, text, re.IGNORECASE | re.DOTALL):
        piece = found[0]
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif not piece.startswith("\\") and depth == 0:
            parts.append(text[begun : found.start()])
            begun = found.end()
    return [*parts, text[begun:]]


_AND = re.compile(r"\s+and\s+")
_COMMA = re.compile(r",")
_SPACE = re.compile(r"[\s~]+")


def bibtex_names(text: str) -> list[str]:
    """The names of a field, between the words `and` that stand outside of braces, still as BibTeX writes them."""
    return [name.strip() for name in split_at_top(f" {text} ", _AND) if name.strip()]


def bibtex_parts(name: str) -> dict[str, str]:
    """The parts of one name by BibTeX's own rules: "First von Last", "von Last, First" or "von Last, Jr, First".

    A name that stands in braces as a whole is an organisation's. The parts are still as BibTeX writes them.
    """
    if _is_braced(name):
        return {"literal": name[1:-1]}
    parts = [part.strip() for part in split_at_top(name, _COMMA)]
    if len(parts) == 1:
        words = [word for word in split_at_top(name, _SPACE) if word]
        if len(words) < 2:
            return {"literal": name} if words else {}
        first = next((at for at, word in enumerate(words[:-1]) if _is_von(word)), len(words) - 1)
        given, rest = words[:first], words[first:]
    else:
        given = [parts[-1]] if parts[-1] else []
        rest = [word for word in split_at_top(parts[0], _SPACE) if word]
    particles = 0
    while particles < len(rest) - 1 and _is_von(rest[particles]):
        particles += 1
    found = {
        "given": " ".join(given),
        "non-dropping-particle": " ".join(rest[:particles]),
        "family": " ".join(rest[particles:]),
        "suffix": " ".join(parts[1:-1]) if len(parts) > 2 else "",
    }
    return {key: part for key, part in found.items() if part}


def _is_von(word: str) -> bool:
    letter = next((one for one in word if one.isalpha()), "")
    return letter.islower() and not word.startswith(("{", "\\"))


def _is_braced(name: str) -> bool:
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for found in re.finditer(r"\\.|[{}]", name, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end() == len(name)
    return False
