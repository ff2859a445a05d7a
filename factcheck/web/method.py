"""How figures are compared: the published description of every rule, taken from the rules themselves."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from factcheck.core import (
    comparison,
    discrepancies,
    falls,
    hedges,
    origins,
    parts,
    positions,
    review_rules,
    rounding,
    severity,
    spread,
    texts,
)
from factcheck.core.fingerprint import why_not_covered
from factcheck.core.readings import period_of
from factcheck.core.resolutions import CAUSE_DESCRIPTIONS, OUTCOME_DESCRIPTIONS, STANDING_DESCRIPTIONS
from factcheck.models import Desk
from factcheck.web.access import page


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is published: a name for people, and the paragraphs of its docstring."""

    name: object
    paragraphs: list[str]


RULES: list[tuple[object, object]] = [
    (_("Relations of two citations"), comparison.compare),
    (_("When a figure holds"), period_of),
    (_("Rounding"), rounding.is_rounding),
    (_("Wide ranges"), spread.is_spread),
    (_("Totals that fall"), falls.falls_of),
    (_("Parts above the whole"), parts.exceeding_parts),
    (_("Answers in words"), texts.apart),
    (_("Positions"), positions.positions_of),
    (_("Severity"), severity.severity_of),
    (_("Vague words"), discrepancies._graded),  # noqa: SLF001 -- its docstring is the rule
    (_("Origins"), origins.origins_of),
    (_("What a decision covers"), why_not_covered),
    (_("What is refused"), review_rules.require_sound_proposal),
    (_("Two people"), review_rules.require_second_person),
]


def published(rule: object) -> list[str]:
    """The paragraphs of a rule's docstring, but for those that speak to programmers of what is raised."""
    text = inspect.getdoc(rule) or ""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return [paragraph for paragraph in paragraphs if not paragraph.startswith("Raise")]


def hedge_rows() -> list[tuple[str, str]]:
    """The table of hedges, from the docstring of the rule that reads them."""
    text = inspect.getdoc(hedges.reading_of) or ""
    cells = [line.strip().strip("|").split("|") for line in text.splitlines() if line.strip().startswith("|")]
    return [(row[0].strip(), row[1].strip()) for row in cells[2:]]


@page()
def method(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "factcheck/method.html",
        {
            "section": "method",
            "rules": [Rule(name, published(rule)) for name, rule in RULES],
            "hedges": hedge_rows(),
            "tolerance": Desk.current().tolerance,
            "codes": [
                (_("Causes: why they differ"), CAUSE_DESCRIPTIONS.values()),
                (_("Outcomes: what we print"), OUTCOME_DESCRIPTIONS.values()),
                (_("Standings of a citation"), STANDING_DESCRIPTIONS.values()),
            ],
        },
    )
