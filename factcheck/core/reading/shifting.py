"""A time that lies so long before another: the year before 2020, a month before March 2021."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def shifted(edtf: str, years: int, months: int, days: int) -> str:
    """The same time so many years, months and days before; "" where it is not exact enough to say.

    A decade moves by decades only; nothing is told in months before a year, or in days before a month.
    """
    if re.fullmatch(r"\d{3}X", edtf):
        return f"{int(edtf[:3]) - years // 10}X" if years and years % 10 == 0 else ""
    ends = edtf.split("/")
    if days and len(ends) == 1:
        return ""  # a week before a day or a month is no certain week
    moved = [_moved(one, years, months, days) for one in ends]
    return "/".join(moved) if len(ends) <= 2 and all(moved) else ""


def _moved(one: str, years: int, months: int, days: int) -> str:
    found = _DATE.fullmatch(one.rstrip("~"))
    if found is None:
        return ""
    year, month, day = int(found[1]) - years, int(found[2] or 0), int(found[3] or 0)
    if months:
        if not month:
            return ""
        year, month = divmod(year * 12 + month - 1 - months, 12)
        month += 1
        day = 0
    if year < 1000:
        return ""
    if days:
        return (date(year, month, day) - timedelta(days=days)).isoformat() if day and month else ""
    if years >= 10:
        return f"{year:04}"  # told in round numbers
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
