"""Draw the plots of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.core.plots import dated, intervals, small
from factcheck.core.plots.marks import Band, Lane
from factcheck.models.speech import spoken

register = template.Library()


class _Drawn(TypedDict):
    plot: intervals.IntervalPlot | dated.DatedPlot
    table_id: str
    plot_id: str


register.filter("spoken", spoken)


@register.inclusion_tag("factcheck/plots/interval.html")
def interval_plot(
    lanes: Sequence[Lane], bands: Sequence[Band], unit_words: str, table_id: str, plot_id: str = "plot"
) -> _Drawn:
    """A lane for each citation; `table_id` names the table that says the same."""
    return {
        "plot": intervals.interval_plot(lanes, bands, str(unit_words)),
        "table_id": table_id,
        "plot_id": plot_id,
    }


@register.inclusion_tag("factcheck/plots/dated.html")
def dated_plot(lanes: Sequence[Lane], unit_words: str, table_id: str, plot_id: str = "dated-plot") -> _Drawn:
    """A box for each citation across its as-of."""
    return {"plot": dated.dated_plot(lanes, str(unit_words)), "table_id": table_id, "plot_id": plot_id}


@register.simple_tag
def small_plot(lanes: Sequence[Lane], bands: Sequence[Band]) -> SafeString:
    """The plot of a list row: decoration beside words."""
    return mark_safe(small.svg_of(small.small_plot(lanes, bands)))  # noqa: S308 -- numbers alone
