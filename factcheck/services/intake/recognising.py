"""Recognising a document that is nearly the same as one that the desk keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from factcheck.core.folding import FoldedText
from factcheck.core.likeness import SKETCH_SIZE, resemblance
from factcheck.models import Document, DocumentState, SketchMark, Source

NEARLY = 0.5
"""The share of their words in sequence that two documents have in common, from which on they are nearly the same."""
MOST_SHOWN = 3
BEGINNING, MOST_LIKELY = 30, 50


@dataclass(frozen=True, slots=True)
class NearlySame:
    """A document of the desk beside one that came in, and the share of their text that is the same, from 0 to 1."""

    document: Document
    share: float

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def recorded_as(document: Document) -> list[Source]:
    """The sources that a document is likely a state of: those of its address, and those of its title, however its
    quotation marks are set. One query.
    """
    address = document.address or document.found_address
    title = FoldedText(document.found_title).words.casefold()
    first = re.split(r"[^\w ]", document.found_title, maxsplit=1)[0][:BEGINNING].strip()
    alike = Q(url=address) if address else Q(pk=None)
    if first:
        alike |= Q(title__istartswith=first)
    found = Source.objects.filter(alike).order_by("-pk")[:MOST_LIKELY]
    return [
        one
        for one in found
        if (address and one.url == address) or FoldedText(one.title).words.casefold() == title
    ][:MOST_SHOWN]


def nearly_the_same(document: Document) -> list[NearlySame]:
    """The documents most like this one, the likest first. Four queries, whatever the desk keeps."""
    mine = frozenset(SketchMark.objects.filter(document=document).values_list("mark", flat=True))
    alike = (
        SketchMark.objects.filter(mark__in=mine, document__state=DocumentState.READY.value)
        .exclude(document=document)
        .values_list("document")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=min(SKETCH_SIZE, len(mine)) // 4)
        .order_by("-shared", "document")[: 2 * MOST_SHOWN]
    )
    marks: dict[int, set[int]] = defaultdict(set)
    keys = [key for key, _shared in alike]
    for key, mark in SketchMark.objects.filter(document__in=keys).values_list("document", "mark"):
        marks[key].add(mark)
    shares = {key: resemblance(mine, frozenset(theirs)) for key, theirs in marks.items()}
    near = sorted((key for key in shares if shares[key] >= NEARLY), key=lambda key: (-shares[key], key))
    found = Document.objects.defer("text").select_related("snapshot__source").in_bulk(near)
    return [NearlySame(found[key], shares[key]) for key in near[:MOST_SHOWN]]
