"""The parts of the README that are taken from the rules, and how they are written into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from factcheck.api.problems import KINDS
from factcheck.core.discrepancies import KIND_DESCRIPTIONS
from factcheck.core.figures import described
from factcheck.core.file_format import COLUMNS
from factcheck.core.notices import (
    DEFAULTS,
    MAIL_DESCRIPTIONS,
    NOTICE_DESCRIPTIONS,
    TIE_DESCRIPTIONS,
    TOLD,
    Tie,
)
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
)
from factcheck.core.roles import ACT_DESCRIPTIONS, ALLOWED, Role
from factcheck.exports.formats.tables import DECISION_COLUMNS
from factcheck.web.method import hedge_rows
from tests.documentation import tour

README = Path(__file__).parents[2] / "README.md"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _cell in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _codes(descriptions: dict) -> str:
    rows = ((f"`{code.value}`", name, line) for code, (name, line) in descriptions.items())
    return _table(("code", "name", "meaning"), rows)


def _roles() -> str:
    rows = (
        (role.value, ", ".join(words for act, words in ACT_DESCRIPTIONS.items() if role in ALLOWED[act]))
        for role in Role
    )
    return _table(("role", "may"), rows)


def _notices() -> str:
    rows = (
        (
            name,
            line,
            ", ".join(TIE_DESCRIPTIONS[tie] for tie in Tie if tie in TOLD[kind]),
            "yes" if DEFAULTS[kind].in_app else "no",
            MAIL_DESCRIPTIONS[DEFAULTS[kind].mail],
        )
        for kind, (name, line) in NOTICE_DESCRIPTIONS.items()
    )
    return _table(("kind", "when", "who is told", "in the app", "by e-mail"), rows)


def _problems() -> str:
    rows = ((str(kind.status), f"`{kind.type}`", kind.meaning) for kind in KINDS)
    return _table(("status", "type", "meaning"), rows)


def _listed(columns: Iterable[str]) -> str:
    return "\n".join(["```", ",\n".join(_lines(columns)), "```"])


def _lines(columns: Iterable[str]) -> list[str]:
    lines, line = [], ""
    for column in columns:
        longer = f"{line}, {column}" if line else column
        if len(longer) > 100:
            lines.append(line)
            line = column
        else:
            line = longer
    return [*lines, line]


SECTIONS: dict[str, Callable[[], str]] = {
    "hedges": lambda: _table(("hedge", "reading of x"), hedge_rows()),
    "kinds": lambda: _codes(KIND_DESCRIPTIONS),
    "causes": lambda: _codes(CAUSE_DESCRIPTIONS),
    "outcomes": lambda: _codes(OUTCOME_DESCRIPTIONS),
    "standings": lambda: _codes(STANDING_DESCRIPTIONS),
    "grammar": described.describe_rules,
    "tour": tour.told,
    "roles": _roles,
    "notices": _notices,
    "problems": _problems,
    "columns": lambda: _listed(COLUMNS),
    "decision columns": lambda: _listed(DECISION_COLUMNS),
}


def written(text: str) -> str:
    """The README with every generated section as the rules say it now."""

    def replaced(match: re.Match[str]) -> str:
        return f"<!-- generated: {match[1]} -->\n{SECTIONS[match[1]]().strip()}\n<!-- end -->"

    return re.sub(r"<!-- generated: (.+?) -->\n.*?<!-- end -->", replaced, text, flags=re.DOTALL)
