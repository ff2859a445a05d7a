"""Importing citations from a file: everything or, where asked, everything sound; never half of a row."""

from __future__ import annotations

from factcheck.services.importing.at_once import import_citations
from factcheck.services.importing.problems import BadRowsError, Problem, Report, UnreadableFileError

__all__ = ["BadRowsError", "Problem", "Report", "UnreadableFileError", "import_citations"]
