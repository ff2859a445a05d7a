"""Reading JSON lines, and saying which of them is none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import CommandError


def json_lines(lines: Iterable[str], needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects in JSON lines. Raises CommandError naming the line that is none, or lacks what is needed."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CommandError(f"Line {number} is not JSON: {error}.") from error
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise CommandError(f"Line {number} has no {missing[0]}.")
        yield row
