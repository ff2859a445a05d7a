"""The quotes of verified claims as Web Annotations of the W3C, in one collection of one page.

An annotation links the place of a quote (its target) with the claim that it is cited on (its body). The target is the
address of the source with the quote, and what stands before and after it, as a TextQuoteSelector, by which a program
finds it there. Where the desk keeps the document, the kept text is a target too, with the TextPositionSelector that
counts its characters: the position holds in that text and not in the page as it is served today.

A paraphrase stands nowhere word for word and is left out, as is every quote of a sensitive source: its words could be
looked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.utils.translation import gettext

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.records import instant
from factcheck.exports.standards.addresses import (
    citation_address,
    claim_address,
    desk_language,
    web_address,
)
from factcheck.exports.standards.claim_review import Node
from factcheck.exports.standards.manifest import facts_in_words
from factcheck.exports.standards.reading import in_words, reading_of
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation, Claim, Desk, QuotePlace, QuoteState
from factcheck.models.snapshots import quote_place_of
from factcheck.models.withholding import for_nobody

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LABEL = _("Quotes of verified claims")
SAYS = _("%(question)s %(figure)s")
SAYS_READ = _("%(question)s %(figure)s (read as %(reading)s)")


@for_nobody
def as_annotations(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """An AnnotationCollection with an annotation on each line; how many there are stands at its end."""
    terms = Desk.current()
    address = f"{about.site_url}/verified/"
    collection: Node = {
        "@context": CONTEXT,
        "id": f"{address}#annotations",
        "type": "AnnotationCollection",
        "label": gettext(LABEL),
        "creator": _desk(about),
        "generated": instant(about.made_at),
        "generator": {"id": f"{about.site_url}/", "type": "Software", "name": "Factcheck"},
        "dcterms:description": facts_in_words(about),
    }
    page = {"id": f"{address}#annotations-1", "type": "AnnotationPage", "startIndex": 0}
    yield f'{_open(collection)}, "first": {_open(page)}, "items": ['
    total = 0
    for exported in claims:
        found = [] if exported.verdict is None else list(_annotations(exported, about, terms))
        lines = (json.dumps(one, ensure_ascii=False) for one in found)
        yield (",\n" if total and found else "\n") + ",\n".join(lines)
        total += len(found)
    yield f'\n]}}, "total": {total}}}\n'


def _open(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False)[:-1]


def _desk(about: About) -> Node:
    named = {"name": about.desk_name} if about.desk_name else {}
    return {"id": f"{about.site_url}/", "type": "Organization", **named}


def _annotations(exported: ExportedClaim, about: About, terms: Desk) -> Iterator[Node]:
    for citation in exported.citations:
        place = quote_place_of(citation)
        if not citation.quote or citation.source.is_sensitive:
            continue
        if place is None or place.state != QuoteState.PARAPHRASE:
            yield _annotation(citation, exported.claim, place, about, terms)


def _annotation(
    citation: Citation, claim: Claim, place: QuotePlace | None, about: About, terms: Desk
) -> Node:
    reading = in_words(reading_of(citation, claim, terms))
    said = gettext(SAYS_READ if reading else SAYS) % {
        "question": claim.question,
        "figure": citation.figure,
        "reading": reading,
    }
    return {
        "id": citation_address(citation, claim, about),
        "type": "Annotation",
        "motivation": "linking",
        "created": instant(citation.recorded_at),
        "body": [
            {"type": "SpecificResource", "source": claim_address(claim, about), "purpose": "linking"},
            {
                "type": "TextualBody",
                "value": said,
                "format": "text/plain",
                "language": desk_language(),
                "purpose": "describing",
            },
        ],
        "target": list(_targets(citation, place, about)),
    }


def _targets(citation: Citation, place: QuotePlace | None, about: About) -> Iterator[Node]:
    selector = _quote_selector(citation, place)
    source = citation.source
    own = f"{about.site_url}/sources/{quote(source.ref)}/"
    state: Node = {}
    if place is not None:
        state = {"state": {"type": "TimeState", "sourceDate": instant(place.snapshot.taken_at)}}
    address = web_address(source)
    is_placed = place is not None and place.state == QuoteState.VERIFIED and place.start is not None
    if address or not is_placed:
        yield {"type": "SpecificResource", "source": address or own, **state, "selector": selector}
    if place is not None and is_placed:
        kept = {"id": f"{own}read/{place.snapshot.number}/", "type": "Text", "format": "text/plain"}
        position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
        yield {"type": "SpecificResource", "source": kept, "selector": [position, selector]}


def _quote_selector(citation: Citation, place: QuotePlace | None) -> Node:
    around = {"prefix": place.prefix, "suffix": place.suffix} if place is not None else {}
    return {
        "type": "TextQuoteSelector",
        "exact": citation.quote,
        **{name: words for name, words in around.items() if words},
    }
