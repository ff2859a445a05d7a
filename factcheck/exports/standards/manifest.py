"""What an export says about itself, as each standard has a place for it."""

from __future__ import annotations

from factcheck.exports.about import About
from factcheck.exports.records import REVIEWED_BY_TWO, SINGLE_REVIEW, instant


def facts(about: About) -> dict[str, str]:
    """The facts for which no standard has a word of its own, by the names that they have in every format."""
    return {
        "listed": about.listed,
        "filter": about.filter,
        "count": str(about.count),
        "since": instant(about.since),
        "made_by": about.made_by,
        "schema_version": about.schema_version,
        "review": SINGLE_REVIEW if about.is_single_review else REVIEWED_BY_TWO,
    }


def facts_in_words(about: About) -> str:
    """The same in a line: "count: 6; review: two people"."""
    return "; ".join(f"{name}: {value}" for name, value in facts(about).items() if value)
