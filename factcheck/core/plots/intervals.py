"""The interval plot: a lane for each citation, grouped by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.plots.alternative import described, support, title_of
from factcheck.core.plots.marks import Band, Lane, LaneMarks, Span, ends_of, marks_for
from factcheck.core.plots.scales import Scale, scale_for
from factcheck.core.plots.ticks import NARROW, Anchor, Tick, anchor_for, reach, text_width
from factcheck.core.sentences import Sentence

MOST_LANES = 60
"""Lanes that one plot shows; the table beside it has them all."""

MOST_BANDS = 26
"""Positions that are drawn as bands; the sentences beside the plot count them all."""

_LEAST_BAND = 1.5
_LETTER_GAP = 6.0


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A lane in its place. `letters` and `support` stand at the first lane of a position only."""

    lane: Lane
    middle: float
    marks: LaneMarks
    letters: str = ""
    support: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterMark:
    """The letters of one band, or of several that lie too close to be lettered singly."""

    x: float
    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class IntervalPlot:
    rows: tuple[PlotRow, ...]
    bands: tuple[Span, ...]
    letters: tuple[LetterMark, ...]
    ticks: tuple[Tick, ...]
    break_at: float | None
    axis: Sentence | None
    title: Sentence
    sentences: tuple[Sentence, ...]
    more: int

    @property
    def text_alternative(self) -> str:
        return " ".join(str(sentence) for sentence in (self.title, *self.sentences))


def interval_plot(lanes: Sequence[Lane], bands: Sequence[Band], unit_words: str) -> IntervalPlot:
    """Lay out the lanes: those of one position together, in the order of positions, those of none last."""
    shown = _chosen(_grouped(lanes, bands))
    drawn = bands[:MOST_BANDS]
    edges = [edge.value for band in drawn for edge in (band.low, band.high)]
    scale = scale_for([value for lane in shown for value in ends_of(lane)] + edges)
    spans = tuple(band_span(band, scale) for band in drawn) if scale else ()
    return IntervalPlot(
        rows=_rows(shown, lanes, bands, scale),
        bands=spans,
        letters=_letters(spans, drawn),
        ticks=scale.ticks if scale else (),
        break_at=scale.break_at if scale else None,
        axis=scale.words(unit_words) if scale else None,
        title=title_of(lanes, bands),
        sentences=described(lanes, bands, scale, unit_words),
        more=len(lanes) - len(shown),
    )


def _grouped(lanes: Sequence[Lane], bands: Sequence[Band]) -> list[Lane]:
    order = {band.letter: index for index, band in enumerate(bands)}

    def place(lane: Lane) -> tuple[int, int]:
        indexes = [order[letter] for letter in lane.positions if letter in order]
        return (min(indexes), max(indexes)) if indexes else (len(order), len(order))

    return sorted(lanes, key=place)


def _chosen(grouped: Sequence[Lane]) -> list[Lane]:
    """The first lanes of every position in turn, so that a long one does not hide a short one."""
    if len(grouped) <= MOST_LANES:
        return list(grouped)
    turns: dict[tuple[str, ...], int] = {}
    ranked: list[tuple[int, int]] = []
    for index, lane in enumerate(grouped):
        letters = tuple(lane.positions)
        turns[letters] = turns.get(letters, 0) + 1
        ranked.append((turns[letters], index))
    return [grouped[index] for index in sorted(index for _turn, index in sorted(ranked)[:MOST_LANES])]


def band_span(band: Band, scale: Scale) -> Span:
    """A band has some width even where its position is a single number."""
    low, high = scale.place(band.low.value), scale.place(band.high.value)
    lacking = max(0.0, _LEAST_BAND - (high - low)) / 2
    return Span.between(round(low - lacking, 3), round(high + lacking, 3))


def _rows(
    shown: Sequence[Lane], lanes: Sequence[Lane], bands: Sequence[Band], scale: Scale | None
) -> tuple[PlotRow, ...]:
    first_lane = _first_lanes(shown)
    first_read = next((index for index, lane in enumerate(shown) if lane.quantity), None)
    rows: list[PlotRow] = []
    previous: tuple[str, ...] | None = None
    for index, lane in enumerate(shown):
        letters = tuple(lane.positions)
        fresh = [band for band in bands if first_lane.get(band.letter) == index]
        words = [support(band.origins, band.sources) for band in fresh]
        if len(letters) > 1:
            words = [
                Sentence("%(letter)s: %(support)s", {"letter": band.letter, "support": word})
                for band, word in zip(fresh, words, strict=True)
            ]
        if not bands and index == first_read:
            words = [_support_of_all(lanes)]
        rows.append(
            PlotRow(
                lane,
                round((index + 0.5) / len(shown) * 100, 3),
                marks_for(lane, scale) if scale else LaneMarks(),
                " ".join(letters) if letters != previous else "",
                tuple(words[:2]),
            )
        )
        previous = letters
    return tuple(rows)


def _first_lanes(shown: Sequence[Lane]) -> dict[str, int]:
    """The lane that tells the support of each position: its first, and rather one that stands in it alone."""
    first: dict[str, int] = {}
    for index, lane in enumerate(shown):
        if len(lane.positions) == 1:
            first.setdefault(lane.positions[0], index)
    for index, lane in enumerate(shown):
        for letter in lane.positions:
            first.setdefault(letter, index)
    return first


def _support_of_all(lanes: Sequence[Lane]) -> Sentence:
    read = [lane for lane in lanes if not lane.is_unread]
    origins = sum(not lane.is_echo for lane in read)
    sources = len({lane.source or index for index, lane in enumerate(read)})
    return support(origins, max(origins, sources))


def _letters(spans: Sequence[Span], bands: Sequence[Band]) -> tuple[LetterMark, ...]:
    """Letters over their bands; bands too close to be lettered singly share one label, "A B" or "A–F"."""
    clusters: list[list[tuple[float, str]]] = []
    for middle, letter in sorted(
        ((span.x + span.width / 2, band.letter) for span, band in zip(spans, bands, strict=True)),
    ):
        clusters.append([(middle, letter)])
        while len(clusters) > 1 and _touch(clusters[-2], clusters[-1]):
            clusters[-2].extend(clusters.pop())
    return tuple(_mark(cluster) for cluster in clusters)


def _mark(cluster: Sequence[tuple[float, str]]) -> LetterMark:
    letters = [letter for _x, letter in cluster]
    text = " ".join(letters) if len(letters) <= 3 else f"{letters[0]}–{letters[-1]}"
    x = round((cluster[0][0] + cluster[-1][0]) / 2, 3)
    return LetterMark(x, text, anchor_for(x, text_width(text), NARROW))


def _touch(left: Sequence[tuple[float, str]], right: Sequence[tuple[float, str]]) -> bool:
    first, second = _mark(left), _mark(right)
    _begin, end = reach(first.x, text_width(first.text), first.anchor, NARROW)
    begin, _end = reach(second.x, text_width(second.text), second.anchor, NARROW)
    return begin < end + _LETTER_GAP
