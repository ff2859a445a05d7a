from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    CAUSE_GROUPS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Cause,
    Outcome,
    Standing,
)
from factcheck.core.review_rules import (
    ApparentCauseError,
    MissingAnswerError,
    MissingCauseError,
    MissingCorrectionError,
    MissingNextStepError,
    MissingOwnerError,
    MissingQuestionError,
    MissingRationaleError,
    MissingSentenceError,
    NothingMovesError,
    OneOriginError,
    OwnProposalError,
    Proposal,
    ReviewError,
    SingleOriginReasonError,
    UnassessedError,
    UndatedSeriesError,
    require_second_person,
    require_single_origin_reason,
    require_sound_proposal,
)

SOUND = Proposal(
    kind=DiscrepancyKind.VALUE,
    cause=Cause.SOURCE_ERROR,
    outcome=Outcome.USE_ONE,
    answer="about 30,000",
    sentence="About 30,000 North Koreans have reached the South.",
    rationale="The ministry's own count says so.",
    standings=(Standing.PREFERRED, Standing.REJECTED),
    origins=2,
)
UNASSESSED = (Standing.UNASSESSED, Standing.UNASSESSED)

HOLD = {"outcome": Outcome.HOLD, "next_step": "Ask the ministry.", "has_owner": True}
SPLIT = {"outcome": Outcome.SPLIT_CLAIM, "split_question": "How many women?", "moved": 1, "staying": 1}

REFUSED = [
    ("no rationale", {"rationale": " "}, MissingRationaleError, {"rationale": "So."}),
    ("no answer", {"answer": ""}, MissingAnswerError, {"answer": "", "outcome": Outcome.OMIT}),
    ("no sentence", {"sentence": ""}, MissingSentenceError, {"sentence": "", "outcome": Outcome.OMIT}),
    ("no cause", {"cause": None}, MissingCauseError, {"cause": None, **HOLD}),
    ("a hold without a next step", HOLD | {"next_step": " "}, MissingNextStepError, HOLD),
    ("a hold that nobody sees to", HOLD | {"has_owner": False}, MissingOwnerError, HOLD),
    ("a split without a question", SPLIT | {"split_question": ""}, MissingQuestionError, SPLIT),
    ("a split that moves nothing", SPLIT | {"moved": 0}, NothingMovesError, SPLIT),
    ("a split that moves everything", SPLIT | {"staying": 0}, NothingMovesError, SPLIT),
    (
        "a series of one date",
        {"outcome": Outcome.SERIES, "dated": 1},
        UndatedSeriesError,
        {"outcome": Outcome.SERIES, "dated": 2},
    ),
    (
        "our own slip, without the figure as it should read",
        {"cause": Cause.OUR_TRANSCRIPTION_ERROR},
        MissingCorrectionError,
        {"cause": Cause.OUR_TRANSCRIPTION_ERROR, "corrections": 1},
    ),
    (
        "an apparent cause with a rejected citation",
        {"cause": Cause.ROUNDING},
        ApparentCauseError,
        {"cause": Cause.ROUNDING, "standings": (Standing.PREFERRED, Standing.UNCERTAIN)},
    ),
    (
        "use one without saying which",
        {"standings": UNASSESSED},
        UnassessedError,
        {"standings": (Standing.PREFERRED, Standing.UNASSESSED)},
    ),
    (
        "use one of none",
        {"standings": ()},
        UnassessedError,
        {"standings": (), "outcome": Outcome.REPORT_RANGE},
    ),
    (
        "a range from one origin",
        {"outcome": Outcome.REPORT_RANGE, "origins": 1},
        OneOriginError,
        {"outcome": Outcome.REPORT_RANGE, "origins": 2},
    ),
    (
        "a range from one origin that did not itself state it",
        {"outcome": Outcome.REPORT_RANGE, "origins": 1},
        OneOriginError,
        {"outcome": Outcome.REPORT_RANGE, "origins": 1, "kind": DiscrepancyKind.SPREAD},
    ),
    (
        "one origin in disagreement with itself",
        {"cause": Cause.GENUINE_DISAGREEMENT, "origins": 1},
        ReviewError,
        {"cause": Cause.GENUINE_DISAGREEMENT, "origins": 2},
    ),
    (
        "one origin in disagreement with itself, even over a range",
        {"cause": Cause.GENUINE_DISAGREEMENT, "origins": 1, "kind": DiscrepancyKind.SPREAD},
        ReviewError,
        {"cause": Cause.INTERESTED_PARTY, "origins": 1, "kind": DiscrepancyKind.SPREAD},
    ),
]


@pytest.mark.parametrize(("case", "bad", "error", "good"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_proposal_is_refused_with_a_sentence_and_the_nearest_sound_one_is_not(case, bad, error, good):
    with pytest.raises(error, match=r"^Not (proposed|put on hold): .+\.$") as refusal:
        require_sound_proposal(replace(SOUND, **bad))
    assert refusal.value.field
    require_sound_proposal(replace(SOUND, **good))


@pytest.mark.parametrize("cause", list(Cause))
def test_only_an_apparent_cause_forbids_rejecting_a_citation(cause):
    apparent = cause in CAUSE_GROUPS["Only apparent"]
    if apparent:
        with pytest.raises(ApparentCauseError):
            require_sound_proposal(replace(SOUND, cause=cause))
    else:
        require_sound_proposal(replace(SOUND, cause=cause, corrections=1))


def test_nobody_approves_a_proposal_of_their_own_but_at_a_one_person_desk():
    with pytest.raises(OwnProposalError):
        require_second_person(1, 1, single_review=False)
    require_second_person(1, 2, single_review=False)
    require_second_person(1, 1, single_review=True)


def test_a_claim_on_one_origin_says_why_one_is_enough():
    with pytest.raises(SingleOriginReasonError):
        require_single_origin_reason(1, " ")
    require_single_origin_reason(1, "It is the ministry's own count.")
    require_single_origin_reason(2, "")


def test_every_code_has_its_one_line_description_and_every_cause_a_group():
    assert set(CAUSE_DESCRIPTIONS) == set(Cause)
    assert set(OUTCOME_DESCRIPTIONS) == set(Outcome)
    assert set(STANDING_DESCRIPTIONS) == set(Standing)
    assert sorted(cause for group in CAUSE_GROUPS.values() for cause in group) == sorted(Cause)
