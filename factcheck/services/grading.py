"""Grading how far a source can be relied on; every grade is kept with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Grading, Person, Reliability, Source
from factcheck.models.gradings import MAX_REASON
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import InvalidInputError, StaleError
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import CHUNK, lock_sources


@transaction.atomic
def grade_source(
    *, source: Source, reliability: str, because: str, by: Person | None, seen_version: int | None = None
) -> Source:
    """Give a source another grade from A to F, or none, for a reason. Earlier grades stay with theirs.

    Raises NotPermittedError, InvalidInputError without a reason or for the grade that it has, and
    StaleError where somebody changed the source after `seen_version`.
    """
    require(by, Act.RECORD)
    because = require_text(
        because, "because", _("Not graded: say why the source has this grade from now on.")
    )
    if len(because) > MAX_REASON:
        raise InvalidInputError(
            _("This has more than %(most)s characters."), field="because", most=MAX_REASON
        )
    if reliability and reliability not in Reliability.values:
        raise InvalidInputError(_("Reliability is a grade from A to F."), field="reliability")
    source = lock_sources([source.pk])[0]
    if seen_version is not None and seen_version != source.version:
        raise StaleError(
            _("Not graded: this source was changed meanwhile. Look at its grade, and decide again.")
        )
    was = source.reliability
    if was == reliability:
        raise InvalidInputError(_("Not graded: the source has this grade already."), field="reliability")
    source.reliability = reliability
    source.version += 1
    check(source)
    save_with_history(source, by=by, reason=str(Sentence(_("Graded: %(because)s"), {"because": because})))
    keep_grading(source, was, by=by, why=because)
    return source


def keep_grading(source: Source, was: str, *, by: Person | None, why: str) -> None:
    """Keep that a source which was just saved went from one grade to another; nothing where it has the same."""
    if source.reliability != was:
        Grading.objects.create(
            source=source, was=was, now=source.reliability, by=by, at=timezone.now(), why=why
        )


def keep_first_gradings(sources: Sequence[Source], *, by: Person | None, why: str) -> None:
    """Keep the grades with which many sources came in at once."""
    now = timezone.now()
    graded = [
        Grading(source=source, was="", now=source.reliability, by=by, at=now, why=why)
        for source in sources
        if source.reliability
    ]
    Grading.objects.bulk_create(graded, batch_size=CHUNK)
