"""When two texts say the same."""

from __future__ import annotations

import unicodedata

_FINAL_PUNCTUATION = ".,;:!?…"


def fold(text: str) -> str:
    """The form in which texts and scopes are compared: NFKC, case folded, single spaces, no final punctuation."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    # Folding can leave characters that compose anew, so the normal form is taken once more.
    return unicodedata.normalize("NFKC", folded).rstrip(_FINAL_PUNCTUATION + " ")
