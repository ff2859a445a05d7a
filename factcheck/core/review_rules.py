"""What a proposal must hold before it may stand, and who may approve it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import APPARENT_CAUSES, NEVER_VERIFIES, Cause, Outcome, Standing
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _


class ReviewError(RuleError):
    """A rule of review refuses the proposal or its approval; `field` names the part of the form it concerns."""

    field = ""


class MissingRationaleError(ReviewError):
    field = "rationale"


class MissingAnswerError(ReviewError):
    field = "answer"


class MissingSentenceError(ReviewError):
    field = "sentence"


class MissingCauseError(ReviewError):
    field = "cause"


class ApparentCauseError(ReviewError):
    field = "cause"


class MissingNextStepError(ReviewError):
    field = "next_step"


class MissingOwnerError(ReviewError):
    field = "owner"


class MissingQuestionError(ReviewError):
    field = "split_question"


class NothingMovesError(ReviewError):
    field = "moved"


class MissingCorrectionError(ReviewError):
    field = "corrections"


class UndatedSeriesError(ReviewError):
    field = "outcome"


class UnassessedError(ReviewError):
    field = "outcome"


class OneOriginError(ReviewError):
    field = "outcome"


class SingleOriginReasonError(ReviewError):
    field = "single_origin_reason"


class OwnProposalError(ReviewError):
    """The person who proposed would approve."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reviewer proposes for one discrepancy; `origins` counts the independent origins of its members.

    `dated` counts the members that state when they hold, `moved` and `staying` the citations of the claim that a
    split moves and leaves, `corrections` the figures that it corrects.
    """

    kind: DiscrepancyKind
    cause: Cause | None
    outcome: Outcome
    answer: str
    sentence: str
    rationale: str
    standings: Collection[Standing]
    origins: int
    dated: int = 0
    next_step: str = ""
    has_owner: bool = False
    split_question: str = ""
    moved: int = 0
    staying: int = 0
    corrections: int = 0


def require_sound_proposal(proposal: Proposal) -> None:
    """Raise a ReviewError with a sentence where a rule refuses the proposal.

    Refused are: a proposal without a rationale; a hold without a next step and somebody who sees to it, and anything
    else without a cause; an outcome that prints something without answer and sentence; a split without the question
    of the new claim, or that moves no citation or all of them; a series of fewer than two dated figures; our own slip
    as the cause without the figure as it should read; an apparent cause with a rejected citation, because a citation
    that only seems to differ is not wrong; "use one" with every standing unassessed or every citation rejected; and,
    where all citations go back to one origin, "report the range" (but for a range that the origin itself states) and
    "genuine disagreement".
    """
    require_rationale(proposal.rationale)
    if proposal.outcome is Outcome.HOLD:
        _require_next_step(proposal)
    elif proposal.cause is None:
        raise MissingCauseError(_("Not proposed: the cause is missing. Say why the sources differ."))
    if proposal.outcome not in NEVER_VERIFIES:
        require_printable(proposal.answer, proposal.sentence)
    _require_consequences(proposal)
    if proposal.cause in APPARENT_CAUSES and Standing.REJECTED in proposal.standings:
        raise ApparentCauseError(
            _(
                "Not proposed: a citation is rejected, but the cause says that the sources only seem to differ. "
                "Choose another cause, or another standing for the citation."
            )
        )
    names_none = set(proposal.standings) <= {Standing.UNASSESSED} or set(proposal.standings) == {
        Standing.REJECTED
    }
    if proposal.outcome is Outcome.USE_ONE and names_none:
        raise UnassessedError(
            _("Not proposed: “use one” needs to say which one. Give at least one position a standing.")
        )
    if proposal.origins <= 1:
        _require_more_than_one_origin(proposal)


def _require_next_step(proposal: Proposal) -> None:
    if not proposal.next_step.strip():
        raise MissingNextStepError(
            _("Not put on hold: the next step is missing. Say what has to happen before this can be decided.")
        )
    if not proposal.has_owner:
        raise MissingOwnerError(_("Not put on hold: nobody sees to it. Choose who takes the next step."))


def _require_consequences(proposal: Proposal) -> None:
    if proposal.outcome is Outcome.SPLIT_CLAIM:
        if not proposal.split_question.strip():
            raise MissingQuestionError(
                _(
                    "Not proposed: the question of the new claim is missing. Write what the citations that move answer."
                )
            )
        if not proposal.moved or not proposal.staying:
            raise NothingMovesError(
                _("Not proposed: a split moves some citations and leaves some. Choose which ones move.")
            )
    if proposal.outcome is Outcome.SERIES and proposal.dated < 2:
        raise UndatedSeriesError(
            _(
                "Not proposed: a series needs at least two figures that say when they hold. "
                "Give the citations their date, or choose another outcome."
            )
        )
    if proposal.cause is Cause.OUR_TRANSCRIPTION_ERROR and not proposal.corrections:
        raise MissingCorrectionError(
            _("Not proposed: the cause is our own slip, so write how the figure should read in our records.")
        )


def _require_more_than_one_origin(proposal: Proposal) -> None:
    if proposal.outcome is Outcome.REPORT_RANGE and proposal.kind is not DiscrepancyKind.SPREAD:
        raise OneOriginError(
            _(
                "Not proposed: all citations go back to one origin, so there is no range of answers to report. "
                "Choose another outcome."
            )
        )
    if proposal.cause is Cause.GENUINE_DISAGREEMENT:
        raise ApparentCauseError(
            _(
                "Not proposed: all citations go back to one origin, which cannot disagree with itself. "
                "Choose another cause."
            )
        )


def require_rationale(rationale: str) -> None:
    if not rationale.strip():
        raise MissingRationaleError(_("Not proposed: the rationale is missing. Say why you decide so."))


def require_printable(answer: str, sentence: str) -> None:
    """What is printed needs the answer and the sentence that prints it."""
    if not answer.strip():
        raise MissingAnswerError(
            _("Not proposed: the answer is missing. Write the figure or words to print.")
        )
    if not sentence.strip():
        raise MissingSentenceError(
            _("Not proposed: the sentence is missing. Write it as it would stand in print.")
        )


def require_single_origin_reason(origins: int, reason: str) -> None:
    """A claim that rests on one origin may be verified, but only where somebody says why that is enough."""
    if origins <= 1 and not reason.strip():
        raise SingleOriginReasonError(
            _(
                "Not proposed: this claim rests on one origin. Say why one is enough, or record another source."
            )
        )


def require_second_person(proposed_by: int, approved_by: int, *, single_review: bool) -> None:
    """Nobody approves a proposal of their own, administrators included; a one-person desk may switch this off."""
    if proposed_by == approved_by and not single_review:
        raise OwnProposalError(_("Not approved: you proposed this. Ask another approver."))
