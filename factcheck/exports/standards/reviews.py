"""ClaimReviews in files: as a list, and as a feed that says of each when it changed and which were taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.records import instant
from factcheck.exports.standards.addresses import claim_address
from factcheck.exports.standards.claim_review import CONTEXT, Node, claim_review, desk
from factcheck.exports.standards.manifest import facts
from factcheck.exports.verified import ExportedClaim
from factcheck.models.withholding import for_nobody

NAME = _("Verified claims")
CLOSED = "\n]}\n"


@for_nobody
def as_claim_review(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """A graph with a ClaimReview on each line; before them a Dataset that says what the export is."""
    yield _opened({"@context": CONTEXT}, "@graph") + json.dumps(manifest(about), ensure_ascii=False)
    for exported in claims:
        if _has_a_page(exported):
            yield ",\n" + json.dumps(_of(exported, about), ensure_ascii=False)
    yield CLOSED


@for_nobody
def as_data_feed(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """A DataFeed with an item on each line: its ClaimReview and when that changed, or, where only changes are asked
    for, that the answer was taken back or is kept from readers.
    """
    yield _opened({"@context": CONTEXT, **manifest(about), "@type": "DataFeed"}, "dataFeedElement")
    separator = ""
    for exported in claims:
        change = exported.change
        at = change.at if change is not None else None
        if _has_a_page(exported):
            item = {"dateModified": instant(at or exported.approved_at), "item": _of(exported, about)}
        elif about.since is not None:
            item = {"dateDeleted": instant(at or about.made_at), "item": _taken_back(exported, about)}
        else:
            continue
        yield separator + json.dumps({"@type": "DataFeedItem", **item}, ensure_ascii=False)
        separator = ",\n"
    yield CLOSED


def manifest(about: About) -> Node:
    """What an export says about itself, as a Dataset of schema.org."""
    made_by: Node = {"@type": "Person", "name": about.made_by} if about.made_by else desk(about)
    return {
        "@type": "Dataset",
        "name": gettext(NAME),
        "publisher": desk(about),
        "creator": made_by,
        "dateModified": instant(about.made_at),
        "schemaVersion": about.schema_version,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in facts(about).items()
        ],
    }


def _has_a_page(exported: ExportedClaim) -> bool:
    """Whether there is a page on which readers find what is reviewed, as the standard asks: not where a claim is kept
    from them, or not verified.
    """
    return exported.verdict is not None and not exported.claim.is_kept_back


def _of(exported: ExportedClaim, about: About) -> Node:
    review = claim_review(exported, about)
    del review["@context"]
    return review


def _taken_back(exported: ExportedClaim, about: About) -> Node:
    address = claim_address(exported.claim, about)
    return {
        "@type": "ClaimReview",
        "@id": f"{address}#claim-review",
        "url": address,
        "identifier": exported.claim.ref,
    }


def _opened(head: Node, name: str) -> str:
    """An object of JSON up to the first element of a list that ends it."""
    return f"{json.dumps(head, ensure_ascii=False)[:-1]}, {json.dumps(name)}: [\n"
