"""Each verified claim as an item: what every source states is a statement, ranked by its standing, and so is what the
desk prints.

- **Amount and bounds.** “About 30,000” is the amount 30,000 with the bounds that its words allow, 28,500 and 31,500;
  the model wants both bounds or neither. Where a source states a range, one bound only or a vague word, no number in
  between was ever stated: the value is *unknown*, and the limits stand as qualifiers, *no value* where there is none. A
  limit or bound that is itself ruled out (“over 3,000”) is named by “limit not included”.
- **Rank.** Preferred is preferred, rejected is deprecated, with the reason; everything else is normal. The standing
  itself is always a qualifier.
- **Time.** A day, month, year, decade or century is a point in time with that precision, in the Gregorian calendar; any
  other period has a start and an end. Where the source or we are in doubt, the words stand beside it.
- **Identity.** Items and statements have no identifier, so that the Wikibase that takes them in gives its own; the unit
  is an address below the desk's. Of a sensitive source there is its number and the figure, and no quote.
- Line breaks become spaces, which Wikibase asks for; texts are not cut to the length that a Wikibase may allow, but for
  labels, whose whole question is a statement.

The file is a list with an entity on each line, as dumps of Wikidata are: the properties, an item about the export, and
an item for each claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from django.conf import settings

from factcheck.core.claims import AnswerKind
from factcheck.core.dates import DateError, Period, read_period
from factcheck.core.readings import Reading
from factcheck.core.resolutions import CAUSE_DESCRIPTIONS, Cause, Standing
from factcheck.exports.about import About
from factcheck.exports.records import REVIEWED_BY_TWO, SINGLE_REVIEW
from factcheck.exports.standards.addresses import claim_address, web_address
from factcheck.exports.standards.manifest import facts
from factcheck.exports.standards.reading import reading_of
from factcheck.exports.standards.wikibase import snaks
from factcheck.exports.standards.wikibase.snaks import Node
from factcheck.exports.standards.wikibase.terms import P
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation, Claim, Desk
from factcheck.models.withholding import for_nobody

LONGEST_LABEL = 250
RANKS = {Standing.PREFERRED: "preferred", Standing.REJECTED: "deprecated"}
STATED = {AnswerKind.QUANTITY: P.FIGURE, AnswerKind.DATE: P.DATE, AnswerKind.TEXT: P.WORDS}


@for_nobody
def as_wikibase(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """A list with an entity on each line."""
    terms = Desk.current()
    head = [*map(_property, P), _export(about)]
    yield "[\n" + ",\n".join(map(_line, head))
    for exported in claims:
        if exported.verdict is not None:
            yield ",\n" + _line(_item(exported, about, terms))
    yield "\n]\n"


def _line(entity: Node) -> str:
    return json.dumps(entity, ensure_ascii=False)


def _property(term: P) -> Node:
    said = term.value
    return {
        "type": "property",
        "id": said.ref,
        "datatype": said.datatype,
        "labels": _in_english(said.label),
        "descriptions": _in_english(said.meaning),
        "aliases": {},
        "claims": {},
    }


def _in_english(words: str) -> Node:
    return {"en": {"language": "en", "value": words}}


def _export(about: About) -> Node:
    lines = [
        snak for name, value in facts(about).items() for snak in snaks.text(P.EXPORT, f"{name}: {value}")
    ]
    return _entity("Export of verified claims", [snaks.statement(line) for line in lines], "en")


def _entity(label: str, statements: Iterable[Node], language: str) -> Node:
    line = " ".join(label.split())
    short = line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"
    grouped: dict[str, list[Node]] = {}
    for statement in statements:
        main: Any = statement["mainsnak"]
        grouped.setdefault(main["property"], []).append(statement)
    return {
        "type": "item",
        "labels": {language: {"language": language, "value": short}},
        "descriptions": {},
        "aliases": {},
        "claims": grouped,
        "sitelinks": {},
    }


def _item(exported: ExportedClaim, about: About, terms: Desk) -> Node:
    claim, language = exported.claim, settings.LANGUAGE_CODE
    facts_of_it = [
        *snaks.text(P.REFERENCE, claim.ref),
        *snaks.in_language(P.QUESTION, claim.question, language),
        *snaks.text(P.ADDRESS, claim_address(claim, about)),
        *snaks.text(P.TOPIC, claim.topic.name if claim.topic else ""),
    ]
    statements = [snaks.statement(one) for one in facts_of_it]
    statements += _printed(exported, language)
    statements += [_stated(one, exported, about, terms) for one in exported.citations]
    return _entity(claim.question, statements, language)


def _printed(exported: ExportedClaim, language: str) -> list[Node]:
    verdict = exported.printed
    qualifiers = snaks.in_language(P.SENTENCE, verdict.sentence, language)
    for decision in exported.decisions:
        qualifiers += snaks.text(P.OUTCOME, decision.outcome)
        qualifiers += snaks.text(P.CAUSE, decision.cause)
        qualifiers += snaks.text(P.RATIONALE, decision.rationale)
    if not exported.decisions:
        qualifiers += snaks.text(P.RATIONALE, verdict.basis)
    if exported.approved_at is not None:
        qualifiers.append(snaks.on_day(P.APPROVED, exported.approved_at.date()))
    qualifiers += snaks.text(P.REVIEW, SINGLE_REVIEW if exported.is_single_review else REVIEWED_BY_TWO)
    return [snaks.statement(main, qualifiers=qualifiers) for main in snaks.text(P.ANSWER, verdict.answer)]


def _stated(citation: Citation, exported: ExportedClaim, about: About, terms: Desk) -> Node:
    standing = Standing(exported.standings.get(citation.pk, Standing.UNASSESSED))
    reading = reading_of(citation, exported.claim, terms)
    main, limits = _value(citation, exported.claim, reading, about)
    qualifiers = [
        *limits,
        *snaks.text(P.STATED_AS, citation.figure),
        *_when(citation.as_of),
        *snaks.text(P.SCOPE, citation.scope),
        *snaks.text(P.STANDING, standing.value),
        *snaks.text(P.CREDIBILITY, str(citation.credibility or "")),
    ]
    if standing is Standing.REJECTED:
        causes = dict.fromkeys(Cause(one.cause) for one in exported.decisions if one.cause)
        qualifiers += [one for cause in causes for one in snaks.text(P.REASON, CAUSE_DESCRIPTIONS[cause][0])]
    return snaks.statement(
        main,
        rank=RANKS.get(standing, "normal"),
        qualifiers=qualifiers,
        references=[snaks.reference(_source(citation))],
    )


def _value(citation: Citation, claim: Claim, reading: Reading, about: About) -> tuple[Node, list[Node]]:
    kind = AnswerKind(claim.answer_kind)
    if kind is AnswerKind.TEXT:
        return snaks.text(P.WORDS, citation.figure)[0], []
    if kind is AnswerKind.DATE:
        return _date(citation.figure)
    return _figure(reading, about) if reading.quantity else (snaks.unknown(P.FIGURE), [])


def _figure(reading: Reading, about: About) -> tuple[Node, list[Node]]:
    found, stated = reading.quantity, reading.stated
    assert found is not None
    assert stated is not None
    unit = f"{about.site_url}/unit/{quote(found.unit, safe='')}" if found.unit else snaks.NO_UNIT
    ends = {P.LOWER: found.low, P.UPPER: found.high}
    excluded = [
        snak
        for term, edge in ends.items()
        if edge.is_finite and not edge.closed
        for snak in snaks.text(P.EXCLUDED, "lower" if term is P.LOWER else "upper")
    ]
    is_bounded = found.low.is_finite and found.high.is_finite
    if is_bounded and stated.low is not None and stated.low == stated.high:
        return snaks.quantity(P.FIGURE, stated.low, unit, (found.low.value, found.high.value)), excluded
    limits = [
        snaks.quantity(term, edge.value, unit) if edge.is_finite else snaks.none(term)
        for term, edge in ends.items()
    ]
    return snaks.unknown(P.FIGURE), limits + excluded


def _date(figure: str) -> tuple[Node, list[Node]]:
    period = _placed(figure)
    if period is None:
        return snaks.unknown(P.DATE), []
    doubt = snaks.text(P.WHEN, period.words) if period.approximate else []
    if exact := snaks.time(P.DATE, period):
        return exact, doubt
    ends = [
        snaks.on_day(term, day) if day else snaks.none(term)
        for term, day in ((P.EARLIEST, period.first), (P.LATEST, period.last))
    ]
    return snaks.unknown(P.DATE), ends + doubt


def _when(as_of: str) -> list[Node]:
    """When a figure holds, as qualifiers; in words where the source is in doubt or the time has no place."""
    period = _placed(as_of)
    if period is None:
        return snaks.text(P.WHEN, as_of)
    doubt = snaks.text(P.WHEN, period.words) if period.approximate else []
    if point := snaks.time(P.POINT, period):
        return [point, *doubt]
    ends = ((P.START, period.first), (P.END, period.last))
    return [snaks.on_day(term, day) for term, day in ends if day] + doubt


def _placed(text: str) -> Period | None:
    try:
        return read_period(text)
    except DateError:
        return None


def _source(citation: Citation) -> Iterator[Node]:
    source = citation.source
    yield from snaks.text(P.TITLE, source.title)
    if citation.attribution:
        yield from snaks.text(P.ATTRIBUTION, citation.attribution.name)
    yield from snaks.text(P.RELIABILITY, source.reliability)
    if source.is_sensitive:
        return
    yield from snaks.text(P.URL, web_address(source))
    yield from snaks.text(P.PUBLISHER, source.publisher)
    yield from snaks.text(P.AUTHOR, source.author)
    period = _placed(source.published)
    published = snaks.time(P.PUBLISHED, period) if period and not period.approximate else None
    yield from [published] if published else snaks.text(P.WHEN, source.published)
    yield from snaks.text(P.QUOTE, citation.quote)
    yield from snaks.text(P.LOCATOR, citation.locator)
