"""Finding the sources that one may draw on, or that may draw on it. Only read: what it finds is offered to people.

What it looks at is bounded, whatever the desk holds: a suggestion that is not made costs less than a page that waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr

from factcheck.core.dates import say_date
from factcheck.core.hedges import Stated
from factcheck.core.likeness import sequences_in, shared_passages
from factcheck.core.origin_links import (
    FEW,
    Evidence,
    Kind,
    Way,
    is_telling,
    same_attribution,
    same_figure,
    same_passages,
    same_quote,
    strength,
    way_between,
)
from factcheck.models import Attribution, Citation, Document, Paragraph, SketchMark, Source, TurnedDownLink
from factcheck.services.readings import derivations

MOST_OF_ITS_CITATIONS, MOST_OTHER_CITATIONS, MOST_QUOTES = 200, 1_000, 400
MOST_TEXTS, MOST_OF_A_TEXT = 4, 60_000
"""Texts that are compared with that of a source, those first that have most marks in common; and how many characters
of each.
"""
MOST_SUGGESTED = 10

_Found = dict[int, dict[str, Evidence]]
"""By the key of the other source, then by the key of the evidence."""


@dataclass(frozen=True, slots=True)
class SuggestedLink:
    """A source that one may draw on or be drawn on by, which way by their dates, and all that speaks for it."""

    other: Source
    way: Way
    evidence: tuple[Evidence, ...]

    @property
    def published(self) -> str:
        """When the other source was published, in words."""
        return say_date(self.other.published)


def suggested_links(source: Source) -> list[SuggestedLink]:
    """The links that the rules suggest for a source, the surest first: without those that it has, over any number of
    steps, and without those that somebody turned down before there was anything new.
    """
    found = evidence_of_links(source)
    looked_at: dict[int, set[str]] = defaultdict(set)
    for turned_down in TurnedDownLink.objects.of_source(source) if found else ():
        looked_at[turned_down.other_than(source).pk].update(turned_down.evidence)
    fresh = {other: one for other, one in found.items() if not looked_at[other].issuperset(one)}
    order = sorted(fresh, key=lambda other: (strength(fresh[other].values()), -other), reverse=True)
    sources = Source.objects.in_bulk(order[:MOST_SUGGESTED]) if order else {}
    return [
        SuggestedLink(
            sources[other],
            way_between(source.published, sources[other].published),
            tuple(sorted(fresh[other].values(), key=lambda one: list(Kind).index(one.kind))),
        )
        for other in order[:MOST_SUGGESTED]
        if other in sources
    ]


def evidence_of_links(source: Source) -> _Found:
    """All that links a source to others that it has no link with, turned down or not; a dozen queries at most."""
    found: _Found = defaultdict(dict)
    mine = list(
        source.citations.standing()
        .select_related("claim", "attribution")
        .order_by("-pk")[:MOST_OF_ITS_CITATIONS]
    )
    if mine:
        _same_figures(source, mine, found)
        _same_attributions(source, mine, found)
        _same_quotes(source, mine, found)
    _same_passages(source, found)
    if found:
        for linked in _linked_with(source.pk, derivations()):
            found.pop(linked, None)
    return found


def _linked_with(source: int, derived_from: Mapping[int, Sequence[int]]) -> set[int]:
    """All sources that one draws on or is drawn on by, over any number of steps."""
    drawn_on_by: dict[int, list[int]] = defaultdict(list)
    for child, parents in derived_from.items():
        for parent in parents:
            drawn_on_by[parent].append(child)
    return _reached(source, derived_from) | _reached(source, drawn_on_by)


def _reached(source: int, links: Mapping[int, Sequence[int]]) -> set[int]:
    reached, waiting = set[int](), [source]
    while waiting:
        for following in links.get(waiting.pop(), ()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return reached


def _same_figures(source: Source, mine: Iterable[Citation], found: _Found) -> None:
    figures = {_value(one): one.stated for one in mine if is_telling(one.stated_low, one.stated_high)}
    if not figures:
        return
    giving: dict[tuple[object, ...], set[int]] = defaultdict(set)
    lows = {low for low, _high, _unit in figures if low is not None}
    others = Citation.objects.standing().filter(stated_low__in=lows).exclude(source=source).order_by("pk")
    rows = others.values_list("source", "stated_low", "stated_high", "unit", "claim__unit")
    for other, low, high, unit, unit_asked in rows[:MOST_OTHER_CITATIONS]:
        giving[low, high, unit or unit_asked].add(other)
    for value, stated in figures.items():
        sources = giving[value]
        if stated and (evidence := same_figure(_in_its_unit(stated, str(value[2])), len(sources))):
            _keep(found, sources, evidence)


def _value(citation: Citation) -> tuple[object, ...]:
    return citation.stated_low, citation.stated_high, citation.unit or citation.claim.unit


def _in_its_unit(stated: Stated, unit: str) -> Stated:
    return Stated(stated.hedge, stated.low, stated.high, unit, stated.low_hedge, stated.high_hedge)


def _same_attributions(source: Source, mine: Iterable[Citation], found: _Found) -> None:
    names = {one.attribution.origin_name for one in mine if one.attribution}
    if not names:
        return
    group = Attribution.objects.filter(Q(name__in=names) | Q(counts_as__in=names))
    counted_as = {attribution.pk: attribution.origin_name for attribution in group}
    credited = Citation.objects.standing().filter(attribution__in=counted_as).exclude(source=source)
    crediting: dict[str, set[int]] = defaultdict(set)
    pairs = credited.order_by().values_list("attribution", "source").distinct()
    for attribution, other in pairs[:MOST_OTHER_CITATIONS]:
        crediting[counted_as[attribution]].add(other)
    for name in names:
        if crediting[name] and (evidence := same_attribution(name, len(crediting[name]))):
            _keep(found, crediting[name], evidence)


def _same_quotes(source: Source, mine: Iterable[Citation], found: _Found) -> None:
    """Among what others say on the same claims, and those that were found already. Words that more than a few of them
    quote are a turn of speech.
    """
    quotes = {one.pk: one.quote for one in mine if one.quote}
    quoting = {sequence: pk for pk, quote in quotes.items() for sequence in sequences_in(quote)}
    if not quoting:
        return
    near = Q(claim__in={one.claim_id for one in mine}) | Q(source__in=list(found)[:MOST_SUGGESTED])
    others = Citation.objects.standing().filter(near).exclude(source=source).exclude(quote="")
    rows = others.order_by("-pk").values_list("pk", "source", "quote")[:MOST_QUOTES]
    shared: list[tuple[int, int, str, list[str]]] = []
    quoted_by: dict[str, set[int]] = defaultdict(set)
    for pk, other, quote in rows:
        if sequences := [sequence for sequence in sequences_in(quote) if sequence in quoting]:
            shared.append((pk, other, quote, sequences))
            for sequence in sequences:
                quoted_by[sequence].add(other)
    for pk, other, quote, sequences in shared:
        for one in {quoting[sequence] for sequence in sequences if len(quoted_by[sequence]) <= FEW}:
            if evidence := same_quote(quotes[one], quote, (one, pk)):
                _keep(found, [other], evidence)


def _same_passages(source: Source, found: _Found) -> None:
    newest = Document.objects.filter(snapshot__source=source).order_by("-snapshot__number")
    document = newest.values_list("pk", flat=True).first()
    if document is None:
        return
    marks = SketchMark.objects.filter(document=document).values("mark")
    others = (
        SketchMark.objects.filter(mark__in=marks, document__snapshot__isnull=False)
        .exclude(document__snapshot__source=source)
        .values("document", "document__snapshot__source")
        .annotate(shared=Count("mark"))
        .order_by("-shared", "document")[:MOST_TEXTS]
    )
    sources = {row["document"]: row["document__snapshot__source"] for row in others}
    if not sources:
        return
    texts = _articles([document, *sources])
    for other, its_source in sources.items():
        passages = shared_passages(texts[document], texts[other])
        if evidence := same_passages(passages, texts[document], (document, other)):
            _keep(found, [its_source], evidence)


def _articles(documents: Collection[int]) -> dict[int, str]:
    """The texts of documents, as far as they are compared, with their clutter blanked out."""
    beginning = Document.objects.filter(pk__in=documents).values_list("pk", Substr("text", 1, MOST_OF_A_TEXT))
    texts = {pk: list(text) for pk, text in beginning}
    clutter = Paragraph.objects.filter(document__in=documents, is_clutter=True, start__lt=MOST_OF_A_TEXT)
    for pk, start, end in clutter.values_list("document", "start", "end"):
        text = texts[pk]
        text[start:end] = " " * len(text[start:end])
    return {pk: "".join(text) for pk, text in texts.items()}


def _keep(found: _Found, sources: Iterable[int], evidence: Evidence) -> None:
    for other in sources:
        found[other][evidence.key] = evidence
