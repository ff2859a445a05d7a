"""Units: what a figure counts or measures, and which of them convert into one another exactly."""

from factcheck.core.units.kinds import Unit, UnitKind
from factcheck.core.units.lookup import unit_for, unit_words

__all__ = ["Unit", "UnitKind", "unit_for", "unit_words"]
