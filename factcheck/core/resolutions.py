"""What a resolution says: why the sources differ, what the desk prints, and how each citation stands after it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from factcheck.core.sentences import gettext_noop as _


class Cause(StrEnum):
    """Why the sources differ."""

    DIFFERENT_AS_OF = "different_as_of"
    DIFFERENT_SCOPE = "different_scope"
    PART_OF_TOTAL = "part_of_total"
    DIFFERENT_METHOD = "different_method"
    UNIT_OR_CURRENCY = "unit_or_currency"
    ROUNDING = "rounding"
    SAME_ORIGIN = "same_origin"
    SOURCE_ERROR = "source_error"
    SECONDARY_MISREPORT = "secondary_misreport"
    TRANSLATION_ERROR = "translation_error"
    TYPOGRAPHICAL_ERROR = "typographical_error"
    OUR_TRANSCRIPTION_ERROR = "our_transcription_error"
    WRONG_SUBJECT = "wrong_subject"
    FABRICATED = "fabricated"
    SUPERSEDED_SAME_SOURCE = "superseded_same_source"
    SUPERSEDED_BY_RESEARCH = "superseded_by_research"
    GENUINE_DISAGREEMENT = "genuine_disagreement"
    INTERESTED_PARTY = "interested_party"
    NOT_DETERMINABLE = "not_determinable"


CAUSE_GROUPS: dict[str, tuple[Cause, ...]] = {
    _("Only apparent"): (
        Cause.DIFFERENT_AS_OF,
        Cause.DIFFERENT_SCOPE,
        Cause.PART_OF_TOTAL,
        Cause.DIFFERENT_METHOD,
        Cause.UNIT_OR_CURRENCY,
        Cause.ROUNDING,
        Cause.SAME_ORIGIN,
    ),
    _("An error"): (
        Cause.SOURCE_ERROR,
        Cause.SECONDARY_MISREPORT,
        Cause.TRANSLATION_ERROR,
        Cause.TYPOGRAPHICAL_ERROR,
        Cause.OUR_TRANSCRIPTION_ERROR,
        Cause.WRONG_SUBJECT,
        Cause.FABRICATED,
    ),
    _("Superseded"): (Cause.SUPERSEDED_SAME_SOURCE, Cause.SUPERSEDED_BY_RESEARCH),
    _("A real disagreement"): (Cause.GENUINE_DISAGREEMENT, Cause.INTERESTED_PARTY),
    _("Unknown"): (Cause.NOT_DETERMINABLE,),
}

APPARENT_CAUSES = frozenset(CAUSE_GROUPS["Only apparent"])

CAUSE_DESCRIPTIONS: dict[Cause, tuple[str, str]] = {
    Cause.DIFFERENT_AS_OF: (_("Different dates"), _("The figures hold for different times.")),
    Cause.DIFFERENT_SCOPE: (_("Different scope"), _("The sources count different people, places or things.")),
    Cause.PART_OF_TOTAL: (_("Part of a total"), _("One figure is a part of what the other counts.")),
    Cause.DIFFERENT_METHOD: (_("Different method"), _("The sources counted or estimated in different ways.")),
    Cause.UNIT_OR_CURRENCY: (_("Unit or currency"), _("The figures are in different units or currencies.")),
    Cause.ROUNDING: (_("Rounding"), _("One figure is the other one rounded.")),
    Cause.SAME_ORIGIN: (_("Same origin"), _("Both go back to one origin and were reported differently.")),
    Cause.SOURCE_ERROR: (_("Error in the source"), _("The origin itself is mistaken.")),
    Cause.SECONDARY_MISREPORT: (_("Misreported"), _("An outlet passed the origin's figure on wrongly.")),
    Cause.TRANSLATION_ERROR: (_("Translation error"), _("The figure was changed by a translation.")),
    Cause.TYPOGRAPHICAL_ERROR: (_("Typographical error"), _("A slip in print, such as a missing digit.")),
    Cause.OUR_TRANSCRIPTION_ERROR: (_("Our own slip"), _("We copied the figure wrongly.")),
    Cause.WRONG_SUBJECT: (_("Wrong subject"), _("The figure belongs to another question.")),
    Cause.FABRICATED: (_("Fabricated"), _("The figure was made up.")),
    Cause.SUPERSEDED_SAME_SOURCE: (
        _("Superseded by its source"),
        _("The same source has since corrected it."),
    ),
    Cause.SUPERSEDED_BY_RESEARCH: (_("Superseded by research"), _("Later work has replaced the figure.")),
    Cause.GENUINE_DISAGREEMENT: (
        _("Genuine disagreement"),
        _("Independent origins differ, each with grounds."),
    ),
    Cause.INTERESTED_PARTY: (_("Interested party"), _("One side has an interest in its figure.")),
    Cause.NOT_DETERMINABLE: (_("Not determinable"), _("We could not find out why they differ.")),
}


class Outcome(StrEnum):
    """What the desk prints."""

    USE_ONE = "use_one"
    USE_WITH_NOTE = "use_with_note"
    REPORT_RANGE = "report_range"
    REPORT_LOW_BEST_HIGH = "report_low_best_high"
    USE_CONSERVATIVE = "use_conservative"
    REPORT_BOTH_ATTRIBUTED = "report_both_attributed"
    SERIES = "series"
    SPLIT_CLAIM = "split_claim"
    NO_DISCREPANCY = "no_discrepancy"
    UNVERIFIABLE = "unverifiable"
    OMIT = "omit"
    HOLD = "hold"


OUTCOME_DESCRIPTIONS: dict[Outcome, tuple[str, str]] = {
    Outcome.USE_ONE: (_("Use one"), _("Print one of the answers as it stands.")),
    Outcome.USE_WITH_NOTE: (_("Use with a note"), _("Print one answer and say that others differ.")),
    Outcome.REPORT_RANGE: (_("Report the range"), _("Print the lowest and the highest answer.")),
    Outcome.REPORT_LOW_BEST_HIGH: (
        _("Report low, best, high"),
        _("Print the range and the best estimate in it."),
    ),
    Outcome.USE_CONSERVATIVE: (_("Use the conservative one"), _("Print the answer that claims least.")),
    Outcome.REPORT_BOTH_ATTRIBUTED: (
        _("Report both, attributed"),
        _("Print the rival answers with who gives them."),
    ),
    Outcome.SERIES: (_("Print a series"), _("Print each answer with its date.")),
    Outcome.SPLIT_CLAIM: (_("Split the claim"), _("The question hides two; each needs a claim of its own.")),
    Outcome.NO_DISCREPANCY: (_("No discrepancy"), _("The sources do not disagree; print the common answer.")),
    Outcome.UNVERIFIABLE: (_("Unverifiable"), _("Nobody can know; print nothing as fact.")),
    Outcome.OMIT: (_("Omit"), _("Leave the answer out of what is printed.")),
    Outcome.HOLD: (_("Hold"), _("Print nothing yet; takes effect at once and stays open.")),
}

NEVER_VERIFIES = frozenset({Outcome.HOLD, Outcome.OMIT, Outcome.UNVERIFIABLE, Outcome.SPLIT_CLAIM})
"""Outcomes after which there is nothing to print, so that no verdict comes of them."""


class Standing(StrEnum):
    """How one citation stands after a resolution."""

    PREFERRED = "preferred"
    ACCEPTED = "accepted"
    UNCERTAIN = "uncertain"
    REJECTED = "rejected"
    UNASSESSED = "unassessed"


STANDING_DESCRIPTIONS: dict[Standing, tuple[str, str]] = {
    Standing.PREFERRED: (_("Preferred"), _("What the desk prints rests on it.")),
    Standing.ACCEPTED: (_("Accepted"), _("Sound, and in keeping with what is printed.")),
    Standing.UNCERTAIN: (_("Uncertain"), _("Neither relied on nor refuted.")),
    Standing.REJECTED: (_("Rejected"), _("Found wrong; kept for ever, so that nobody adds it again.")),
    Standing.UNASSESSED: (_("Unassessed"), _("Not judged.")),
}

RELIED_ON = frozenset({Standing.PREFERRED, Standing.ACCEPTED})

_BY_FAVOUR = (
    Standing.PREFERRED,
    Standing.ACCEPTED,
    Standing.UNCERTAIN,
    Standing.UNASSESSED,
    Standing.REJECTED,
)


def standing_in_positions(standings: Iterable[Standing]) -> Standing:
    """The standing of a citation from those of its positions: it is satisfied by any of their answers, so the most
    favourable one counts.
    """
    return min(standings, key=_BY_FAVOUR.index, default=Standing.UNASSESSED)
