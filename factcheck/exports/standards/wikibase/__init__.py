"""Verified claims in the JSON of Wikibase, the software of Wikidata."""
