"""English prose for print: from a question and the answers to it, the sentence that a desk would print."""

from factcheck.core.drafting.given import GivenAnswer, series_of
from factcheck.core.drafting.outcomes import DRAFT_DESCRIPTIONS, Asked, Draft, draft

__all__ = ["DRAFT_DESCRIPTIONS", "Asked", "Draft", "GivenAnswer", "draft", "series_of"]
