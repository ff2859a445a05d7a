"""Taking a suggested link between two sources, and turning it down."""

from __future__ import annotations

from dataclasses import fields

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person, Source, TurnedDownLink
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.locking import lock_derivations
from factcheck.services.sources import SourceWords, amend_source
from factcheck.services.suggested_links import evidence_of_links


@transaction.atomic
def draw_on(*, source: Source, on: Source, by: Person | None) -> Source:
    """Name one more source that a source draws on: an amendment like any other, after which every claim that cites it
    or what draws on it is compared again. Raises NotPermittedError, CircularOriginError, and ChangedMeanwhileError
    where it is named already.
    """
    require(by, Act.RECORD)
    lock_derivations()
    source = Source.objects.get(pk=source.pk)
    parents = list(source.derived_from.all())
    if on in parents:
        raise ChangedMeanwhileError(_("“%(on)s” is named already as what this source draws on."), on=on.title)
    words = SourceWords(**{part.name: getattr(source, part.name) for part in fields(SourceWords)})
    return amend_source(source=source, words=words, derived_from=[*parents, on], by=by)


@transaction.atomic
def turn_down_link(*, source: Source, other: Source, by: Person | None, because: str = "") -> TurnedDownLink:
    """Say that a suggested link is none, neither way. It is suggested again only where something new speaks for it.

    Raises NotPermittedError, InvalidInputError, and ChangedMeanwhileError where nothing is suggested any longer.
    """
    require(by, Act.RECORD)
    because = clean_text(because, "because")
    evidence = evidence_of_links(source).get(other.pk)
    if not evidence:
        raise ChangedMeanwhileError(
            _("Nothing is suggested any longer between this source and “%(other)s”."), other=other.title
        )
    first, second = sorted((source, other), key=lambda one: one.pk)
    turned_down = TurnedDownLink(
        first=first, second=second, evidence=sorted(evidence), because=because, by=by
    )
    check(turned_down)
    turned_down.save()
    return turned_down
