"""The properties in which a claim is put.

Their numbers are those of the file, not of anybody's Wikibase: the file begins with them as property entities, so that
an import makes them or maps them by label. Where Wikidata has one for the same, its number stands in the description.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Term:
    """A property: its number in the file, the type of its values, its name and what it means."""

    number: int
    datatype: str
    label: str
    meaning: str

    @property
    def ref(self) -> str:
        return f"P{self.number}"


class P(Enum):
    """Every property of the file."""

    REFERENCE = Term(1, "external-id", "claim reference", "The reference of the claim at the desk.")
    QUESTION = Term(2, "monolingualtext", "question", "The question that the claim settles.")
    ADDRESS = Term(3, "url", "page of the claim", "Where readers find the claim. Wikidata: P973.")
    TOPIC = Term(4, "string", "topic", "What the claim is about.")

    FIGURE = Term(
        10,
        "quantity",
        "stated figure",
        "What a source states, with the bounds that its words allow; an unknown value where it states a range, one "
        "bound only or words that cannot be read, whose limits then stand in the qualifiers.",
    )
    DATE = Term(11, "time", "stated date", "The date that a source states.")
    WORDS = Term(12, "string", "stated words", "The words with which a source answers.")
    ANSWER = Term(13, "string", "printed answer", "What the desk prints.")

    STATED_AS = Term(20, "string", "stated as", "The figure as the source prints it. Wikidata: P1932.")
    LOWER = Term(21, "quantity", "lower limit", "No value: there is none. Wikidata: P5447.")
    UPPER = Term(22, "quantity", "upper limit", "No value: there is none. Wikidata: P5448.")
    EXCLUDED = Term(
        23, "string", "limit not included", "Which limit or bound is itself ruled out: lower, upper."
    )
    EARLIEST = Term(24, "time", "earliest date", "The first day that is possible. Wikidata: P1319.")
    LATEST = Term(25, "time", "latest date", "The last day that is possible. Wikidata: P1326.")
    POINT = Term(26, "time", "point in time", "When the figure holds. Wikidata: P585.")
    START = Term(27, "time", "start time", "From when on the figure holds. Wikidata: P580.")
    END = Term(28, "time", "end time", "Until when the figure holds. Wikidata: P582.")
    WHEN = Term(
        29, "string", "time in words", "The time or date in words, where it is doubtful or has no place."
    )
    SCOPE = Term(30, "string", "scope", "What exactly is counted. Wikidata: P1013.")
    STANDING = Term(
        31,
        "string",
        "standing",
        "How the citation stands after the decision: preferred, accepted, uncertain, rejected, unassessed.",
    )
    REASON = Term(32, "string", "reason for deprecated rank", "Why the sources differ. Wikidata: P2241.")
    CREDIBILITY = Term(33, "string", "credibility", "From 1, confirmed by others, to 6, cannot be judged.")

    SENTENCE = Term(40, "monolingualtext", "printed sentence", "The sentence that prints the answer.")
    OUTCOME = Term(41, "string", "outcome", "What the desk decided to print.")
    CAUSE = Term(42, "string", "cause", "Why the sources differ.")
    RATIONALE = Term(43, "string", "rationale", "Why the desk decided so.")
    APPROVED = Term(44, "time", "approved on", "The day on which the answer was approved.")
    REVIEW = Term(45, "string", "review", "Whether two people or one reviewed it.")

    URL = Term(50, "url", "reference URL", "The address of the source. Wikidata: P854.")
    TITLE = Term(51, "string", "title", "The title of the source. Wikidata: P1476.")
    PUBLISHER = Term(52, "string", "publisher", "Who published the source. Wikidata: P123.")
    AUTHOR = Term(53, "string", "author name string", "Who wrote the source. Wikidata: P2093.")
    PUBLISHED = Term(54, "time", "publication date", "When it was published. Wikidata: P577.")
    QUOTE = Term(55, "string", "quotation", "The words of the source around the figure. Wikidata: P1683.")
    LOCATOR = Term(56, "string", "place in the source", "Page, paragraph or minute. Wikidata: P958.")
    ATTRIBUTION = Term(57, "string", "attributed to", "Whom the source credits.")
    RELIABILITY = Term(58, "string", "reliability", "From A, completely reliable, to F, cannot be judged.")

    EXPORT = Term(60, "string", "about this file", "A fact about the export: its name and its value.")
