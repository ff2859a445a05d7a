"""What stands in a cell, in each kind of file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from factcheck.exports.manifests import instant

Cell = str | int | Decimal | date | datetime | None


def as_text(cell: Cell) -> str:
    """A cell as text; a moment in universal time."""
    if isinstance(cell, datetime):
        return instant(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)


def as_json_value(cell: Cell) -> str | int | None:
    """A cell in JSON: whole numbers as numbers, and what is exact as text."""
    return cell if cell is None or isinstance(cell, int) else as_text(cell)
