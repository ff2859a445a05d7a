"""What a reviewer decides about a discrepancy, as somebody filled it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person
from factcheck.services.checking import check_to_come, clean_text
from factcheck.services.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Why the sources differ and what the desk prints.

    `standings` gives a citation's standing by its key; citations that are not named are unassessed. `review_on` is
    the day on which the answer is looked at again. A hold has `next_step`, `owner` and perhaps `due_on`; a split
    has `split_question`, the question of the new claim, and `moved`, the keys of the citations that move there; our
    own slip has `corrections`, the figures as they should read, by the key of the citation.
    """

    outcome: Outcome
    rationale: str
    cause: Cause | None = None
    answer: str = ""
    sentence: str = ""
    single_origin_reason: str = ""
    standings: Mapping[int, Standing] = field(default_factory=dict)
    review_on: date | None = None
    next_step: str = ""
    owner: Person | None = None
    due_on: date | None = None
    split_question: str = ""
    moved: frozenset[int] = frozenset()
    corrections: Mapping[int, str] = field(default_factory=dict)

    def cleaned(self) -> Decision:
        """Without surrounding space, and without what this outcome and cause do not ask for.

        Raises InvalidInputError for what cannot be kept.
        """
        kept = replace(
            self,
            rationale=clean_text(self.rationale, "rationale"),
            answer=clean_text(self.answer, "answer"),
            sentence=clean_text(self.sentence, "sentence"),
            single_origin_reason=clean_text(self.single_origin_reason, "single_origin_reason"),
            next_step=clean_text(self.next_step, "next_step"),
            split_question=" ".join(clean_text(self.split_question, "split_question").split()),
            corrections={
                key: text
                for key, typed in self.corrections.items()
                if (text := clean_text(typed, "corrections"))
            },
        )
        if kept.outcome is Outcome.HOLD:
            kept = replace(kept, cause=None, answer="", sentence="", review_on=None)
        else:
            kept = replace(kept, next_step="", owner=None, due_on=None)
        if kept.outcome is not Outcome.SPLIT_CLAIM:
            kept = replace(kept, split_question="", moved=frozenset())
        if kept.cause is not Cause.OUR_TRANSCRIPTION_ERROR:
            kept = replace(kept, corrections={})
        check_to_come(kept.review_on, "review_on")
        check_to_come(kept.due_on, "due_on")
        if kept.owner is not None and not (kept.owner.may(Act.PROPOSE) or kept.owner.may(Act.APPROVE)):
            raise InvalidInputError(
                _("%(who)s has no role to decide with. Choose a reviewer or an approver."),
                field="owner",
                who=kept.owner,
            )
        return kept
