"""Watching claims: hearing of what happens to them."""

from __future__ import annotations

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.models import Claim, Person, Watch
from factcheck.services.checking import require


@transaction.atomic
def watch_claim(*, claim: Claim, by: Person) -> Watch:
    """Hear of what happens to a claim; twice is once. Raises NotPermittedError."""
    require(by, Act.READ)
    return Watch.objects.get_or_create(claim=claim, person=by)[0]


@transaction.atomic
def unwatch_claim(*, claim: Claim, by: Person) -> None:
    """Hear no longer of a claim, but of what concerns oneself. Raises NotPermittedError."""
    require(by, Act.READ)
    Watch.objects.filter(claim=claim, person=by).delete()
