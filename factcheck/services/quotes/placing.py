"""Whether quotes hold: placing them in the snapshot of their source, and moving them, which only a person does."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from factcheck.core.folding import FoldedText
from factcheck.core.quotes import Found, Holds, find_quote, selectors
from factcheck.core.quotes import TextPositionSelector as Range
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Person, QuotePlace, QuoteState, Snapshot
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claim


@transaction.atomic
def place_quote(
    citation: Citation,
    snapshot: Snapshot,
    *,
    start: int | None = None,
    end: int | None = None,
    figure_start: int | None = None,
    figure_end: int | None = None,
    by: Person | None,
) -> QuotePlace:
    """Look for the quote of a citation in a snapshot of its source, and keep where it stands.

    Where it stands several times, the place given, or else the place of the figure, says which one is meant. Without a
    quote it is the words of the figure that are looked for. Raises NotPermittedError, and InvalidInputError for a
    snapshot of another source or one that cannot be read yet.
    """
    require(by, Act.RECORD)
    lock_claim(citation.claim_id)
    if snapshot.source_id != citation.source_id:
        raise InvalidInputError(_("This snapshot is one of another source than the citation."))
    if not snapshot.document.is_ready:
        raise InvalidInputError(_("This document has not been read yet. Wait until it is ready."))
    place = QuotePlace.objects.filter(citation=citation).first() or QuotePlace(citation=citation)
    place.snapshot, place.start, place.end = snapshot, start, end
    place.figure_start, place.figure_end = figure_start, figure_end
    put_found(place, _first_found(place, start, end), snapshot.document.text)
    save_with_history(place, by=by, reason=_("Placed"))
    return place


@transaction.atomic
def move_quote(*, citation: Citation, start: int, by: Person | None) -> QuotePlace:
    """Accept a place for a quote that has moved, or choose among several: only ever where it stands word for word.

    `start` is where that place begins, as it was offered. Raises NotPermittedError, and ChangedMeanwhileError where the
    quote does not stand there, or is verified already.
    """
    require(by, Act.RECORD)
    lock_claim(citation.claim_id)
    place = QuotePlace.objects.select_related("citation", "snapshot__document").get(citation=citation)
    text = place.snapshot.document.text
    offered = [one for one in offered_places(place, text) if one.start == start]
    if place.state == QuoteState.VERIFIED or not offered:
        raise ChangedMeanwhileError(
            _("Not moved: this place is not offered any longer. Look where the quote stands now.")
        )
    _move_figure(place, offered[0])
    put_found(place, Found(Holds.VERIFIED, (offered[0],), 1), text)
    save_with_history(place, by=by, reason=_("Moved to another place"))
    return place


def follow_words(citation: Citation, *, by: Person | None) -> None:
    """See to the place of a quote after its citation was amended; call it inside the same transaction.

    Other words are looked for anew, the place they had telling which of several is meant. A citation of another source
    has no place until it is found in a snapshot of that one.
    """
    place = (
        QuotePlace.objects.select_related("snapshot__document").filter(citation=citation).first()
        if citation.pk
        else None
    )
    if place is None:
        return
    if place.snapshot.source_id != citation.source_id:
        vars(place).update(_history_user=by, _change_reason=_("The citation moved to another source"))
        place.delete()
        return
    place.citation = citation
    if put_found(place, _first_found(place, None, None), place.snapshot.document.text):
        save_with_history(place, by=by, reason=_("The citation was amended"))


def words_to_find(citation: Citation) -> str:
    """What of a citation must stand in the text: its quote, or where it has none its figure."""
    return citation.quote or citation.figure


def look_again(place: QuotePlace, text: FoldedText | str) -> Found:
    """What became of a quote in the text of its snapshot, at the place that was kept."""
    return find_quote(
        text,
        words_to_find(place.citation),
        prefix=place.prefix,
        suffix=place.suffix,
        start=place.start,
        end=place.end,
    )


def offered_places(place: QuotePlace, text: str) -> tuple[Range, ...]:
    """Where a quote stands that is not verified: once where it moved, several times where one must be chosen."""
    return () if place.state == QuoteState.VERIFIED else look_again(place, text).ranges


def put_found(place: QuotePlace, found: Found, text: str) -> bool:
    """Write down what became of a quote; says whether anything changed. The place it had is kept until a person moves
    it, or its words are others.
    """
    before = _values(place)
    place.state = QuoteState(found.state.value)
    place.found_start = found.ranges[0].start if found.state is Holds.MOVED else None
    if found.state is Holds.VERIFIED:
        place.start, place.end = found.ranges[0].start, found.ranges[0].end
        around = selectors(text, place.start, place.end)[1]
        place.prefix, place.suffix = around.prefix, around.suffix
    elif found.state is Holds.PARAPHRASE:
        place.start = place.end = None
        place.prefix = place.suffix = ""
    if _values(place) == before and place.pk:
        return False
    place.checked_at = timezone.now()
    return True


def _values(place: QuotePlace) -> tuple[object, ...]:
    return place.state, place.start, place.end, place.prefix, place.suffix, place.found_start


def _first_found(place: QuotePlace, start: int | None, end: int | None) -> Found:
    """What becomes of words that are placed for the first time, or were amended."""
    text = FoldedText(place.snapshot.document.text)
    words = words_to_find(place.citation)
    found = find_quote(text, words, start=start, end=end)
    if found.state is Holds.NOT_FOUND and not found.ranges:
        # With a place, words that stand nowhere were never lost: nobody has found them yet.
        found = find_quote(text, words)
    if len(found.ranges) > 1:
        meant = [one for one in found.ranges if _is_meant(place, one)]
        if len(meant) == 1:
            return Found(Holds.VERIFIED, tuple(meant), 1)
    if found.state is Holds.NOT_FOUND:
        place.start = place.end = None
        place.prefix = place.suffix = ""
    return found


def _is_meant(place: QuotePlace, one: Range) -> bool:
    """Whether a place where some words stand holds the figure, or without one meets the place that they had."""
    if place.figure_start is not None and place.figure_end is not None:
        return one.start <= place.figure_start and place.figure_end <= one.end
    return (
        place.start is not None and place.end is not None and one.start < place.end and place.start < one.end
    )


def _move_figure(place: QuotePlace, offered: Range) -> None:
    """The figure moves along with its quote where that is set alike there; otherwise its place is not known."""
    if place.start is None or place.end is None or place.figure_start is None or place.figure_end is None:
        return
    if place.end - place.start == offered.end - offered.start:
        place.figure_start += offered.start - place.start
        place.figure_end += offered.start - place.start
    else:
        place.figure_start = place.figure_end = None
