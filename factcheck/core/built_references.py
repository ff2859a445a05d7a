"""References for rows of files that have none: made of the question, or of what tells a source, always the same way."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from factcheck.core.words import fold

MOST = 100
"""Characters of a reference that is built; the reference of a citation adds some to that of its claim."""
_DIGEST = 8


def build_reference(*parts: str) -> str:
    """A reference of letters, digits and hyphens: the same words give the same reference in every file.

    "How many arrived in 2019?" is how-many-arrived-in-2019. What is too long, or has no letters, ends in a digest of
    all the words. "" where there are no words.
    """
    words = " ".join(part for part in parts if part.strip())
    if not words.strip():
        return ""
    folded = unicodedata.normalize("NFKC", words).casefold()
    stem = re.sub(r"[\W_]+", "-", folded).strip("-")
    if stem and len(stem) <= MOST:
        return stem
    return told_apart(stem, words)


def told_apart(reference: str, *parts: str) -> str:
    """The same with a digest of the words: for a reference that other words have already."""
    digest = hashlib.sha256(fold(" ".join(parts)).encode()).hexdigest()[:_DIGEST]
    return f"{reference[: MOST - _DIGEST - 1].rstrip('-')}-{digest}".lstrip("-")
