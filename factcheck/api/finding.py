"""Finding the records that addresses and bodies name, for whoever asks."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path

from factcheck.api.authentication import token_of
from factcheck.api.problems import UNFIT, ProblemError
from factcheck.api.schemas.problems import FieldProblem
from factcheck.api.schemas.types import Key, KnownRef
from factcheck.core.roles import Act
from factcheck.models import Claim, Person, Source

RefInPath = Annotated[KnownRef, Path(description="The reference of the record.", examples={})]
KeyInPath = Annotated[Key, Path(description="The key of the record.")]


def person_of(request: HttpRequest) -> Person:
    """For whom the program acts."""
    return token_of(request).person


def source_for(request: HttpRequest, ref: str) -> Source:
    """The source of a reference. Raises Http404, and NotPermittedError where its identity is withheld."""
    found = Source.objects.with_counts().named(ref).prefetch_related("derived_from").first()
    if found is None:
        raise Http404
    if found.is_withheld:
        person_of(request).require(Act.SEE_SENSITIVE)
    return found


def named_claim(ref: str) -> Claim:
    """The claim that a body names. Raises ProblemError."""
    found = Claim.objects.filter(ref=ref).first()
    if found is None:
        raise unknown("claim_ref", _("There is no claim of this reference."))
    return found


def named_source(ref: str, field: str = "source_ref") -> Source:
    """The source that a body names. Raises ProblemError."""
    found = Source.objects.named(ref).first()
    if found is None:
        raise unknown(field, _("There is no source of this reference."))
    return found


def unknown(field: str, reason: str) -> ProblemError:
    return ProblemError(UNFIT, reason, errors=[FieldProblem(field=field, reason=reason)])
