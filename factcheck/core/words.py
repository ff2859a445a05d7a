"""When two texts say the same."""

from __future__ import annotations

import hashlib
import unicodedata

_FINAL_PUNCTUATION = ".,;:!?…"


def fold(text: str) -> str:
    """The form in which texts and scopes are compared: NFKC, case folded, single spaces, no final punctuation."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    # Folding can leave characters that compose anew, so the normal form is taken once more.
    return unicodedata.normalize("NFKC", folded).rstrip(_FINAL_PUNCTUATION + " ")


KEY_LENGTH = 200


def fold_key(text: str) -> str:
    """The folded text, or, where it is too long for the index of a database, its beginning and a digest of all."""
    folded = fold(text)
    if len(folded) <= KEY_LENGTH:
        return folded
    digest = hashlib.sha256(folded.encode()).hexdigest()[:32]
    return f"{folded[: KEY_LENGTH - 40]} {digest}"
