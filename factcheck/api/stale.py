"""Telling a program what changed on a record since it read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from factcheck.api.etags import IfMatch
from factcheck.api.problems import STALE, ProblemError, field_name
from factcheck.api.schemas.problems import ChangedSince, FieldChange
from factcheck.api.schemas.types import maybe_instant
from factcheck.models import Citation, Claim, Discrepancy, Source, Step, Verdict, VerdictStep
from factcheck.models.amended import amended_since
from factcheck.services.errors import StaleError

MOST_DIGITS = 18


@contextmanager
def made_on(
    record: Claim | Citation | Source | Discrepancy | Verdict, match: IfMatch, version: str
) -> Iterator[None]:
    """What is done inside is done to the record as the program saw it, and else refused, saying what changed.

    The version is compared at once, and again by the service that holds the record. Raises ProblemError.
    """
    if not match.names(version):
        raise _stale(record, match)
    try:
        yield
    except StaleError as error:
        raise _stale(record, match) from error


def _stale(record: Claim | Citation | Source | Discrepancy | Verdict, match: IfMatch) -> ProblemError:
    seen = next(
        (int(first) for one in match.versions if (first := one.partition(".")[0]) and _is_number(first)), 0
    )
    changed = (
        _steps_since(record, seen) if isinstance(record, Discrepancy | Verdict) else _amended(record, seen)
    )
    return ProblemError(
        STALE,
        _("Somebody changed this after you read it. Read it again, and decide on that."),
        changed=changed,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def _amended(record: Claim | Citation | Source, seen: int) -> ChangedSince:
    found = amended_since(record, seen)
    if found is None:
        return ChangedSince(by="", at=None, differences=[])
    return ChangedSince(
        by=found.by.username if found.by else "",
        at=maybe_instant(found.at),
        differences=[
            FieldChange(field=field_name(one.name), was=one.was, now=one.now) for one in found.differences
        ],
    )


def _steps_since(record: Discrepancy | Verdict, seen: int) -> ChangedSince:
    steps: list[Step | VerdictStep] = list(record.steps.select_related("by").order_by("pk"))
    before = [step.to_state for step in steps if step.pk <= seen]
    last = steps[-1]
    if last.pk == seen or not before:
        return ChangedSince(by="", at=None, differences=[])
    return ChangedSince(
        by=last.by.username if last.by else "",
        at=maybe_instant(last.at),
        differences=[FieldChange(field="state", was=before[-1], now=last.to_state)],
    )
