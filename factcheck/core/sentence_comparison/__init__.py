"""Two sentences and their figures: do they agree, does one follow from the other, do they conflict."""

from factcheck.core.sentence_comparison.comparing import SentenceComparison, compare_figures

__all__ = ["SentenceComparison", "compare_figures"]
