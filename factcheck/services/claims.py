"""Recording and amending claims."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db import transaction

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.figures import Figure, read_figure
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import UnitKind, unit_for
from factcheck.models import Claim, Desk, Person, Topic
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import InvalidInputError, StaleError
from factcheck.services.evidence import evidence_changed, lapse_verdicts
from factcheck.services.figures import keep_reading
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claim
from factcheck.services.refs import new_ref

MAX_TOPIC = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """What is asked, and on what terms answers to it are compared. `topic` is a name; `tolerance` None for
    the desk's.
    """

    question: str
    topic: str = ""
    answer_kind: AnswerKind = AnswerKind.QUANTITY
    unit: str = ""
    lives: Lives = Lives.FIXED
    tolerance: Decimal | None = None


@transaction.atomic
def record_claim(*, words: ClaimWords, by: Person | None, ref: str = "") -> Claim:
    """Record a question to settle. Raises NotPermittedError and InvalidInputError."""
    require(by, Act.RECORD)
    claim = Claim(ref=clean_text(ref, "ref") or new_ref(words.question, Claim, "claim"))
    _apply(claim, words)
    check(claim)
    save_with_history(claim, by=by, reason=_("Recorded"))
    return claim


@transaction.atomic
def amend_claim(
    *, claim: Claim, words: ClaimWords, by: Person | None, seen_version: int | None = None
) -> Claim:
    """Amend a claim; where its terms change, its figures are read anew and compared again.

    Raises StaleError where somebody amended it after `seen_version`.
    """
    require(by, Act.RECORD)
    claim = lock_claim(claim.pk)
    if seen_version is not None:
        require_seen(claim, seen_version)
    if amend_question(claim, words, by=by):
        evidence_changed(claim, by=by, why=_("The terms of the claim were amended."))
    return claim


def require_seen(claim: Claim, seen_version: int) -> None:
    """Raises StaleError where somebody amended a claim, which the caller holds, after the version that was seen."""
    if seen_version != claim.version:
        raise StaleError(
            _("Not saved: %(who)s changed this claim meanwhile. Your text is still here; look and decide."),
            who=claim.history.select_related("history_user").latest().history_user or Sentence(_("somebody")),
        )


def amend_question(claim: Claim, words: ClaimWords, *, by: Person | None) -> bool:
    """Put other words on a claim that the caller has locked; says whether it must be compared again.

    Where the terms change, its figures are read anew. The caller sees to the comparison, so that an import
    compares once.
    """
    was, terms_were, asked = _facts(claim), claim.terms(Desk.current()), _asked(claim)
    _apply(claim, words)
    check(claim)
    if _facts(claim) == was:
        return False
    claim.version += 1
    save_with_history(claim, by=by, reason=_("Amended"))
    if _asked(claim) != asked:
        lapse_verdicts(claim, by=by, why=_("The question was amended."))
    if claim.terms(Desk.current()) == terms_were:
        return False
    read_citations_anew(claim, by=by)
    return True


def read_citations_anew(claim: Claim, *, by: Person | None) -> None:
    """Read every figure of a claim on its present terms; one that reads otherwise gets a new version."""
    terms = claim.terms(Desk.current())
    for citation in claim.citations.order_by("pk"):
        was = (citation.is_read, citation.unread_because, citation.stated)
        keep_reading(citation, terms)
        if (citation.is_read, citation.unread_because, citation.stated) != was:
            citation.version += 1
            reason = _("Read anew, because the terms of the claim were amended")
            save_with_history(citation, by=by, reason=reason)


def topic_named(name: str) -> Topic | None:
    """The topic of that name, made where it is new; None for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    if len(name) > MAX_TOPIC:
        raise InvalidInputError(
            _("The topic has more than %(most)s characters."), field="topic", most=MAX_TOPIC
        )
    return Topic.objects.get_or_create(name=name)[0]


def _facts(claim: Claim) -> tuple[object, ...]:
    return claim.question, claim.topic_id, claim.answer_kind, claim.unit, claim.lives, claim.tolerance


@lru_cache(maxsize=1_000)
def unit_meant(typed: str) -> str:
    """The unit that somebody means by "$", "dollars" or "kilometres": its code or symbol; other words are a noun."""
    known = unit_for(typed)
    if not typed or known.kind is not UnitKind.COUNT:
        return known.symbol
    for figure in (f"1 {typed}", f"{typed}1"):
        found = read_figure(figure)
        if isinstance(found, Figure) and found.unit_kind is UnitKind.MONEY:
            return found.stated.unit
    return typed


def _asked(claim: Claim) -> tuple[object, ...]:
    """What an approved answer answers: with another question or other terms it would be another person's word."""
    return claim.question, claim.answer_kind, claim.unit, claim.lives


def _apply(claim: Claim, words: ClaimWords) -> None:
    put_question(claim, words, topic_named(clean_text(words.topic, "topic")))


def put_question(claim: Claim, words: ClaimWords, topic: Topic | None) -> None:
    """Put words and terms on a claim; the caller checks and saves."""
    if words.answer_kind is AnswerKind.DATE and words.lives is not Lives.FIXED:
        raise InvalidInputError(
            _("A claim answered by a date is fixed: it has one answer for ever."), field="lives"
        )
    claim.question = " ".join(clean_text(words.question, "question").split())
    claim.topic = topic
    claim.answer_kind, claim.lives = words.answer_kind.value, words.lives.value
    claim.unit, claim.tolerance = unit_meant(clean_text(words.unit, "unit")), words.tolerance
