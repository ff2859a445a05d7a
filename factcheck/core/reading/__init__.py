"""Reading a document: its figures, each with the sentence, quote, time, scope and attribution that a citation needs."""

from factcheck.core.reading.as_of import AsOf, Basis
from factcheck.core.reading.attributions import Attribution, Credit
from factcheck.core.reading.found import FoundFigure, found_in

__all__ = ["AsOf", "Attribution", "Basis", "Credit", "FoundFigure", "found_in"]
