"""Dates that stand by themselves in a text, as EDTF."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|mon|tue|wed|thu|fri|sat|sun)[.,]?\s+"
_LABEL = r"(?:(?:first\s+)?(?:published|posted|updated|date|dated|released|erschienen|veröffentlicht|publié|publicado)"
_LABEL += r"(?:\s+(?:on|at|am|le|el))?\s*:?\s+)?"
_TIME = r"(?:[\s,|·•–—-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|uhr|h)?\s*(?:\(?[A-Z]{2,4}\)?)?\s*)?"
_FORMS = tuple(
    re.compile(_LABEL + f"(?:{_WEEKDAY})?" + form + _TIME + r"\.?", re.IGNORECASE)
    for form in (
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month>{_MONTH})\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})",
        rf"(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:T[\d:.+Z-]+)?",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<year>\d{4})\s*[.년]\s*(?P<month>\d{1,2})\s*[.월]\s*(?P<day>\d{1,2})\s*[.일]?",
    )
)

_STATED = re.compile(r"(1[5-9]\d\d|2[01]\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T\s])")


def date_of(text: str) -> str:
    """The EDTF of a text that is a date and nothing else ("July 12, 2017", "Published 5 January 2018"); else ""."""
    if len(text) > 80:
        return ""
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            return _edtf(found.groupdict())
    return ""


def stated_date(text: str) -> str:
    """The EDTF of a date that a document declares ("2018-03-05T10:00:00Z", "2018"); "" where it is none."""
    found = _STATED.match(text.strip())
    if found is None:
        return ""
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return ""
    return "-".join(part for part in found.groups() if part)


def _edtf(parts: dict[str, str | None]) -> str:
    said = (parts["month"] or "").lower()
    year, month = int(parts["year"] or 0), _MONTHS.get(said) or int(said)
    day = parts.get("day")
    try:
        known = date(year, month, int(day or 1))
    except ValueError:
        return ""
    if not 1500 <= year <= 2200:
        return ""
    return known.isoformat() if day else known.isoformat()[:7]
