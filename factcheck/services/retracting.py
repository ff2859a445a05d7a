"""Marking a source as retracted, which opens again what rests on it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person, Source
from factcheck.models.withheld_records import SourceRecord
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claims, lock_sources
from factcheck.services.notifying import News, tell_all
from factcheck.services.reopening import reopen_what_rests_on
from factcheck.services.sources import claims_resting_on, with_echoes


@transaction.atomic
def retract_source(*, source: Source, because: str, by: Person, retracted_on: date | None = None) -> Source:
    """Mark a source as retracted, today unless a day is given. Its citations stay, and every decision that relies on
    it, or on a source that draws on it, is opened again.

    Raises NotPermittedError, InvalidInputError without a reason or for a day to come, and ChangedMeanwhileError
    where it is retracted already.
    """
    require(by, Act.PROPOSE)
    because = require_text(because, "because", _("Not retracted: say why, and where it was announced."))
    today = timezone.localdate()
    if retracted_on is not None and retracted_on > today:
        raise InvalidInputError(_("A source is retracted today or in the past."), field="retracted_on")
    source = lock_sources([source.pk])[0]
    if source.retracted_on is not None:
        raise ChangedMeanwhileError(_("This source is marked as retracted already."))
    source.retracted_on, source.retracted_because = retracted_on or today, because
    _keep(source, by, _("Retracted"))
    why = why_retracted(source)
    touched = with_echoes({source.pk})
    news: list[News] = []
    for claim in lock_claims(claims_resting_on({source.pk})):
        news += reopen_what_rests_on(claim, touched, by=by, why=why)
    tell_all(news)
    return source


def why_retracted(source: SourceRecord) -> str:
    """The reason that stands at every decision which the retraction of a source opened again."""
    template = _("The source “%(title)s” was retracted: %(because)s")
    return str(
        Sentence(template, {"title": vars(source)["title"], "because": vars(source)["retracted_because"]})
    )


@transaction.atomic
def take_back_retraction(*, source: Source, by: Person) -> Source:
    """The source was not retracted after all. What was opened again stays open, and is decided again."""
    require(by, Act.PROPOSE)
    source = lock_sources([source.pk])[0]
    if source.retracted_on is None:
        raise ChangedMeanwhileError(_("This source is not marked as retracted."))
    source.retracted_on, source.retracted_because = None, ""
    _keep(source, by, _("Retraction taken back"))
    return source


def _keep(source: Source, by: Person, reason: str) -> None:
    source.version += 1
    check(source)
    save_with_history(source, by=by, reason=reason)
