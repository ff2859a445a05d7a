"""Structured data out of JSON-LD files and out of the markup of pages, as plain values."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html

from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies.entries import UnreadableBibliographyError
from factcheck.extraction.bibliographies.reading import text_of
from factcheck.extraction.unreadable import UnreadableDocumentError
from factcheck.extraction.visible import parsed

MAX_BYTES = 20 * 1024 * 1024
DEEPEST = 60

_IS_JSON = re.compile(r"\s*[\[{]")
_OPENING = re.compile(r"(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)")
_CLOSING = re.compile(r"(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|-->)\s*;?$")
_LONGEST_CLOSING = 100
_TRAILING = re.compile(r",(?=\s*[}\]])")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A string; one that does not end goes to the end of the text, so that it is looked through once."""


class UnreadableFactChecksError(RuleError):
    """A file holds no fact checks that can be read."""


@dataclass(frozen=True, slots=True)
class Markup:
    """One block of structured data and the line on which it begins; without a value, why it cannot be read."""

    line: int
    value: object = None
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """All blocks of a file, and the address that a page gives as its own."""

    blocks: tuple[Markup, ...]
    address: str = ""


def read_markup(content: bytes) -> MarkedUp:
    """The structured data of a file, JSON or a page. Raises UnreadableFactChecksError."""
    if len(content) > MAX_BYTES:
        raise UnreadableFactChecksError(
            _("This is larger than the %(most)s MB of fact checks that are read at once. Split it."),
            most=MAX_BYTES // 1024**2,
        )
    try:
        text = text_of(content)
        if _IS_JSON.match(text):
            return MarkedUp((_block(1, text),))
        return _of_page(text)
    except (UnreadableBibliographyError, UnreadableDocumentError) as error:
        raise UnreadableFactChecksError(error.sentence.template, **error.sentence.values) from error


def _of_page(text: str) -> MarkedUp:
    tree = parsed(text)
    scripts = [
        _block(script.sourceline or 1, "".join(script.itertext()))
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return MarkedUp((*scripts, *_microdata(tree)), next((link for link in links if link), ""))


def _block(line: int, text: str) -> Markup:
    """A block of JSON; wrappings of old pages, entities and commas too many are looked through."""
    bare = _unwrapped(_unwrapped(text))
    reason = ""
    for mended in (str, _without_trailing, html.unescape):
        try:
            return Markup(line, _DECODER.decode(mended(bare)))
        except json.JSONDecodeError as error:
            at = line + error.lineno - 1
            reason = reason or f"{error.msg} ({at})"
        except (RecursionError, ValueError):
            return Markup(line, problem=Sentence(_TOO_DEEP))
    return Markup(line, problem=Sentence(_NO_JSON, {"reason": reason}))


def _unwrapped(text: str) -> str:
    """A block without what opens and closes it around the JSON; only its ends are looked at, however long it is."""
    bare = text.strip()
    if opening := _OPENING.match(bare):
        bare = bare[opening.end() :]
    end = bare[-_LONGEST_CLOSING:]
    if closing := _CLOSING.search(end):
        bare = bare[: len(bare) - len(end) + closing.start()]
    return bare.strip()


_NO_JSON = _("This is no JSON that can be read: %(reason)s.")
_TOO_DEEP = _("This JSON is nested deeper, or has longer numbers, than markup has.")
_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_constant=str)


def _without_trailing(text: str) -> str:
    """The same without commas before a closing bracket, where they stand outside of strings."""
    pieces, begun = list[str](), 0
    for string in _STRING.finditer(text):
        pieces += [_TRAILING.sub("", text[begun : string.start()]), string[0]]
        begun = string.end()
    return "".join([*pieces, _TRAILING.sub("", text[begun:])])


def _microdata(tree: lxml_html.HtmlElement) -> Iterator[Markup]:
    for item in tree.iter():
        if (
            isinstance(item.tag, str)
            and "ClaimReview" in (item.get("itemtype") or "")
            and not item.get("itemprop")
        ):
            yield Markup(item.sourceline or 1, _item(item, DEEPEST))


def _item(item: lxml_html.HtmlElement, deeper: int) -> dict[str, object]:
    """An item of microdata as the same in JSON-LD."""
    found: dict[str, object] = {"@type": (item.get("itemtype") or "").rpartition("/")[2]}
    waiting = list(reversed(item))
    while waiting and deeper:
        part = waiting.pop()
        if not isinstance(part.tag, str):
            continue
        name, is_item = part.get("itemprop"), part.get("itemscope") is not None
        if name:
            value = _item(part, deeper - 1) if is_item else _value(part)
            for one in name.split():
                found[one] = value if one not in found else [*_listed(found[one]), value]
        if not is_item:
            waiting.extend(reversed(part))
    return found


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _value(part: lxml_html.HtmlElement) -> str:
    for name in ("content", "datetime", "href", "src"):
        if (said := part.get(name)) is not None:
            return str(said)
    return " ".join("".join(part.itertext()).split())
