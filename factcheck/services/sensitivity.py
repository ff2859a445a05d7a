"""Saying that the identity of a source is withheld from readers and from every export."""

from __future__ import annotations

import secrets

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person, Source
from factcheck.models.gradings import MAX_REASON
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_sources

FEWEST_NUMBERS = 9_000
TRIES = 20


@transaction.atomic
def mark_sensitive(*, source: Source, is_sensitive: bool, because: str, by: Person) -> Source:
    """Withhold the identity of a source from readers and exports, or withhold it no longer, for a reason.

    It keeps the number that stands for it, should it be withheld again. Raises NotPermittedError, InvalidInputError
    without a reason, and ChangedMeanwhileError where it is so marked already.
    """
    require(by, Act.SEE_SENSITIVE)
    missing = _("Not changed: say why its identity is withheld, or why it no longer is.")
    because = require_text(because, "because", missing)
    if len(because) > MAX_REASON:
        raise InvalidInputError(
            _("This has more than %(most)s characters."), field="because", most=MAX_REASON
        )
    source = lock_sources([source.pk])[0]
    if source.is_sensitive == is_sensitive:
        raise ChangedMeanwhileError(
            _("This source is marked as sensitive already.")
            if is_sensitive
            else _("This source is not marked as sensitive.")
        )
    put_sensitive(source, is_sensitive=is_sensitive)
    source.version += 1
    check(source)
    save_with_history(source, by=by, reason=why_marked(because, is_sensitive=is_sensitive))
    return source


def why_marked(because: str, *, is_sensitive: bool) -> str:
    """The reason as the history has it."""
    template = (
        _("Marked as sensitive: %(because)s") if is_sensitive else _("No longer sensitive: %(because)s")
    )
    return str(Sentence(template, {"because": because}))


def put_sensitive(source: Source, *, is_sensitive: bool) -> None:
    """Put the mark on a source, with a number drawn for it; the caller checks and saves."""
    source.is_sensitive = is_sensitive
    if is_sensitive and source.withheld_number is None:
        source.withheld_number = _drawn()


def _drawn() -> int:
    """A number that stands for no source yet. Drawn at random: it says nothing of when a source was recorded."""
    numbers = FEWEST_NUMBERS
    while True:
        for _try in range(TRIES):
            number = 1_000 + secrets.randbelow(numbers)
            if not Source.objects.filter(withheld_number=number).exists():
                return number
        numbers *= 10
