"""Recording, amending and withdrawing citations."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils import timezone

from factcheck.core.claims import Terms
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Attribution, Citation, Claim, Desk, Person, Source
from factcheck.services.checking import check, check_date, clean_text, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError, StaleError
from factcheck.services.evidence import evidence_changed
from factcheck.services.figures import keep_reading
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claim, lock_claims, lock_sources
from factcheck.services.one_change import Amended
from factcheck.services.quotes import follow_words
from factcheck.services.readings import as_compared
from factcheck.services.refs import new_citation_ref

MAX_ATTRIBUTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationWords:
    """What a source says on a claim, as somebody typed it. `attribution` is a name."""

    figure: str
    quote: str = ""
    locator: str = ""
    as_of: str = ""
    scope: str = ""
    attribution: str = ""
    credibility: int | None = None

    @classmethod
    def of(cls, citation: Citation) -> CitationWords:
        """The words of a citation as it is recorded."""
        return cls(
            figure=citation.figure,
            quote=citation.quote,
            locator=citation.locator,
            as_of=citation.as_of,
            scope=citation.scope,
            attribution=citation.attribution.name if citation.attribution else "",
            credibility=citation.credibility,
        )

    def cleaned(self) -> CitationWords:
        """The same without surrounding space. Raises InvalidInputError for what cannot be kept."""
        texts = {
            part.name: clean_text(getattr(self, part.name), part.name)
            for part in fields(self)
            if part.name != "credibility"
        }
        check_date(texts["as_of"], "as_of")
        return CitationWords(**texts, credibility=self.credibility)


@transaction.atomic
def record_citation(
    *, claim: Claim, source: Source, words: CitationWords, by: Person | None, ref: str = ""
) -> Citation:
    """Record what a source says on a claim, and compare the claim's citations again.

    A figure that cannot be read for certain is kept as words, marked unread and compared with nothing. Raises
    NotPermittedError and InvalidInputError.
    """
    require(by, Act.RECORD)
    words = words.cleaned()
    lock_sources([source.pk])
    claim = lock_claim(claim.pk)
    citation = Citation(ref=ref or new_citation_ref(claim.ref), claim=claim, source=source, recorded_by=by)
    put_words(citation, words, attribution_named(words.attribution), claim.terms(Desk.current()))
    check(citation)
    save_with_history(citation, by=by, reason=_("Recorded"))
    why = Sentence(
        _("“%(figure)s” was recorded from %(source)s."), {"figure": citation.figure, "source": source.title}
    )
    evidence_changed(claim, by=by, why=str(why))
    return citation


@transaction.atomic
def amend_citation(
    *,
    citation: Citation,
    words: CitationWords,
    by: Person | None,
    seen_version: int | None = None,
    claim: Claim | None = None,
    source: Source | None = None,
) -> Citation:
    """Amend a citation in place; the earlier state stays in the history under its version.

    `seen_version` is the version that the person was looking at: where somebody amended it since, nothing is
    saved and StaleError says so. `claim` and `source` are given where the citation moves to another.
    """
    require(by, Act.RECORD)
    words = words.cleaned()
    citation, claims = _lock(citation.pk, *([claim] if claim else []), source=source)
    _require_version(citation, seen_version)
    before = claims[citation.claim_id]
    after = claims[claim.pk] if claim else before
    figure_was, was_compared = citation.figure, as_compared(citation, before)
    if not amend_words(citation, words, after, source or citation.source, by=by):
        return citation
    why = Sentence(_("“%(was)s” was amended to “%(now)s”."), {"was": figure_was, "now": citation.figure})
    if after.pk != before.pk:
        evidence_changed(before, by=by, why=str(why))
        was_compared = None
    evidence_changed(
        after, by=by, why=str(why), amended=Amended.of(was_compared, as_compared(citation, after))
    )
    return citation


def amend_words(
    citation: Citation,
    words: CitationWords,
    claim: Claim,
    source: Source,
    *,
    by: Person | None,
    reason: str = _("Amended"),
) -> bool:
    """Put other words on a citation that the caller has locked, as a new version; says whether any differ.

    The caller sees to what follows for the claim, so that an import of many rows compares it once.
    """
    was, stood = words_of(citation), (citation.source_id, citation.quote, citation.figure)
    citation.claim, citation.source = claim, source
    put_words(citation, words, attribution_named(words.attribution), claim.terms(Desk.current()))
    check(citation)
    if words_of(citation) == was:
        return False
    citation.version += 1
    save_with_history(citation, by=by, reason=reason)
    if (citation.source_id, citation.quote, citation.figure) != stood:
        follow_words(citation, by=by)
    return True


@transaction.atomic
def withdraw_citation(
    *, citation: Citation, because: str, by: Person | None, seen_version: int | None = None
) -> Citation:
    """Withdraw a citation: it is kept and shown, and not compared. Raises InvalidInputError without a reason."""
    require(by, Act.RECORD)
    because = require_text(because, "because", _("Not withdrawn: say why this citation is withdrawn."))
    citation, claims = _lock(citation.pk)
    _require_version(citation, seen_version)
    if citation.withdrawn_at:
        raise ChangedMeanwhileError(_("This citation has been withdrawn already."))
    citation.withdrawn_at, citation.withdrawn_because = timezone.now(), because
    citation.version += 1
    check(citation)
    save_with_history(citation, by=by, reason=_("Withdrawn"))
    why = Sentence(
        _("“%(figure)s” was withdrawn: %(because)s"), {"figure": citation.figure, "because": because}
    )
    evidence_changed(claims[citation.claim_id], by=by, why=str(why))
    return citation


@transaction.atomic
def restore_citation(*, citation: Citation, by: Person | None, seen_version: int | None = None) -> Citation:
    """Take a withdrawal back."""
    require(by, Act.RECORD)
    citation, claims = _lock(citation.pk)
    _require_version(citation, seen_version)
    if not citation.withdrawn_at:
        raise ChangedMeanwhileError(_("This citation is not withdrawn."))
    citation.withdrawn_at, citation.withdrawn_because = None, ""
    citation.version += 1
    save_with_history(citation, by=by, reason=_("Restored"))
    why = Sentence(_("“%(figure)s” was restored."), {"figure": citation.figure})
    evidence_changed(claims[citation.claim_id], by=by, why=str(why))
    return citation


def _lock(pk: int, *others: Claim, source: Source | None = None) -> tuple[Citation, dict[int, Claim]]:
    """A citation and its claim, which is the lock of whoever writes a citation, with other claims that the change
    touches: held until the transaction ends.
    """
    claim_pk, source_pk = Citation.objects.values_list("claim_id", "source_id").get(pk=pk)
    lock_sources([source.pk if source else source_pk])
    claims = {claim.pk: claim for claim in lock_claims([claim_pk, *(other.pk for other in others)])}
    citation = Citation.objects.select_related("claim", "source", "attribution").get(pk=pk)
    if citation.claim_id not in claims:
        raise ChangedMeanwhileError(_("Not saved: this citation was moved to another claim at this moment."))
    return citation, claims


def _require_version(citation: Citation, seen: int | None) -> None:
    if seen is None or seen == citation.version:
        return
    last = citation.history.select_related("history_user").latest()
    raise StaleError(
        _(
            "Not saved: %(who)s changed this citation meanwhile, to “%(figure)s”. "
            "Your text is still here; look and decide."
        ),
        who=last.history_user or _("somebody"),
        figure=citation.figure,
    )


def words_of(citation: Citation) -> tuple[object, ...]:
    return (
        citation.claim_id,
        citation.source_id,
        citation.figure,
        citation.quote,
        citation.locator,
        citation.as_of,
        citation.scope,
        citation.attribution_id,
        citation.credibility,
    )


def put_words(
    citation: Citation, words: CitationWords, attribution: Attribution | None, terms: Terms
) -> None:
    """Put the words of a source on a citation, and our reading beside them; the caller checks and saves."""
    citation.figure, citation.quote, citation.locator = words.figure, words.quote, words.locator
    citation.as_of, citation.scope, citation.credibility = words.as_of, words.scope, words.credibility
    citation.attribution = attribution
    keep_reading(citation, terms)


def attribution_named(name: str) -> Attribution | None:
    """The attribution of that name, made where it is new; None for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    if len(name) > MAX_ATTRIBUTION:
        raise InvalidInputError(
            _("The attribution has more than %(most)s characters. Name only whom the source credits."),
            field="attribution",
            most=MAX_ATTRIBUTION,
        )
    return Attribution.objects.get_or_create(name=name)[0]
