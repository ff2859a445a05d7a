"""JSON-LD read by an independent processor, with small copies of the public contexts instead of the network.

The copies name only what the standards define and we use, so that a misspelt property has no meaning and is lost.
"""

from __future__ import annotations

import json
from pathlib import Path

from pyld import jsonld

CONTEXTS = {
    "https://schema.org": "schema.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "anno.jsonld",
}
FOLDER = Path(__file__).parent / "contexts"


def load(url: str, _options: object) -> dict:
    """What the processor is given for an address; any other than those of the two standards is a fault."""
    document = json.loads((FOLDER / CONTEXTS[url]).read_text())
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
    }


def expanded(text: str) -> list[dict]:
    return jsonld.expand(json.loads(text), {"documentLoader": load})


def read_back(text: str) -> dict:
    """Expanded and compacted again: what has no meaning in the standard does not come back."""
    given = json.loads(text)
    return jsonld.compact(
        expanded(text), given["@context"], {"documentLoader": load, "graph": "@graph" in given}
    )


def triples(text: str) -> list[str]:
    """The statements in it, one a line."""
    options = {"documentLoader": load, "format": "application/n-quads"}
    return jsonld.to_rdf(json.loads(text), options).splitlines()


def alike(given: object, back: object) -> bool:
    """Whether two documents say the same: one value is as good as a list of it."""
    if isinstance(given, list) or isinstance(back, list):
        mine, theirs = (one if isinstance(one, list) else [one] for one in (given, back))
        return len(mine) == len(theirs) and all(map(alike, mine, theirs))
    if isinstance(given, dict) and isinstance(back, dict):
        return given.keys() == back.keys() and all(alike(given[name], back[name]) for name in given)
    return given == back
