"""A decision as a program sends it, made one of the desk's."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from factcheck.api.finding import unknown
from factcheck.api.schemas.decisions import DecisionSent
from factcheck.core.resolutions import Cause, Outcome, Standing, standing_in_positions
from factcheck.models import Discrepancy, Person
from factcheck.models.discrepancies import letter_of
from factcheck.services.decisions import Decision


def decision_of(sent: DecisionSent, discrepancy: Discrepancy) -> Decision:
    """The decision, with citations by their keys. Raises ProblemError for what names nothing here."""
    keys = dict(discrepancy.claim.citations.values_list("ref", "pk"))
    return Decision(
        outcome=Outcome(sent.outcome),
        cause=Cause(sent.cause) if sent.cause else None,
        rationale=sent.rationale,
        answer=sent.answer,
        sentence=sent.sentence,
        single_origin_reason=sent.why_one_origin,
        standings=_standings(sent, discrepancy, keys),
        review_on=sent.review_on,
        next_step=sent.next_step,
        owner=_owner(sent.owner),
        due_on=sent.due_on,
        split_question=sent.split_question,
        moved=frozenset(_keys(sent.moved, keys, "moved")),
        corrections=dict(
            zip(_keys(sent.corrections, keys, "corrections"), sent.corrections.values(), strict=True)
        ),
    )


def _keys(refs: Iterable[str], keys: dict[str, int], field: str) -> list[int]:
    found = []
    for ref in refs:
        if ref not in keys:
            raise unknown(field, _("“%(ref)s” is no citation on this claim.") % {"ref": ref})
        found.append(keys[ref])
    return found


def _standings(sent: DecisionSent, discrepancy: Discrepancy, keys: dict[str, int]) -> dict[int, Standing]:
    own = dict(
        zip(
            _keys(sent.standings, keys, "standings"),
            (Standing(code) for code in sent.standings.values()),
            strict=True,
        )
    )
    if not sent.position_standings:
        return own
    by_index: dict[int, Standing] = {}
    letters = {letter_of(index): index for index in range(discrepancy.position_count)}
    for letter, code in sent.position_standings.items():
        if letter not in letters:
            raise unknown("position_standings", _("There is no position %(letter)s.") % {"letter": letter})
        by_index[letters[letter]] = Standing(code)
    found = {}
    for key, first, last in discrepancy.members.values_list("citation_id", "first", "last"):
        found[key] = standing_in_positions(
            by_index.get(index, Standing.UNASSESSED) for index in range(first, last + 1)
        )
    return found | own


def _owner(username: str) -> Person | None:
    if not username:
        return None
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise unknown("owner", _("Nobody here has this user name."))
    return found
