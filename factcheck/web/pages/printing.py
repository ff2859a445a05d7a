"""The answer and the sentence that the app drafts, from outcome, standings and figures, for a reviewer to edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from factcheck.core.claims import AnswerKind
from factcheck.core.drafting import Asked, Draft, GivenAnswer, draft
from factcheck.core.resolutions import Outcome, Standing, standing_in_positions
from factcheck.models import Citation
from factcheck.web.forms.decisions import DecisionForm
from factcheck.web.pages.claim_page import CitationRow
from factcheck.web.pages.decide_page import DecidePage
from factcheck.web.pages.sides import Side

DRAFTED = ("answer", "sentence")
"""The fields that are drafted."""


def drafted(shown: DecidePage, form: DecisionForm, *, again: bool) -> dict[str, str]:
    """What to put into the fields that are drafted, and into those that remember what was drafted.

    A field in which somebody has typed keeps what they typed, unless they ask for it to be drafted again. Where
    nothing can be drafted for what is chosen, an older draft does not stay behind as if it belonged to it.
    """
    found = draft_of(shown, form)
    values: dict[str, str] = {}
    for name in DRAFTED:
        now = str(form.data.get(name, ""))
        before = str(form.data.get(f"drafted_{name}", ""))
        is_typed = bool(now.strip()) and not _is_same(now, before)
        words = str(getattr(found, name)) if found else ""
        if not is_typed or (again and words):
            values |= {name: words, f"drafted_{name}": words}
    return values


def draft_of(shown: DecidePage, form: DecisionForm) -> Draft | None:
    """What might be printed, by what is chosen in the form; None where there is nothing to print, or no choice yet."""
    chosen = str(form.data.get("outcome", ""))
    if chosen not in set(Outcome):
        return None
    outcome = Outcome(chosen)
    claim = shown.discrepancy.claim
    standings = form.chosen_standings()
    answers = _each_citation(shown, standings) if outcome is Outcome.SERIES else _each_side(shown, standings)
    return draft(Asked(claim.question, claim.unit, AnswerKind(claim.answer_kind)), outcome, list(answers))


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the line ends that a browser sends."""
    return one.split() == other.split()


def _each_side(shown: DecidePage, standings: Mapping[int, Standing]) -> Iterator[GivenAnswer]:
    """One answer for each position, credited to the citation in it that stands best."""
    for side in shown.sides:
        rows = _rows_of(side)
        standing = standing_in_positions(standings[row.citation.pk] for row in rows)
        best = next((row for row in rows if standings[row.citation.pk] is standing), None)
        if best is not None:
            yield GivenAnswer(
                words=side.figure,
                who=_who(best.citation),
                as_of=best.citation.as_of,
                standing=standing,
                sources=side.source_count,
            )


def _each_citation(shown: DecidePage, standings: Mapping[int, Standing]) -> Iterator[GivenAnswer]:
    """One answer for each citation, origins before what echoes them."""
    for side in shown.sides:
        for row in _rows_of(side):
            citation = row.citation
            yield GivenAnswer(citation.figure, _who(citation), citation.as_of, standings[citation.pk])


def _rows_of(side: Side) -> list[CitationRow]:
    """Its citations, those first that stand in no other position."""
    rows = [cited.row for origin in (*side.origins, *side.others) for cited in (origin.first, *origin.echoes)]
    return sorted(rows, key=lambda row: row.letters != side.letter)


def _who(citation: Citation) -> str:
    """Whom a sentence credits. What is printed names no sensitive source, whoever drafts it."""
    if citation.source.is_sensitive:
        return _("a source that is not named")
    return str(citation.attribution or citation.source.publisher or citation.source.title)
