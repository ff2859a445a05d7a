"""Taking documents in: receiving them, reading their text, and making sources of them."""
