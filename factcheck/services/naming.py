"""Naming topics and attributions, the two short lists that claims and citations point at."""

from __future__ import annotations

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Attribution, AttributionAct, AttributionStep, Claim, Person, Topic
from factcheck.services.checking import check, clean_text, require
from factcheck.services.locking import lock_claims
from factcheck.services.reconciling import reconcile_claims


@transaction.atomic
def record_topic(*, name: str, by: Person | None) -> Topic:
    """Add a topic. Raises NotPermittedError, and InvalidInputError where there is one of that name."""
    require(by, Act.RECORD)
    topic = Topic(name=_one_line(name))
    check(topic)
    topic.save()
    return topic


@transaction.atomic
def rename_topic(*, topic: Topic, name: str, by: Person | None) -> Topic:
    """Give a topic another name; its claims keep it."""
    require(by, Act.RECORD)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.name = _one_line(name)
    check(topic)
    topic.save()
    return topic


@transaction.atomic
def record_attribution(*, name: str, by: Person | None) -> Attribution:
    """Add somebody whom sources credit. Raises as record_topic."""
    require(by, Act.RECORD)
    attribution = Attribution(name=_one_line(name))
    check(attribution)
    attribution.save()
    return attribution


@transaction.atomic
def rename_attribution(*, attribution: Attribution, name: str, by: Person | None) -> Attribution:
    """Give an attribution another name. Origins are told apart by name, so its claims are compared again, with those
    of the names that were merged into it.
    """
    require(by, Act.RECORD)
    attribution = Attribution.objects.select_for_update().get(pk=attribution.pk)
    was, attribution.name = attribution.name, _one_line(name)
    check(attribution)
    if attribution.name == was:
        return attribution
    attribution.save()
    Attribution.objects.counting_as(was).update(counts_as=attribution.name)
    step = AttributionStep(
        attribution=attribution,
        act=AttributionAct.RENAMED.value,
        name=was,
        other_name=attribution.name,
        by=by,
    )
    check(step)
    step.save()
    names = Attribution.objects.counted_with(attribution.name)
    resting = Claim.objects.filter(citations__attribution__in=names, citations__withdrawn_at=None)
    why = Sentence(
        _("The attribution “%(was)s” was renamed to “%(now)s”."), {"was": was, "now": attribution.name}
    )
    reconcile_claims(lock_claims(resting.distinct().values_list("pk", flat=True)), by=by, why=str(why))
    return attribution


def _one_line(name: str) -> str:
    return " ".join(clean_text(name, "name").split())
