"""Which quotes of a source still stand in another text of it; nothing is written and nothing moved."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.folding import FoldedText
from factcheck.core.quotes import find_quote
from factcheck.models import Citation, Snapshot


@dataclass(frozen=True, slots=True)
class StillStanding:
    """How many quotes of a source stand word for word in a snapshot, and the citations whose quotes do not."""

    standing: int
    gone: list[Citation]


def still_standing(snapshot: Snapshot) -> StillStanding:
    """Look for the quote of every citation of a source in one of its snapshots, in one query beside the text.

    A quote that stands there at all stands, however often. Citations without a quote, and withdrawn ones, do not count.
    """
    text = FoldedText(snapshot.document.text)
    citations = (
        Citation.objects.standing()
        .filter(source=snapshot.source_id)
        .exclude(quote="")
        .select_related("claim")
        .order_by("claim__question", "pk")
    )
    standing, gone = 0, []
    for citation in citations.iterator(2_000):
        if find_quote(text, citation.quote).ranges:
            standing += 1
        else:
            gone.append(citation)
    return StillStanding(standing, gone)
