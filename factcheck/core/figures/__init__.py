"""Figures: quantities as they stand in a text, read with their hedge, range and unit."""

from factcheck.core.figures.figure import Figure, Unread
from factcheck.core.figures.finding import find_figures
from factcheck.core.figures.reading import read_figure
from factcheck.core.figures.sayings import say_number, say_quantity, say_stated

__all__ = ["Figure", "Unread", "find_figures", "read_figure", "say_number", "say_quantity", "say_stated"]
