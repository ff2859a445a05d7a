"""How the cells of a workbook look: which format, and how wide its column is."""

from __future__ import annotations

from enum import IntEnum


class Look(IntEnum):
    """The format of a cell, by its number in the workbook; 0 is that of a cell that nobody wrote."""

    HEAD = 1
    WRAPPED = 2
    PLAIN = 3
    DAY = 4
    MOMENT = 5


FORMATS: dict[Look, dict[str, object]] = {
    Look.HEAD: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    Look.WRAPPED: {"text_wrap": True, "valign": "top"},
    Look.PLAIN: {"valign": "top"},
    Look.DAY: {"num_format": "yyyy-mm-dd", "valign": "top"},
    Look.MOMENT: {"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"},
}

WIDE, NARROW, MIDDLE = 48, 11, 18
WIDE_COLUMNS = frozenset(
    {
        "question",
        "source_title",
        "quote",
        "sentence",
        "basis",
        "rationale",
        "why_flagged",
        "positions",
        "said",
    }
    | {"why", "was_sentence", "why_changed", "was_printed", "why_one_origin", "retracted_because"}
)
NARROW_COLUMNS = frozenset(
    {"unit", "lives", "kind", "reliability", "credibility", "state", "review", "standing", "changed_since"}
    | {"hedge", "citations", "claims", "origins", "severity", "answer_kind", "on_hold", "published", "as_of"}
)


def width_of(column: str) -> float:
    """How wide a column is, in the measure of the file: characters, with the space beside them."""
    width = WIDE if column in WIDE_COLUMNS else NARROW if column in NARROW_COLUMNS else MIDDLE
    return int((width * 7 + 5) / 7 * 256) / 256


def look_of(column: str) -> Look:
    """How texts of a column look."""
    return Look.WRAPPED if column in WIDE_COLUMNS else Look.PLAIN
