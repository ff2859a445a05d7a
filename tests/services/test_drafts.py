"""Drafts of a proposal: kept for one person, bounded, gone once it is proposed."""

from __future__ import annotations

import pytest

from factcheck.core.roles import NotPermittedError, Role
from factcheck.models import Draft
from factcheck.services.drafts import MOST_CHARACTERS, drop_draft, keep_draft
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from tests.conftest import person
from tests.services.desk_work import flag_on, propose

pytestmark = pytest.mark.django_db

MINE = {"sentence": "About 30,000 fled.", "outcome": "use_one"}


@pytest.fixture
def found(disputed):
    return flag_on(disputed)


def last_step(found) -> int:
    return found.steps.order_by("pk").last().pk


def test_a_draft_is_kept_in_place_of_the_one_before(found, reviewer):
    keep_draft(discrepancy=found, fields=MINE, by=reviewer, seen_step=last_step(found))
    keep_draft(discrepancy=found, fields={"sentence": "Second."}, by=reviewer, seen_step=last_step(found))
    assert Draft.objects.get().fields == {"sentence": "Second."}


def test_each_person_keeps_their_own(found, reviewer, second_reviewer):
    keep_draft(discrepancy=found, fields=MINE, by=reviewer)
    keep_draft(discrepancy=found, fields={"sentence": "Other."}, by=second_reviewer)
    drop_draft(discrepancy=found, by=second_reviewer)
    assert Draft.objects.get().person == reviewer


def test_a_proposal_takes_its_draft_with_it_and_leaves_the_others(disputed, found, reviewer, second_reviewer):
    for somebody in (reviewer, second_reviewer):
        keep_draft(discrepancy=found, fields=MINE, by=somebody, seen_step=last_step(found))
    propose(disputed, reviewer)
    assert Draft.objects.get().person == second_reviewer


def test_what_was_on_its_way_when_one_proposed_comes_back_as_no_draft(disputed, found, reviewer):
    seen = last_step(found)
    propose(disputed, reviewer)
    with pytest.raises(ChangedMeanwhileError, match="you have proposed this since"):
        keep_draft(discrepancy=found, fields=MINE, by=reviewer, seen_step=seen)
    assert not Draft.objects.exists()


def test_whoever_lost_to_another_may_still_keep_their_text(disputed, found, reviewer, second_reviewer):
    seen = last_step(found)
    propose(disputed, reviewer)
    keep_draft(discrepancy=found, fields=MINE, by=second_reviewer, seen_step=seen)
    assert Draft.objects.get().fields == MINE


REFUSED = [
    ("longer than any proposal", {"rationale": "x" * (MOST_CHARACTERS + 1)}, "at most 10000 are kept"),
    ("a null character", {"rationale": "a\x00b"}, "null character"),
    ("half a character", {"rationale": "\ud800"}, "half a character"),
]


@pytest.mark.parametrize(("what", "fields", "said"), REFUSED, ids=[what for what, *_rest in REFUSED])
def test_what_no_proposal_may_hold_is_no_draft(what, fields, said, found, reviewer):
    with pytest.raises(InvalidInputError, match=said):
        keep_draft(discrepancy=found, fields=fields, by=reviewer)


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.APPROVER])
@pytest.mark.parametrize(
    "act", [lambda **kept: keep_draft(fields=MINE, **kept), drop_draft], ids=["keep", "drop"]
)
def test_only_whoever_may_propose_keeps_and_discards_drafts(role, act, found):
    somebody = person("somebody", role)
    with pytest.raises(NotPermittedError):
        act(discrepancy=found, by=somebody)


def test_discarding_says_whether_there_was_one(found, reviewer):
    assert not drop_draft(discrepancy=found, by=reviewer)
    keep_draft(discrepancy=found, fields=MINE, by=reviewer)
    assert drop_draft(discrepancy=found, by=reviewer)
