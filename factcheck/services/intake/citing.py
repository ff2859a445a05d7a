"""From a figure in a document to a citation, and back: recording it, ignoring it, heeding it again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Document, IgnoredFigure, Person, QuotePlace, Snapshot
from factcheck.services.checking import clean_text, require
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.locking import lock_sources
from factcheck.services.quotes import place_quote


@dataclass(frozen=True, slots=True)
class Range:
    """A place in the text of a document, in characters from 0; the end is the first character behind it."""

    start: int
    end: int

    def of(self, document: Document) -> Range:
        """The same; raises InvalidInputError where the document has no such place."""
        if not 0 <= self.start < self.end <= len(document.text):
            raise InvalidInputError(_("This place is not in the document."))
        return self


@transaction.atomic
def cite_figure(
    *,
    snapshot: Snapshot,
    at: Range,
    claim: Claim | ClaimWords,
    words: CitationWords,
    by: Person | None,
) -> Citation:
    """Record what a document says at a place, on a claim of the desk or on a new one, and keep the place of its quote.

    Claim, citation and place are recorded together or not at all. Raises NotPermittedError, InvalidInputError, and
    ChangedMeanwhileError where the figure has been recorded on this claim meanwhile.
    """
    require(by, Act.RECORD)
    at.of(snapshot.document)
    lock_sources([snapshot.source_id])
    if taken := _recorded(snapshot, at, claim):
        raise ChangedMeanwhileError(
            _("Not recorded: “%(figure)s” of this document is a citation of this claim already."),
            figure=taken.figure,
        )
    if isinstance(claim, ClaimWords):
        claim = record_claim(words=claim, by=by)
    citation = record_citation(claim=claim, source=snapshot.source, words=words, by=by)
    place_quote(citation, snapshot, figure_start=at.start, figure_end=at.end, by=by)
    IgnoredFigure.objects.filter(document=snapshot.document_id, start=at.start, end=at.end).delete()
    return citation


def _recorded(snapshot: Snapshot, at: Range, claim: Claim | ClaimWords) -> Citation | None:
    """The citation that a figure is of this claim. A new one is known by its question: whoever presses twice, or comes
    back to the form, means the claim that they have just recorded.
    """
    places = QuotePlace.objects.filter(
        snapshot=snapshot, figure_start=at.start, figure_end=at.end, citation__withdrawn_at=None
    )
    if isinstance(claim, ClaimWords):
        places = places.filter(
            citation__claim__question=" ".join(clean_text(claim.question, "question").split())
        )
    else:
        places = places.filter(citation__claim=claim)
    place = places.select_related("citation").first()
    return place.citation if place else None


@transaction.atomic
def ignore_figure(*, document: Document, at: Range, by: Person | None) -> None:
    """Note that nothing is recorded of a figure; doing it twice changes nothing."""
    require(by, Act.RECORD)
    at.of(document)
    IgnoredFigure.objects.get_or_create(
        document=document, start=at.start, end=at.end, defaults={"by": by, "at": timezone.now()}
    )


@transaction.atomic
def heed_figure(*, document: Document, at: Range, by: Person | None) -> None:
    """Take an ignoring back."""
    require(by, Act.RECORD)
    IgnoredFigure.objects.filter(document=document, start=at.start, end=at.end).delete()
