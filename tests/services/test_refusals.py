"""What a proposal is refused for, and its neighbours that still pass."""

from __future__ import annotations

import pytest

from factcheck.core.claims import DEFAULT_TOLERANCE
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.review_rules import OwnProposalError, ReviewError
from factcheck.models import Discrepancy, Resolution
from factcheck.services.approving import approve_resolution
from factcheck.services.desk import change_desk_settings
from factcheck.services.errors import InvalidInputError
from tests.services.desk_work import flag_on, propose

pytestmark = pytest.mark.django_db


UNASSESSED, REJECT = {}, {"about 35,000": Standing.REJECTED}


REFUSED = [
    ("no rationale", {"rationale": "  "}, UNASSESSED, 2, "rationale"),
    ("no answer to print", {"answer": ""}, UNASSESSED, 2, "answer"),
    ("no sentence to print", {"sentence": " "}, UNASSESSED, 2, "sentence"),
    ("an apparent cause with a rejected citation", {"cause": Cause.DIFFERENT_SCOPE}, REJECT, 2, "cause"),
    ("rounding with a rejected citation", {"cause": Cause.ROUNDING}, REJECT, 2, "cause"),
    ("use one, with nobody assessed", {"outcome": Outcome.USE_ONE}, UNASSESSED, 2, "outcome"),
    ("a range of one origin", {"outcome": Outcome.REPORT_RANGE, "cause": Cause.ROUNDING}, {}, 1, "outcome"),
    ("a disagreement of one origin with itself", {}, UNASSESSED, 1, "cause"),
    (
        "one origin and no word why that is enough",
        {"cause": Cause.SAME_ORIGIN, "single_origin_reason": " "},
        UNASSESSED,
        1,
        "single_origin_reason",
    ),
]


@pytest.mark.parametrize(
    ("why", "changed", "standings", "origins", "field"), REFUSED, ids=[r[0] for r in REFUSED]
)
def test_a_proposal_is_refused_with_a_sentence(
    make_claim, cite, reviewer, why, changed, standings, origins, field
):
    claim = make_claim()
    for number, figure in enumerate(("about 30,000", "about 35,000")):
        cite(claim, figure, attribution=f"Ministry {number if origins > 1 else ''}")
    with pytest.raises(ReviewError) as refused:
        propose(claim, reviewer, standings=standings, **changed)
    assert refused.value.field == field
    assert str(refused.value).startswith("Not proposed: ")
    assert (flag_on(claim).state, flag_on(claim).steps.count(), Resolution.objects.count()) == ("open", 1, 0)


@pytest.mark.parametrize("field", ["rationale", "answer", "sentence", "single_origin_reason"])
@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "\ud800"])
def test_texts_that_cannot_be_kept_are_refused_naming_the_field(disputed, reviewer, field, text):
    with pytest.raises(InvalidInputError) as refused:
        propose(disputed, reviewer, **{field: text})
    assert refused.value.field == field
    assert not Resolution.objects.exists()


def test_still_accepted_are_the_neighbours_of_what_is_refused(make_claim, cite, reviewer, approver):
    wide = make_claim("How many died?")
    cite(wide, "580,000 to 3 million")
    propose(wide, reviewer, kind="spread", outcome=Outcome.REPORT_RANGE, cause=Cause.NOT_DETERMINABLE)
    one = make_claim("How many fled?")
    for figure in ("about 30,000", "about 35,000"):
        cite(one, figure)
    propose(one, reviewer, outcome=Outcome.USE_ONE, standings={"about 30,000": Standing.UNCERTAIN})
    assert set(Discrepancy.objects.values_list("state", flat=True)) == {"proposed"}


@pytest.mark.parametrize("superuser", [False, True], ids=["by role", "superuser"])
def test_nobody_approves_a_proposal_of_their_own(disputed, administrator, approver, superuser):
    administrator.is_superuser = superuser
    administrator.save()
    propose(disputed, administrator)
    with pytest.raises(OwnProposalError, match="you proposed this"):
        approve_resolution(discrepancy=flag_on(disputed), by=administrator)
    assert flag_on(disputed).state == "proposed"
    approve_resolution(discrepancy=flag_on(disputed), by=approver)


def test_a_reviewer_who_is_also_an_approver_needs_another_one(disputed, second_reviewer, approver):
    propose(disputed, second_reviewer)
    with pytest.raises(OwnProposalError):
        approve_resolution(discrepancy=flag_on(disputed), by=second_reviewer)


def test_a_desk_of_one_person_may_switch_the_second_person_off(disputed, administrator):
    change_desk_settings(tolerance=DEFAULT_TOLERANCE, single_review=True, by=administrator)
    propose(disputed, administrator)
    approve_resolution(discrepancy=flag_on(disputed), by=administrator)
    assert flag_on(disputed).state == "resolved"
