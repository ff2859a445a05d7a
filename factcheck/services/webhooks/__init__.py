"""Telling other programs when an answer changes: registering them, what they are told, and sending it."""
