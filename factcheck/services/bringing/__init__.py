"""Bringing in what others wrote down: sources from bibliographies, fact checks from their markup."""
