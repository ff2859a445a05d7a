"""Merging the names of whom sources credit, and taking a merge back. The desk does so by hand, with a reason, and the
history keeps it: no citation changes, only how many origins stand behind it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.words import fold
from factcheck.models import Attribution, AttributionAct, AttributionStep, Citation, Claim, Person
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.evidence import evidence_changed_on
from factcheck.services.locking import lock_attributions, lock_claims


@transaction.atomic
def merge_attributions(
    *, kept: Attribution, merged: Attribution, because: str, by: Person | None
) -> Attribution:
    """Count a name, and all that were merged into it, as another one; returns the name that is kept.

    Where the name that is kept was merged itself, the one at the end of that line is meant. Claims whose origins are
    fewer now are compared again: an answer that waits for approval lapses, a resolution that waits is refused at its
    approval where it needs more than one origin, and what is printed stays printed, marked as resting on evidence
    that changed. Raises NotPermittedError; InvalidInputError without a reason, for a name and itself, and where the
    other name counts as this one; ChangedMeanwhileError where the name was merged before.
    """
    require(by, Act.RECORD)
    because = require_text(because, "because", _("Not merged: say why the two names mean the same."))
    kept, merged = (Attribution.objects.get(pk=one.pk) for one in (kept, merged))
    root = Attribution.objects.get(name=kept.origin_name)
    if kept.pk == merged.pk:
        raise InvalidInputError(_("Not merged: this is one name. Choose another."), field="kept")
    if merged.merged_into_id is not None:
        raise ChangedMeanwhileError(
            _("Not merged: “%(merged)s” counts as “%(kept)s” already. Take that apart first."),
            merged=merged.name,
            kept=merged.origin_name,
        )
    if root.pk == merged.pk:
        raise InvalidInputError(
            _("Not merged: “%(kept)s” counts as “%(merged)s” already. Take that apart first."),
            kept=kept.name,
            merged=merged.name,
            field="kept",
        )
    moving = _with_all_merged_into(merged)
    claims = _hold(moving, merged, root)
    _count_as(root.name, moving, merged, into=root)
    _append(merged, AttributionAct.MERGED, root, because, by)
    why = Sentence(
        _("“%(merged)s” was merged into “%(kept)s”: %(because)s"),
        {"merged": merged.name, "kept": root.name, "because": because},
    )
    evidence_changed_on(claims, by=by, why=str(why))
    return root


@transaction.atomic
def part_attribution(*, attribution: Attribution, because: str, by: Person | None) -> Attribution:
    """Take back that a name was merged: it counts by itself again, together with all that were merged into it.

    Claims whose origins are more now are compared again, as after a merge. Raises NotPermittedError, InvalidInputError
    without a reason, and ChangedMeanwhileError where the name is not merged into another.
    """
    require(by, Act.RECORD)
    because = require_text(
        because, "because", _("Not taken apart: say why the two names mean different ones.")
    )
    attribution = Attribution.objects.select_related("merged_into").get(pk=attribution.pk)
    kept = attribution.merged_into
    if kept is None:
        raise ChangedMeanwhileError(
            _("Not taken apart: “%(name)s” counts by itself already."), name=attribution.name
        )
    moving = _with_all_merged_into(attribution)
    claims = _hold(moving, attribution, Attribution.objects.get(name=attribution.origin_name))
    _count_as(attribution.name, moving, attribution, into=None)
    _append(attribution, AttributionAct.PARTED, kept, because, by)
    why = Sentence(
        _("“%(parted)s” was taken out of “%(kept)s”: %(because)s"),
        {"parted": attribution.name, "kept": kept.name, "because": because},
    )
    evidence_changed_on(claims, by=by, why=str(why))
    return attribution


def claims_resting_on_both(merged: Attribution, kept: Attribution) -> int:
    """How many claims would be compared again if one of two names that count apart were merged into the other."""
    return len(_counted_otherwise(_with_all_merged_into(merged), merged, kept))


def _with_all_merged_into(attribution: Attribution) -> set[int]:
    """The keys of a name and of all that were merged into it, over any number of steps."""
    under: dict[int | None, list[int]] = {}
    for key, into in Attribution.objects.counted_with(attribution.origin_name).values_list(
        "pk", "merged_into"
    ):
        under.setdefault(into, []).append(key)
    found, waiting = set[int](), [attribution.pk]
    while waiting:
        key = waiting.pop()
        found.add(key)
        waiting.extend(under.get(key, ()))
    return found


def _hold(moving: Collection[int], one: Attribution, other: Attribution) -> list[Claim]:
    """Hold the claims that count their origins otherwise once names move from one group to another, and the names.

    Whoever records a citation holds its claim first and its attribution then, so that is the order here. Raises
    ChangedMeanwhileError where somebody merged or took apart one of the names at this moment.
    """
    claims = {claim.pk: claim for claim in lock_claims(_counted_otherwise(moving, one, other))}
    held = {name.pk: name for name in lock_attributions({*moving, one.pk, other.pk})}
    if any(held[name.pk].merged_into_id != name.merged_into_id for name in (one, other)) or (
        moving != _with_all_merged_into(held[one.pk])
    ):
        raise ChangedMeanwhileError(
            _("Somebody merged or took apart one of these names at this moment. Look, and decide again.")
        )
    late = set(_counted_otherwise(moving, one, other)) - set(claims)
    return [*claims.values(), *lock_claims(late)]


def _counted_otherwise(moving: Collection[int], one: Attribution, other: Attribution) -> list[int]:
    """The claims that rest on a name that moves and on one that it is parted from or joined with by moving.

    Names that are equal but for capitals and punctuation count as one without any merge.
    """
    before_and_after = {fold(one.name), fold(other.name)}
    if len(before_and_after) == 1:
        return []
    names = Attribution.objects.exclude(pk__in=moving).values_list("pk", "name", "counts_as")
    beside = [key for key, name, counts_as in names if fold(counts_as or name) in before_and_after]
    standing = Citation.objects.standing().order_by()
    mine = standing.filter(attribution__in=moving).values("claim")
    return list(
        standing.filter(attribution__in=beside, claim__in=mine).values_list("claim", flat=True).distinct()
    )


def _count_as(name: str, moving: Collection[int], first: Attribution, *, into: Attribution | None) -> None:
    """Count names under another one, of which the first stands at the head of the line."""
    Attribution.objects.filter(pk__in=set(moving) - {first.pk}).update(counts_as=name)
    first.merged_into, first.counts_as = into, into
    first.save()


def _append(
    attribution: Attribution, act: AttributionAct, other: Attribution, because: str, by: Person | None
) -> None:
    step = AttributionStep(
        attribution=attribution,
        act=act.value,
        other=other,
        name=attribution.name,
        other_name=other.name,
        because=because,
        by=by,
    )
    check(step)
    step.save()
