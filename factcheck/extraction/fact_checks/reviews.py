"""What a ClaimReview says: what was checked, how it was rated, by whom, where, and where it had been claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from factcheck.core.dates import DateError, read_period
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies.entries import keepable
from factcheck.extraction.fact_checks.markup import UnreadableFactChecksError, read_markup
from factcheck.extraction.fact_checks.nodes import Node, each, is_a, node_of, objects_in, plain, words_in

MOST_REVIEWS = 200
MOST_APPEARANCES = 10
_TOO_MANY = _("This has more than %(most)s fact checks. Split it, and bring the parts one after the other.")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1990}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the claim was made: its address, its title, who made it there, and when."""

    address: str
    title: str = ""
    author: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One review of one claim; with a problem instead where it cannot be used. `said` is all that it says."""

    line: int
    claimed: str = ""
    rating: str = ""
    explanation: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    address: str = ""
    claimant: str = ""
    appearances: tuple[Appearance, ...] = ()
    said: Node | None = None
    problem: Sentence | None = None


def read_fact_checks(content: bytes, *, address: str = "") -> tuple[FactCheck, ...]:
    """The fact checks of a file or a page, in order. `address` is where a page came from.

    Raises UnreadableFactChecksError where there is none at all, or more than are brought in at once.
    """
    markup = read_markup(content)
    base = markup.address or address
    found: list[FactCheck] = []
    for block in markup.blocks:
        if block.problem is not None:
            found.append(FactCheck(block.line, problem=block.problem))
            continue
        nodes = list(objects_in(block.value))
        known = {
            at: node for node, _around in nodes if isinstance(at := node.get("@id"), str) and len(node) > 1
        }
        for node, around in nodes:
            if is_a(node, "ClaimReview"):
                found.append(_fact_check(block.line, node, around, known, base))
                if len(found) > MOST_REVIEWS:
                    raise UnreadableFactChecksError(_TOO_MANY, most=MOST_REVIEWS)
    if not found:
        raise UnreadableFactChecksError(
            _("There is no fact check in this: ClaimReview of schema.org is expected, as JSON or in a page.")
        )
    return tuple(found)


def _fact_check(
    line: int, node: Node, around: Node | None, known: Mapping[str, Node], base: str
) -> FactCheck:
    reviewed = node_of(node.get("itemReviewed"), known)
    claimed = words_in(node.get("claimReviewed")) or words_in(reviewed, "text", "name", "headline")
    claimed = claimed or words_in(node.get("itemReviewed"), "name")
    rating = _rating(node.get("reviewRating"), known)
    title = words_in(node.get("headline")) or words_in(node.get("name"))
    if not claimed:
        return FactCheck(
            line, title=title, problem=Sentence(_("This fact check does not say what it checks."))
        )
    if not rating:
        return FactCheck(line, claimed, title=title, problem=Sentence(_("This fact check says no rating.")))
    address = _address(
        base, node.get("url"), node.get("mainEntityOfPage"), node.get("@id"), (around or {}).get("url")
    )
    author = node_of(node.get("author"), known)
    named = words_in(author, "name", "alternateName") or words_in(node.get("author"), "name")
    publisher = words_in(node_of(node.get("publisher"), known), "name") or words_in(
        node.get("publisher"), "name"
    )
    is_person = is_a(author, "Person")
    return FactCheck(
        line,
        claimed,
        rating,
        explanation=words_in(node_of(node.get("reviewRating"), known), "ratingExplanation"),
        title=title,
        publisher=publisher if is_person else named or publisher,
        author=named if is_person else "",
        published=day_of(words_in(node.get("datePublished"))),
        language=words_in(node.get("inLanguage"), "alternateName", "name"),
        address=address or _address(base, base),
        claimant=_claimant(reviewed, known),
        appearances=tuple(_appearances(reviewed, known, base)),
        said=node,
    )


def _rating(value: object, known: Mapping[str, Node]) -> str:
    """The words of a rating; where it has none, its number of the best."""
    for one in each(value):
        if isinstance(one, str) and plain(one):
            return plain(one)
        node = node_of(one, known)
        if words := words_in(node, "alternateName") or words_in(node, "name"):
            return words
        number, best = words_in(node.get("ratingValue")), words_in(node.get("bestRating"))
        if number:
            return f"{number} of {best}" if best and number.replace(".", "").lstrip("-").isdigit() else number
    return ""


def _claimant(reviewed: Node, known: Mapping[str, Node]) -> str:
    return words_in(node_of(reviewed.get("author"), known), "name") or words_in(
        reviewed.get("author"), "name"
    )


def _appearances(reviewed: Node, known: Mapping[str, Node], base: str) -> Iterator[Appearance]:
    """Where the claim was made: its appearances, or, in older markup, the work itself that is reviewed."""
    said = [*each(reviewed.get("firstAppearance")), *each(reviewed.get("appearance"))]
    if not said and not is_a(reviewed, "Claim"):
        said = [dict(reviewed)]
    claimant, day = _claimant(reviewed, known), words_in(reviewed.get("datePublished"))
    seen: set[str] = set()
    for one in said[:MOST_APPEARANCES]:
        node = node_of(one, known)
        address = _address(base, one if isinstance(one, str) else None, node.get("url"), node.get("@id"))
        if not address or address in seen:
            continue
        seen.add(address)
        yield Appearance(
            address,
            words_in(node.get("headline")) or words_in(node.get("name")),
            words_in(node_of(node.get("author"), known), "name") or claimant,
            day_of(words_in(node.get("datePublished")) or day),
        )


def _address(base: str, *values: object) -> str:
    """The first of some values that is an address of the web, or leads to one from the page's own."""
    for value in values:
        for one in each(value):
            words = keepable(one) if isinstance(one, str) else words_in(one, "url", "@id")
            if not words or words.startswith("#"):
                continue
            try:
                whole = urljoin(base, words) if base else words
            except ValueError:
                continue
            if _ADDRESS.fullmatch(whole):
                return whole
    return ""


def day_of(words: str) -> str:
    """A date as the desk keeps it: the day that is written, without the hour; "" for what is none."""
    if found := _DAY.match(words):
        words = found[0]
    try:
        return words if read_period(words) else ""
    except DateError:
        return ""
