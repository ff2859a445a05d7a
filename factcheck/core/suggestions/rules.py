"""The app's own suggestion of why sources differ, where a rule gives one. It is shown with its reason and never chosen
for the reviewer; where no rule speaks, nothing is suggested.

No rule can prove that origins genuinely disagree, that one has an interest, that a figure was made up or belongs to
another question, or that scope or method differ (all citations of a discrepancy state one scope): these causes, and
"not determinable", are for people and never suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import cleandoc

from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.figures.finding import find_figures
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.quoting import occurs_in
from factcheck.core.resolutions import Cause
from factcheck.core.rivals import Rival, are_apart, by_position
from factcheck.core.rounding import printed, unit_of
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.suggestions import same_voice, slips, times_apart
from factcheck.core.suggestions.case import Case, Suggestion
from factcheck.core.units import UnitKind, unit_for, unit_words

FEW_FIGURES = 12
"""Different figures that are compared digit by digit: among more of them, likeness is chance."""

FEW_QUOTES = 20
"""Quotes that are read for the figure they hold; each costs a millisecond."""

_SINGLE = frozenset({Hedge.EXACT, Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER})


def suggest_causes(case: Case) -> list[Suggestion]:
    """Every cause that a rule suggests, the strongest first, one suggestion for each cause.

    What accounts for all positions of the discrepancy comes before what accounts for some of them; after that the
    order is that of CAUSE_RULES. A range that one source states has no rivals, so nothing is suggested for it. The
    cost is that of sorting the members: no rule looks at every pair.
    """
    if case.kind is DiscrepancyKind.SPREAD or not are_apart(case.rivals):
        return []
    found = [suggestion for rule in CAUSE_RULES.values() for suggestion in rule(case)]
    return sorted(found, key=lambda suggestion: not suggestion.explains_all)


OTHER_IN_QUOTE = _("We recorded “%(figure)s”, but the quote beside it says “%(quoted)s”, as a rival does.")
NOT_IN_QUOTE = _("We recorded “%(figure)s”, but the quote beside it says “%(quoted)s”.")


def _our_transcription(case: Case) -> Iterable[Suggestion]:
    """Our own slip: the figure that we recorded does not stand in the quote that we recorded with it, and the quote
    gives another of the same sort. The first twenty such quotes are read.
    """
    if case.kind in {DiscrepancyKind.TEXT, DiscrepancyKind.DATE}:
        return
    doubtful = (
        rival
        for rival in case.rivals
        if rival.quote.strip() and not occurs_in(rival.quote, rival.reading.figure)
    )
    slipped: list[tuple[Rival, str, bool]] = []
    rival_values = _values_by_position(case.rivals)
    for rival, _count in zip(doubtful, range(FEW_QUOTES), strict=False):
        if quoted := _other_figure(rival):
            words, values = quoted
            positions = rival_values.get(values, set())
            slipped.append((rival, words, bool(positions) and rival.first not in positions))
    if slipped:
        rival, words, is_a_rivals = max(slipped, key=lambda one: one[2])
        template = OTHER_IN_QUOTE if is_a_rivals else NOT_IN_QUOTE
        reason = Sentence(template, {"figure": rival.reading.figure, "quoted": words})
        yield Suggestion(Cause.OUR_TRANSCRIPTION_ERROR, reason, is_a_rivals and case.position_count == 2)


def _values_by_position(rivals: Iterable[Rival]) -> dict[tuple[object, ...], set[int]]:
    found: dict[tuple[object, ...], set[int]] = {}
    for rival in rivals:
        if rival.reading.stated:
            found.setdefault(_values(rival.reading.stated), set()).update((rival.first, rival.last))
    return found


def _values(stated: Stated) -> tuple[object, ...]:
    return stated.low, stated.high


def _other_figure(rival: Rival) -> tuple[str, tuple[object, ...]] | None:
    """A figure of the quote that counts or measures the same, where the recorded one is not among them."""
    stated = rival.reading.stated
    if stated is None:
        return None
    figures = list(find_figures(rival.quote))
    ends = {end for end in (stated.low, stated.high) if end is not None}
    if any(ends & {figure.stated.low, figure.stated.high} for figure in figures):
        return None
    own = unit_for(unit_of(rival.reading))
    for figure in figures:
        unit = unit_for(figure.stated.unit)
        if unit.symbol == own.symbol or unit.kind is own.kind is UnitKind.COUNT:
            return figure.text, _values(figure.stated)
    return None


ROUNDING = _("“%(first)s” and “%(second)s” differ by no more than rounding.")
ROUNDINGS = _(
    "Every two figures that lie apart, such as “%(first)s” and “%(second)s”, are roundings of each other."
)


def _rounding(case: Case) -> Iterable[Suggestion]:
    """Rounding: every two figures that lie apart are roundings of each other, half up to the digits that count."""
    if case.is_rounding:
        low, high = case.ends
        values = {"first": low.reading.figure, "second": high.reading.figure}
        yield Suggestion(
            Cause.ROUNDING, Sentence(ROUNDING if case.position_count == 2 else ROUNDINGS, values), True
        )


SAME_NUMBER = _(
    "“%(first)s” and “%(second)s” are one number in two units (%(first_unit)s, %(second_unit)s): "
    "one of them may name the wrong unit."
)


def _unit(case: Case) -> Iterable[Suggestion]:
    """A unit mistaken: the same number stands in rival positions with two units, 5 miles beside 5 kilometres."""
    seen: dict[object, Rival] = {}
    for rival in _single_figures(case):
        value, unit = printed(rival.reading), unit_of(rival.reading)
        other = seen.setdefault(value, rival)
        if value and unit != unit_of(other.reading) and rival.is_apart_from(other):
            values = {
                "first": other.reading.figure,
                "second": rival.reading.figure,
                "first_unit": unit_words(unit_of(other.reading), None),
                "second_unit": unit_words(unit, None),
            }
            yield Suggestion(Cause.UNIT_OR_CURRENCY, Sentence(SAME_NUMBER, values), case.position_count == 2)
            return


def _typographical(case: Case) -> Iterable[Suggestion]:
    """A slip in print: two rival figures in one unit differ by a digit left out, a digit written twice, two digits
    exchanged, or a factor of exactly 10, 100, 1,000 or a million. Where more than twelve different figures are
    given, likeness is chance and nothing is suggested.
    """
    figures = {(unit_of(rival.reading), printed(rival.reading)): rival for rival in _single_figures(case)}
    if len(figures) > FEW_FIGURES:
        return
    ordered = sorted(figures.items(), key=lambda item: (item[0][0], abs(item[0][1])))
    for place, ((unit, value), rival) in enumerate(ordered):
        for (other_unit, other_value), other in ordered[place + 1 :]:
            if unit != other_unit or not rival.is_apart_from(other):
                continue
            if slip := slips.slip_between(value, other_value):
                template, times = slip
                values = {"shorter": rival.reading.figure, "longer": other.reading.figure, "times": times}
                yield Suggestion(
                    Cause.TYPOGRAPHICAL_ERROR, Sentence(template, values), case.position_count == 2
                )
                return


def _single_figures(case: Case) -> list[Rival]:
    return [
        rival
        for rivals in by_position(case.rivals).values()
        for rival in rivals
        if rival.reading.stated is not None and rival.reading.stated.hedge in _SINGLE
    ]


CauseRule = Callable[[Case], Iterable[Suggestion]]

CAUSE_RULES: dict[str, CauseRule] = {
    "rounding": _rounding,
    "our_transcription": _our_transcription,
    "unit": _unit,
    "typographical": _typographical,
    "superseded": same_voice.superseded,
    "part_of_total": times_apart.part_of_total,
    "different_as_of": times_apart.different_as_of,
    "same_origin": same_voice.same_origin,
    "misreported": same_voice.misreported,
}
"""Every rule that suggests a cause, the strongest first."""

CAUSE_RULE_DESCRIPTIONS: dict[str, str] = {
    name: cleandoc(rule.__doc__ or "") for name, rule in CAUSE_RULES.items()
}
"""Their published descriptions."""
