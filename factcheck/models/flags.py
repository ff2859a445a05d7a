"""Why something is flagged, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.core.claims import Terms
from factcheck.core.comparison import compare
from factcheck.core.discrepancies import Flag
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models.citations import Citation
from factcheck.models.desk import Desk
from factcheck.models.discrepancies import Discrepancy


def why_flagged(discrepancy: Discrepancy, desk: Desk | None = None) -> Sentence:
    """The sentence that says why: for figures the comparison of the two that are furthest apart. The settings of the
    desk are looked up where they are not given.
    """
    if discrepancy.highest is not None and discrepancy.lowest is not None:
        terms = discrepancy.claim.terms(desk or Desk.current())
        return compare(
            _reading(discrepancy.lowest, terms), _reading(discrepancy.highest, terms), terms
        ).reason
    return _why_apart(discrepancy)


def why_flagged_then(
    discrepancy: Discrepancy, flag: Flag, readings: Mapping[int, Reading], terms: Terms
) -> Sentence:
    """The same for a flag that is computed anew, from the readings and on the terms of its time."""
    if flag.worst is not None:
        one, other = readings[flag.worst.lowest.key], readings[flag.worst.highest.key]
        return compare(one, other, terms).reason
    return _why_apart(discrepancy)


def _why_apart(discrepancy: Discrepancy) -> Sentence:
    positions = discrepancy.shown_positions
    if discrepancy.kind == "spread":
        template = _("“%(figure)s” is one stated range whose high end is at least twice its low end.")
        return Sentence(template, {"figure": positions[0].figure if positions else ""})
    template = _("The sources give %(count)s different answers in words.")
    return Sentence(template, {"count": discrepancy.position_count})


def _reading(citation: Citation, terms: Terms) -> Reading:
    return read_cited_figure(citation.as_cited_figure({}), terms)
