"""References for records that came without one."""

from __future__ import annotations

from django.db.models import Model
from django.utils.crypto import get_random_string
from django.utils.text import slugify


def new_ref(title: str, model: type[Model], fallback: str) -> str:
    """A reference made of the first words of a title, numbered where it is taken."""
    stem = "-".join(slugify(title, allow_unicode=True).split("-")[:8])[:80].strip("-") or fallback
    taken = set(model._default_manager.filter(ref__startswith=stem).values_list("ref", flat=True))
    ref, number = stem, 2
    while ref in taken:
        ref, number = f"{stem}-{number}", number + 1
    return ref


def new_citation_ref(claim_ref: str) -> str:
    """Its claim's reference, and letters that nobody has to think up."""
    return f"{claim_ref[:100]}-{get_random_string(8, 'abcdefghijkmnpqrstuvwxyz23456789')}"
