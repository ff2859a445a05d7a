"""What an export says about itself, where a standard has no words of its own for it."""

from __future__ import annotations

from factcheck.exports.about import About
from factcheck.exports.manifests import manifest_inside


def facts(about: About) -> dict[str, str]:
    """The manifest by the names that it has in every format, without what is empty."""
    return {name: str(value) for name, value in manifest_inside(about).items() if value not in {"", None}}


def facts_in_words(about: About) -> str:
    """The same in a line: "count: 6; review: two people"."""
    return "; ".join(f"{name}: {value}" for name, value in facts(about).items())
