"""The same file imported by django-import-export, as its documentation says it is fastest: in bulk, with look-ups that
are cached, without differences for people to see, into rows that are taken to be new; every row validated.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tablib
from django.db import transaction
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import CachedForeignKeyWidget

from factcheck.models import Citation, Claim, Source


class _Fast:
    import_id_fields = ("ref",)
    use_bulk = True
    clean_model_instances = True
    force_init_instance = True
    skip_diff = True
    skip_html_diff = True
    report_skipped = False


class SourceResource(ModelResource):
    ref = Field(attribute="ref", column_name="source_ref")
    title = Field(attribute="title", column_name="source_title")

    class Meta(_Fast):
        model = Source
        fields = ("ref", "title", "publisher", "author", "kind", "published", "reliability")


class ClaimResource(ModelResource):
    ref = Field(attribute="ref", column_name="claim_ref")

    class Meta(_Fast):
        model = Claim
        fields = ("ref", "question", "answer_kind", "unit", "lives")


class CitationResource(ModelResource):
    ref = Field(attribute="ref", column_name="citation_ref")
    claim = Field(
        attribute="claim", column_name="claim_ref", widget=CachedForeignKeyWidget(Claim, field="ref")
    )
    source = Field(
        attribute="source", column_name="source_ref", widget=CachedForeignKeyWidget(Source, field="ref")
    )

    def init_instance(self, row: dict[str, str] | None = None) -> Citation:
        """Its figure is kept as words, which the desk allows where a reason is given."""
        return Citation(unread_because="Nobody read it.")

    class Meta(_Fast):
        model = Citation
        fields = (
            "ref", "claim", "source", "figure", "quote", "locator", "as_of", "scope", "credibility",
        )  # fmt: skip


RESOURCES = ((SourceResource, "source_ref"), (ClaimResource, "claim_ref"), (CitationResource, "citation_ref"))


def import_plainly(path: Path) -> set[tuple[int, str]]:
    """Import a file in one transaction, or nothing of it; says which cells of the citations were refused, with an
    empty column where the library names none.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with transaction.atomic():
        refused: set[tuple[int, str]] = set()
        for resource, key in RESOURCES:
            result = resource().import_data(_distinct(rows, key), use_transactions=False)
            refused = set(_refused(result))
        if refused:
            transaction.set_rollback(True)
    return refused


def _distinct(rows: Sequence[dict[str, str]], key: str) -> tablib.Dataset:
    """The rows as the library takes them: one for each claim or source, all of them for citations."""
    distinct = {row[key]: row for row in rows}.values()
    return tablib.Dataset(*(tuple(row.values()) for row in distinct), headers=list(rows[0]))


def _refused(result: Any) -> Iterator[tuple[int, str]]:
    for row in result.invalid_rows:
        for column in row.field_specific_errors or ("",):
            yield row.number + 1, column
    for number, _errors in result.row_errors():
        yield number + 1, ""
