"""Why a desk is not moved."""

from __future__ import annotations

from factcheck.core.sentences import RuleError


class NotMovedError(RuleError):
    """The desk is not moved, and the sentence says why; the database it is in is as it was."""
