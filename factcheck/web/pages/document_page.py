"""What the page of a document shows that came in and belongs to no source yet."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.models import Document, Paragraph, Source
from factcheck.services.intake.recognising import NearlySame, nearly_the_same, recorded_as

SHOWN_PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The beginning of the text, how much there is, and what it resembles."""

    beginning: list[str]
    paragraphs: int
    folded: int
    words: int
    alike: list[NearlySame]
    recorded: list[Source]


def document_page(document: Document) -> DocumentPage:
    """Compute the page of a document that is ready; a handful of queries."""
    prose = Paragraph.objects.filter(document=document, is_clutter=False)
    return DocumentPage(
        beginning=[document.text[one.start : one.end] for one in prose.order_by("number")[:SHOWN_PARAGRAPHS]],
        paragraphs=prose.count(),
        folded=Paragraph.objects.filter(document=document, is_clutter=True).count(),
        words=len(document.text.split()),
        alike=nearly_the_same(document),
        recorded=recorded_as(document),
    )
