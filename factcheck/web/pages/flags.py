"""Why something is flagged, in a sentence."""

from __future__ import annotations

from factcheck.core.comparison import compare
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Desk, Discrepancy


def why_flagged(discrepancy: Discrepancy) -> Sentence:
    """The sentence that says why: for figures the comparison of the two that are furthest apart."""
    if discrepancy.highest is not None and discrepancy.lowest is not None:
        one, other = _reading(discrepancy.lowest, discrepancy), _reading(discrepancy.highest, discrepancy)
        return compare(one, other, discrepancy.claim.terms(Desk.current())).reason
    positions = discrepancy.shown_positions
    if discrepancy.kind == "spread":
        template = _("“%(figure)s” is one stated range whose high end is at least twice its low end.")
        return Sentence(template, {"figure": positions[0].figure if positions else ""})
    template = _("The sources give %(count)s different answers in words.")
    return Sentence(template, {"count": discrepancy.position_count})


def _reading(citation: Citation, discrepancy: Discrepancy) -> Reading:
    return read_cited_figure(citation.as_cited_figure({}), discrepancy.claim.terms(Desk.current()))
