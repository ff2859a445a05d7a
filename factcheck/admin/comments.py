"""Comments on the pages of claims and discrepancies, to read; they are written on the desk's own pages."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from factcheck.models import Claim, Discrepancy

COMMENTS_SHOWN = 50


def comments_of(about: Claim | Discrepancy) -> dict[str, Any]:
    """The latest comments, oldest first, and where all of them are."""
    found = list(about.comments.for_page().order_by("-pk")[: COMMENTS_SHOWN + 1])
    return {
        "comments": found[:COMMENTS_SHOWN][::-1],
        "has_earlier_comments": len(found) > COMMENTS_SHOWN,
        "comments_address": f"{about.get_absolute_url()}#comments",
    }


def say_comments(claim: Claim) -> SafeString:
    """The comments on a claim, as a field that nobody edits."""
    return render_to_string("admin/factcheck/comments.html", comments_of(claim))
