"""What readers see: the answers of verified claims, where the desk publishes, but for those that are kept back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Desk, Person, Publication
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_claim

MAX_REASON = 1_000
_AT_ONCE = 2_000


@transaction.atomic
def keep_back(*, claim: Claim, because: str, by: Person | None) -> Claim:
    """Keep a claim from readers, verified or not, for a reason that the desk's own history tells.

    Raises NotPermittedError, InvalidInputError without a reason, and ChangedMeanwhileError where it is so already.
    """
    because = _checked(because, by, _("Not kept back: say why readers are not to see it."))
    claim = lock_claim(claim.pk)
    if claim.is_kept_back:
        raise ChangedMeanwhileError(_("This claim is kept from readers already."))
    return _keep(claim, by, Sentence(_("Kept from readers: %(because)s"), {"because": because}))


@transaction.atomic
def show_to_readers(*, claim: Claim, because: str, by: Person | None) -> Claim:
    """Keep a claim from readers no longer: where the desk publishes, they see it while it is verified.

    Raises NotPermittedError, InvalidInputError without a reason, and ChangedMeanwhileError where it is not kept back.
    """
    because = _checked(because, by, _("Not shown: say why readers may see it now."))
    claim = lock_claim(claim.pk)
    if not claim.is_kept_back:
        raise ChangedMeanwhileError(_("This claim is not kept from readers."))
    return _keep(claim, by, Sentence(_("Shown to readers: %(because)s"), {"because": because}))


def follow_published(claim: Claim) -> None:
    """Write down what readers are shown of a claim from now on, where that changed. The caller holds the claim."""
    if not Desk.current().publishes:
        return
    shown = None if claim.is_kept_back else claim.printed_id
    last = claim.publications.order_by("-pk").first()
    if shown != (last.shown_id if last else None):
        Publication.objects.create(claim=claim, shown_id=shown, at=timezone.now())


def follow_published_claims(pks: Iterable[int]) -> None:
    """As follow_published, for those of these claims that readers were ever shown. The caller holds them all."""
    for claim in Claim.objects.filter(pk__in=list(pks), publications__isnull=False).distinct():
        follow_published(claim)


def follow_the_desk(desk: Desk) -> None:
    """Write down what readers are shown of every claim, once the desk has begun to publish, or no longer does."""
    now = timezone.now()
    shown = Publication.objects.latest_of_each_claim().exclude(shown=None).values_list("claim_id", "shown_id")
    before = dict(shown)
    printed = Claim.objects.published().values_list("pk", "printed_id") if desk.publishes else ()
    after: dict[int, int | None] = dict.fromkeys(before) | dict(printed)
    Publication.objects.bulk_create(
        (
            Publication(claim_id=claim, shown_id=verdict, at=now)
            for claim, verdict in sorted(after.items())
            if before.get(claim) != verdict
        ),
        batch_size=_AT_ONCE,
    )


def _checked(because: str, by: Person | None, missing: str) -> str:
    require(by, Act.APPROVE)
    because = require_text(because, "because", missing)
    if len(because) > MAX_REASON:
        raise InvalidInputError(
            _("This has more than %(most)s characters."), field="because", most=MAX_REASON
        )
    return because


def _keep(claim: Claim, by: Person | None, reason: Sentence) -> Claim:
    claim.is_kept_back = not claim.is_kept_back
    claim.version += 1
    check(claim)
    save_with_history(claim, by=by, reason=str(reason))
    follow_published(claim)
    return claim
