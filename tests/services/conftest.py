"""Fixtures of the services' tests."""

from __future__ import annotations

import pytest

from factcheck.services.importing import import_citations
from tests.services.files import write_csv


@pytest.fixture
def bring(tmp_path):
    """Import rows from a file."""

    def bring(*rows, skip_bad=False, by=None, columns=None):
        path = write_csv(tmp_path / "rows.csv", rows, columns=columns)
        return import_citations(path=path, by=by, skip_bad=skip_bad)

    return bring
