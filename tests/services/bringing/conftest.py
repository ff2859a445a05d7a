"""Bibliographies as reference managers export them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = Path(__file__).parent / "files"


@pytest.fixture
def exported() -> Callable[[str], bytes]:
    return lambda name: (FILES / name).read_bytes()
