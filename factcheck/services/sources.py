"""Recording and amending sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from django.db import transaction

from factcheck.core.origins import require_no_cycle
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.withholding import number_of
from factcheck.models import Claim, Person, Source
from factcheck.services.checking import check, check_date, clean_text, require
from factcheck.services.errors import InvalidInputError, StaleError
from factcheck.services.evidence import evidence_changed
from factcheck.services.grading import keep_grading
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claims, lock_derivations, lock_sources
from factcheck.services.readings import derivations
from factcheck.services.refs import new_ref
from factcheck.services.sensitivity import put_sensitive, why_marked


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """The bibliographic record of a source. `published` is a date as typed, `reliability` a grade from A to F.

    `other_fields` is what a bibliography said of it beside that, in the terms of CSL-JSON; None leaves what is
    recorded.
    """

    title: str
    publisher: str = ""
    author: str = ""
    kind: str = ""
    published: str = ""
    url: str = ""
    reliability: str = ""
    other_fields: Mapping[str, object] | None = None

    def cleaned(self) -> SourceWords:
        """The same without surrounding space. Raises InvalidInputError for what cannot be kept."""
        names = [part.name for part in fields(self) if part.name != "other_fields"]
        texts = {name: clean_text(getattr(self, name), name) for name in names}
        check_date(texts["published"], "published")
        return SourceWords(**texts, other_fields=self.other_fields)


@transaction.atomic
def record_source(
    *,
    words: SourceWords,
    by: Person | None,
    derived_from: Sequence[Source] = (),
    ref: str = "",
    sensitive_because: str = "",
) -> Source:
    """Record a document or testimony; with a reason in `sensitive_because` its identity is withheld from the first
    moment. Raises NotPermittedError, InvalidInputError and CircularOriginError.
    """
    require(by, Act.RECORD)
    words = words.cleaned()
    sensitive_because = clean_text(sensitive_because, "sensitive_because")
    source = Source(ref=clean_text(ref, "ref") or new_ref(words.title, Source, "source"))
    require_own_ref(source.ref)
    put_record(source, words)
    put_sensitive(source, is_sensitive=bool(sensitive_because))
    check(source)
    why = why_marked(sensitive_because, is_sensitive=True) if sensitive_because else _("Recorded")
    save_with_history(source, by=by, reason=why)
    keep_grading(source, "", by=by, why=_("Recorded"))
    if derived_from:
        derive(source, derived_from)
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

    `derived_from` None leaves the links as they are. Raises StaleError where somebody amended the
    source after `seen_version`.
    """
    require(by, Act.RECORD)
    words = words.cleaned()
    if derived_from is not None:
        lock_derivations()
    source = lock_sources([source.pk])[0]
    if seen_version is not None and seen_version != source.version:
        raise StaleError(
            _("Not saved: %(who)s changed this source meanwhile. Your text is still here; look and decide."),
            who=source.history.select_related("history_user").latest().history_user
            or Sentence(_("somebody")),
        )
    if amend_record(source, words, derived_from, by=by):
        why = Sentence(_("The source “%(title)s” was amended."), {"title": source.title})
        for claim in lock_claims(claims_resting_on({source.pk})):
            evidence_changed(claim, by=by, why=str(why))
    return source


def require_own_ref(ref: str) -> None:
    """Raises InvalidInputError for a reference that stands for a source whose identity is withheld."""
    if number_of(ref) is not None:
        raise InvalidInputError(
            _("“%(ref)s” stands for a source whose identity is withheld. Give another reference."),
            field="ref",
            ref=ref,
        )


def amend_record(
    source: Source,
    words: SourceWords,
    derived_from: Sequence[Source] | None,
    *,
    by: Person | None,
    reason: str = _("Amended"),
) -> bool:
    """Put another record on a source that the caller has locked; says whether what rests on it must be
    compared again, because its date or what it draws on changed.
    """
    was, published, grade, parents = _facts(source), source.published, source.reliability, _parents(source)
    put_record(source, words)
    check(source)
    now = parents if derived_from is None else {parent.pk for parent in derived_from}
    if _facts(source) == was and now == parents:
        return False
    source.version += 1
    save_with_history(source, by=by, reason=_("Amended"))
    keep_grading(source, grade, by=by, why=reason)
    if derived_from is not None and now != parents:
        derive(source, derived_from)
    return source.published != published or now != parents


def derive(source: Source, parents: Sequence[Source]) -> None:
    """Name the sources that a source draws on. Raises CircularOriginError."""
    require_no_cycle(source.pk, [parent.pk for parent in parents], derivations())
    source.derived_from.set(parents)


def _parents(source: Source) -> set[int]:
    return set(source.derived_from.values_list("pk", flat=True))


def claims_resting_on(sources: Iterable[int]) -> list[int]:
    """The claims of sources and of their echoes, whose dates and origins rest on them."""
    claims = Claim.objects.filter(citations__source__in=with_echoes(sources), citations__withdrawn_at=None)
    return list(claims.order_by("pk").distinct().values_list("pk", flat=True))


def with_echoes(sources: Iterable[int]) -> set[int]:
    """Sources and all that draw on them, however indirectly."""
    touched = set(sources)
    waiting = list(touched)
    echoes: dict[int, list[int]] = {}
    for child, parents in derivations().items():
        for parent in parents:
            echoes.setdefault(parent, []).append(child)
    while waiting:
        for child in echoes.get(waiting.pop(), ()):
            if child not in touched:
                touched.add(child)
                waiting.append(child)
    return touched


def _facts(source: Source) -> tuple[object, ...]:
    return tuple(getattr(source, part.name) for part in fields(SourceWords))


def put_record(source: Source, words: SourceWords) -> None:
    """Put a bibliographic record on a source; the caller checks and saves."""
    for part in fields(words):
        if (value := getattr(words, part.name)) is not None:
            setattr(source, part.name, value)
