"""What bringing in fact checks would do, one by one, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.core.dates import say_date
from factcheck.models.speech import spoken
from factcheck.services.bringing.fact_check_plan import CheckPlan, PlannedCheck
from factcheck.services.bringing.planning import Fate, Plan

NEW, LEAVE_OUT = "new", "leave-out"
LONGEST_CHOICE = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim that a fact check may belong to, a new one, or none."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source of a fact check: what it is for, and whether the desk has it."""

    what: str
    title: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One fact check: what it says, what becomes of it, and what it may belong to."""

    number: int
    place: str
    claimed: str
    rating: str
    told_by: str
    fate_words: str
    badge: str
    problem: str
    claim_question: str
    claim_address: str
    sources: tuple[ShownSource, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FactChecksPage:
    """The counts and the fact checks."""

    counts: list[str]
    checks: list[ShownCheck]
    changes: int


def fact_checks_page(
    plan: CheckPlan, *, chosen: Mapping[int, str], left_out: Collection[int]
) -> FactChecksPage:
    """All fact checks of a plan, with what somebody chose for them already."""
    added, left, refused = (plan.count(fate) for fate in (Fate.ADDED, Fate.LEFT, Fate.REFUSED))
    counts = [
        (added, ngettext("%(count)s fact check is added", "%(count)s fact checks are added", added)),
        (left, ngettext("%(count)s is here already", "%(count)s are here already", left)),
        (refused, ngettext("%(count)s cannot be brought in", "%(count)s cannot be brought in", refused)),
    ]
    return FactChecksPage(
        counts=[words % {"count": count} for count, words in counts if count],
        checks=[_shown(one, plan, chosen, left_out) for one in plan.checks],
        changes=added,
    )


def _shown(
    one: PlannedCheck, plan: CheckPlan, chosen: Mapping[int, str], left_out: Collection[int]
) -> ShownCheck:
    check = one.check
    fates = {
        Fate.ADDED: (_("added"), "minor"),
        Fate.LEFT: (_("is here already"), "minor"),
        Fate.REFUSED: (_("not brought in"), "major"),
    }
    words, badge = fates[one.fate]
    is_here = one.fate is Fate.LEFT and one.claim is not None
    return ShownCheck(
        number=one.number,
        place=_("line %(line)s") % {"line": check.line},
        claimed=check.claimed or check.title or _("Markup without a claim"),
        rating=check.rating,
        told_by=" · ".join(
            filter(
                None, (check.publisher, check.author, say_date(check.published) if check.published else "")
            )
        ),
        fate_words=words,
        badge=badge,
        problem=spoken(one.problem),
        claim_question=one.claim.question if is_here and one.claim else "",
        claim_address=one.claim.get_absolute_url() if is_here and one.claim else "",
        sources=tuple(_sources(one, plan.sources)),
        choices=_choices(one, plan, chosen.get(one.number), is_left_out=one.number in left_out),
    )


def _sources(one: PlannedCheck, sources: Plan) -> list[ShownSource]:
    found = []
    for place, citation in enumerate(one.citations):
        entry = sources.entries[citation.source_number - 1]
        is_known = entry.fate in {Fate.LEFT, Fate.COMPLETED}
        found.append(
            ShownSource(
                what=_("It was claimed in") if place else _("The review"),
                title=entry.title,
                address=entry.source.get_absolute_url() if entry.source else "",
                note=_("the desk has it")
                if entry.source
                else _("named before in this file")
                if is_known
                else "",
            )
        )
    return found


def _choices(
    one: PlannedCheck, plan: CheckPlan, chosen: str | None, *, is_left_out: bool
) -> tuple[Choice, ...]:
    if one.fate is not Fate.ADDED:
        return ()
    preset = one.claim.ref if one.claim else NEW
    at = LEAVE_OUT if is_left_out else preset if chosen is None else chosen or NEW
    words = _("A new claim: %(question)s") % {"question": one.question}
    if one.twin:
        words = _("The new claim of the fact check on %(place)s") % {
            "place": _("line %(line)s") % {"line": plan.checks[one.twin - 1].check.line}
        }
    claims = [(claim.ref, _("Claim: %(question)s") % {"question": claim.question}) for claim in one.suggested]
    everything = [(NEW, words), *claims, (LEAVE_OUT, _("Leave it out"))]
    return tuple(Choice(value, _cut(said), value == at) for value, said in everything)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_CHOICE else f"{words[:LONGEST_CHOICE]}…"
