"""What every standard and document format writes of a small desk, to the letter."""

from __future__ import annotations

import pytest

from tests.exports.write_golden import NAMES, golden_files

pytestmark = pytest.mark.django_db


def test_each_format_writes_its_golden_file(small_desk):
    written = dict(golden_files())
    assert len(written) == len(NAMES)
    for path, text in written.items():
        assert text == path.read_text(encoding="utf-8"), f"{path.name}: see tests/exports/write_golden.py"
