"""Recording and amending sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db import transaction

from factcheck.core.origins import require_no_cycle
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Person, Source
from factcheck.services.checking import check, check_date, clean_text, require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.evidence import evidence_changed
from factcheck.services.keeping import save_with_history
from factcheck.services.reconciling import derivations, lock_claim
from factcheck.services.refs import new_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """The bibliographic record of a source. `published` is a date as typed, `reliability` a grade from A to F."""

    title: str
    publisher: str = ""
    author: str = ""
    kind: str = ""
    published: str = ""
    url: str = ""
    reliability: str = ""

    def cleaned(self) -> SourceWords:
        """The same without surrounding space. Raises InvalidInputError for what cannot be kept."""
        texts = {part.name: clean_text(getattr(self, part.name), part.name) for part in fields(self)}
        check_date(texts["published"], "published")
        return SourceWords(**texts)


@transaction.atomic
def record_source(
    *, words: SourceWords, by: Person | None, derived_from: Sequence[Source] = (), ref: str = ""
) -> Source:
    """Record a document or testimony. Raises NotPermittedError, InvalidInputError and CircularOriginError."""
    require(by, Act.RECORD)
    words = words.cleaned()
    source = Source(ref=clean_text(ref, "ref") or new_ref(words.title, Source, "source"))
    _apply(source, words)
    check(source)
    save_with_history(source, by=by, reason=_("Recorded"))
    if derived_from:
        _derive(source, derived_from)
    return source


@transaction.atomic
def amend_source(
    *,
    source: Source,
    words: SourceWords,
    by: Person | None,
    derived_from: Sequence[Source] | None = None,
    seen_version: int | None = None,
) -> Source:
    """Amend a source; where its date or what it draws on changes, the claims that cite it are compared again.

    `derived_from` None leaves the links as they are. Raises ChangedMeanwhileError where somebody amended the source
    after `seen_version`.
    """
    require(by, Act.RECORD)
    words = words.cleaned()
    source = Source.objects.select_for_update().get(pk=source.pk)
    if seen_version is not None and seen_version != source.version:
        raise ChangedMeanwhileError(
            _("Not saved: somebody changed this source meanwhile. Your text is still here; look and decide.")
        )
    was, published, parents = _facts(source), source.published, _parents(source)
    _apply(source, words)
    check(source)
    now = parents if derived_from is None else {parent.pk for parent in derived_from}
    if _facts(source) == was and now == parents:
        return source
    source.version += 1
    save_with_history(source, by=by, reason=_("Amended"))
    if derived_from is not None and now != parents:
        _derive(source, derived_from)
    if source.published != published or now != parents:
        _compare_claims_again(source, by=by)
    return source


def _derive(source: Source, parents: Sequence[Source]) -> None:
    require_no_cycle(source.pk, [parent.pk for parent in parents], derivations())
    source.derived_from.set(parents)


def _parents(source: Source) -> set[int]:
    return set(source.derived_from.values_list("pk", flat=True))


def _compare_claims_again(source: Source, *, by: Person | None) -> None:
    """The claims of a source and of its echoes; their dates and origins rest on it."""
    touched = {source.pk}
    waiting = [source.pk]
    echoes: dict[int, list[int]] = {}
    for child, parents in derivations().items():
        for parent in parents:
            echoes.setdefault(parent, []).append(child)
    while waiting:
        for child in echoes.get(waiting.pop(), ()):
            if child not in touched:
                touched.add(child)
                waiting.append(child)
    why = Sentence(_("The source “%(title)s” was amended."), {"title": source.title})
    claims = Claim.objects.filter(citations__source__in=touched, citations__withdrawn_at=None)
    for pk in claims.order_by("pk").distinct().values_list("pk", flat=True):
        evidence_changed(lock_claim(pk), by=by, why=str(why))


def _facts(source: Source) -> tuple[object, ...]:
    return tuple(getattr(source, part.name) for part in fields(SourceWords))


def _apply(source: Source, words: SourceWords) -> None:
    for part in fields(words):
        setattr(source, part.name, getattr(words, part.name))
