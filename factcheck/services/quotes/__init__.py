"""Whether quotes hold: placing them in the snapshots of their sources, checking all of them, and moving them."""

from factcheck.services.quotes.checking import QuoteReport, Unheld, check_quotes
from factcheck.services.quotes.placing import follow_words, move_quote, place_quote

__all__ = ["QuoteReport", "Unheld", "check_quotes", "follow_words", "move_quote", "place_quote"]
