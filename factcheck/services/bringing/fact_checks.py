"""Bringing in fact checks that others published: a claim, the review as its source, and where it had been claimed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from factcheck.core.claims import AnswerKind
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.fact_checks.reviews import read_fact_checks
from factcheck.models import Claim, Person
from factcheck.services.bringing.fact_check_plan import CheckPlan, PlannedCheck, plan_fact_checks
from factcheck.services.bringing.planning import Fate
from factcheck.services.bringing.sources import write_plan
from factcheck.services.checking import require
from factcheck.services.citations import record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.locking import lock_sources


@dataclass(frozen=True, slots=True)
class BroughtFactChecks:
    """What became of the fact checks of a file."""

    added: int
    left: int
    claims_added: int
    refused: tuple[PlannedCheck, ...]


def preview_fact_checks(*, content: bytes, by: Person | None, address: str = "") -> CheckPlan:
    """What `bring_fact_checks` would do as the desk is now. Raises UnreadableFactChecksError."""
    require(by, Act.RECORD)
    return plan_fact_checks(read_fact_checks(content, address=address))


def bring_fact_checks(
    *,
    content: bytes,
    by: Person | None,
    address: str = "",
    claims: Mapping[int, str] | None = None,
    leave_out: Collection[int] = (),
) -> BroughtFactChecks:
    """Record the fact checks of a file or a page, each as a citation of the review on a claim.

    The question is what was claimed, and the answer is in words: a review tells how it judges the claim and not which
    figure is right, so no figure is read out of it. Where the claim had been made is cited beside it, with its own
    scope. `claims` names, by the number of a fact check, the reference of the claim that it belongs to, or nothing for
    a new one; without it the claim that asks the same is taken. Bringing the same again changes nothing. Raises
    NotPermittedError, UnreadableFactChecksError, InvalidInputError for a claim that is not there, and
    ChangedMeanwhileError where somebody records the same at this moment.
    """
    require(by, Act.RECORD)
    checks = read_fact_checks(content, address=address)
    try:
        with transaction.atomic():
            plan = plan_fact_checks(checks)
            if plan.sources.completed:
                lock_sources(plan.sources.completed)
                plan = plan_fact_checks(checks)
            return _write(plan, claims or {}, frozenset(leave_out), by)
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _("Nothing was brought in: somebody recorded the same at this moment. Try it again.")
        ) from error


def _write(
    plan: CheckPlan, chosen: Mapping[int, str], leave_out: frozenset[int], by: Person | None
) -> BroughtFactChecks:
    taken = [one for one in plan.checks if one.fate is Fate.ADDED and one.number not in leave_out]
    _keep_sources_of(plan, taken)
    sources = write_plan(plan.sources, by=by)
    named = _claims_named(chosen)
    made: dict[int, Claim] = {}
    for one in taken:
        claim = named[chosen[one.number]] if chosen.get(one.number) else None
        if claim is None and one.number not in chosen:
            claim = one.claim
        if claim is None:
            first = one.twin or one.number
            if first not in made:
                words = ClaimWords(question=one.question, answer_kind=AnswerKind.TEXT)
                made[first] = record_claim(words=words, by=by)
            claim = made[first]
        for citation in one.citations:
            source = sources[citation.source_number]
            record_citation(claim=claim, source=source, words=citation.words, by=by, ref=citation.ref)
    return BroughtFactChecks(
        added=len(taken),
        left=plan.count(Fate.LEFT) + plan.count(Fate.ADDED) - len(taken),
        claims_added=len(made),
        refused=tuple(one for one in plan.checks if one.fate is Fate.REFUSED),
    )


def _keep_sources_of(plan: CheckPlan, taken: list[PlannedCheck]) -> None:
    """Of the planned sources only those that a fact check is taken from, or that come first of several alike."""
    wanted = {citation.source_number for one in taken for citation in one.citations}
    wanted |= {plan.sources.entries[number - 1].twin for number in wanted}
    for entry in plan.sources.entries:
        if entry.number not in wanted and entry.fate is Fate.ADDED:
            entry.fate = Fate.LEFT
    cited = {plan.sources.entries[number - 1].source for number in wanted if number}
    keys = {source.pk for source in cited if source is not None}
    plan.sources.completed = {key: known for key, known in plan.sources.completed.items() if key in keys}


def _claims_named(chosen: Mapping[int, str]) -> dict[str, Claim]:
    refs = {ref for ref in chosen.values() if ref}
    found = {claim.ref: claim for claim in Claim.objects.filter(ref__in=refs)} if refs else {}
    if missing := refs - found.keys():
        raise InvalidInputError(_("There is no claim %(ref)s."), field="claim", ref=min(missing)[:120])
    return found
