"""The app's own suggestions of why sources differ, where a rule gives one."""

from factcheck.core.suggestions.case import Case, Suggestion
from factcheck.core.suggestions.rules import CAUSE_RULE_DESCRIPTIONS, suggest_causes

__all__ = ["CAUSE_RULE_DESCRIPTIONS", "Case", "Suggestion", "suggest_causes"]
