"""References for sources that come in: the key that they are cited by, or author, year and word."""

from __future__ import annotations

import re

from django.utils.text import slugify

from factcheck.core.bibliography.names import names_in_words
from factcheck.core.bibliography.record import Facts, Record
from factcheck.core.withholding import number_of

_NO_REF = re.compile(r"[^-\w]+")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_LITTLE = frozenset(
    {"the", "and", "for", "from", "with", "how", "what", "why", "who", "into", "over", "are", "was"}
)
LONGEST = 100


def ref_of(record: Record, facts: Facts) -> str:
    """The reference that a source should have: its key where that is one, else made by rule."""
    return key_as_ref(record.key) or by_rule(record, facts)


def key_as_ref(key: str) -> str:
    """A key as a reference; "" for one that is an address, a bare number, or stands for a withheld source."""
    ref = _NO_REF.sub("-", key).strip("-")[:LONGEST].strip("-")
    is_one = "://" not in key and number_of(ref) is None and any(letter.isalpha() for letter in ref)
    return ref if is_one else ""


def by_rule(record: Record, facts: Facts) -> str:
    """Author, year and the first word of the title that says something."""
    names = record.fields.get("author") or record.fields.get("editor")
    first = names[0] if isinstance(names, list) and names else facts.author
    family = first.get("family") if isinstance(first, dict) else None
    name = str(family or names_in_words([first] if isinstance(first, dict) else first) or facts.publisher)
    year = _YEAR.search(facts.published)
    words = slugify(facts.title, allow_unicode=True).split("-")
    telling = next((word for word in words if len(word) > 2 and word not in _LITTLE), words[0])
    parts = [slugify(name, allow_unicode=True)[:40], year[1] if year else "", telling[:40]]
    ref = "-".join(part.strip("-") for part in parts if part.strip("-"))
    return ref if ref and number_of(ref) is None else "source"
