"""Matchings of columns that are remembered: by themselves for files of the same columns, or under a name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.column_names import LEFT_OUT, PROBLEM_COLUMN, fold_name
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import ColumnMatching, Person
from factcheck.models.column_matchings import MAX_MATCHING
from factcheck.services.checking import clean_text, require
from factcheck.services.errors import InvalidInputError


def header_key(labels: Sequence[str]) -> str:
    """A digest of the names of a file's columns, in whatever order and spelling."""
    names = sorted(name for name in map(fold_name, labels) if name != PROBLEM_COLUMN)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def remembered(labels: Sequence[str]) -> dict[str, str] | None:
    """How a file of these columns was matched last; None where there was none."""
    kept = ColumnMatching.objects.filter(header=header_key(labels)).order_by("-kept_at", "-pk").first()
    return applied(kept, labels) if kept else None


def applied(matching: ColumnMatching, labels: Sequence[str]) -> dict[str, str]:
    """A matching as it applies to these columns; what it does not know is left out."""
    known = {fold_name(label): column for label, column in matching.columns.items()}
    return {label: known.get(fold_name(label), LEFT_OUT) for label in labels}


def remember(columns: Mapping[str, str], by: Person | None) -> None:
    """Keep how a file was matched for the next of the same columns; the caller is in a transaction."""
    ColumnMatching.objects.update_or_create(
        header=header_key(list(columns)),
        name="",
        defaults={"columns": dict(columns), "kept_by": by, "kept_at": timezone.now()},
    )


@transaction.atomic
def keep_matching(*, name: str, columns: Mapping[str, str], by: Person | None) -> ColumnMatching:
    """Keep a matching under a name, for any file that has columns of these names. Raises NotPermittedError, and
    InvalidInputError where the name is too long or somebody else keeps another matching under it.
    """
    require(by, Act.RECORD)
    name = " ".join(clean_text(name, "matching_name").split())
    if not name or len(name) > MAX_MATCHING:
        raise InvalidInputError(
            _("Give the matching a name of at most %(most)s characters."),
            field="matching_name",
            most=MAX_MATCHING,
        )
    values = {
        "columns": dict(columns),
        "header": header_key(list(columns)),
        "kept_by": by,
        "kept_at": timezone.now(),
    }
    known = ColumnMatching.objects.filter(name=name).first()
    if known is not None and known.kept_by_id not in {None, by.pk if by else None}:
        raise InvalidInputError(
            _("%(who)s keeps a matching under this name. Choose another."),
            field="matching_name",
            who=known.kept_by,
        )
    try:
        with transaction.atomic():
            matching, _made = ColumnMatching.objects.update_or_create(name=name, defaults=values)
    except IntegrityError as error:
        raise InvalidInputError(
            _("A matching of this name was kept at this moment. Choose another."), field="matching_name"
        ) from error
    return matching
