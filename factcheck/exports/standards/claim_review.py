"""Verified claims as ClaimReview of schema.org, by Google's documentation of it.

A ClaimReview rates a statement that somebody made. A desk settles a question to which sources give rival answers, and
three things follow from that:

- **What is reviewed is the question.** `claimReviewed` is the question; the works in which it is answered are the
  `appearance` of the claim, each with what it says, as of when and how it stood after the decision. Nobody is named as
  the author of the claim unless every one of the works credits the same name: those who said 30,000 and those who said
  35,000 made no claim together.
- **A source is never rated.** There is no review of the kind “the paper said 35,000: false”. A citation may be
  rejected because the desk had copied it wrongly, because it answers another question or because the source itself has
  corrected it since, and the standard has no words for that but those that accuse the source.
- **The rating says how firmly the answer stands**, in words with the answer itself (`alternateName`) and from 3 to 5 on
  a scale from 1 to 5. Readers of the standard take 1 for false, so a verified answer never has it: 5 where origins
  agree, 4 where it was settled among rival answers or rests on one origin, 3 where rival answers are printed side by
  side.

`firstAppearance` and the day of the claim are given only where every other work that is cited is recorded as drawing on
the one. A sensitive source appears as the number that stands for it and the figure it gives, without address, author,
publisher, date and quote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from factcheck.core.resolutions import Outcome, Standing
from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.records import instant
from factcheck.exports.standards.addresses import claim_address, desk_language, iso_date, web_address
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation, Source

CONTEXT = "https://schema.org"
MOST_APPEARANCES = 100
"""As many works as are named; a page carries the markup, and a claim may have fifty thousand citations."""

WORST, BEST = 1, 5
AGREED = (5, _("Verified, sources agree: %(answer)s"), _("Independent origins agree on the answer."))
ONE_ORIGIN = (4, _("Verified, one origin: %(answer)s"), _("The answer rests on one origin."))
SETTLED = (
    4,
    _("Verified among rival answers: %(answer)s"),
    _("Sources disagreed; the desk decided what to print."),
)
RIVALS = (
    3,
    _("Verified, rival answers stand: %(answer)s"),
    _("Sources disagree; the desk prints the rival answers."),
)
BY_TWO, BY_ONE = _("Two people reviewed it."), _("One person proposed and approved it.")
CHANGED = _("The evidence has changed since.")
SAYS, STANDS = _("Says: %(figure)s."), _("Standing: %(standing)s.")
_RIVALS_PRINTED = {Outcome.REPORT_RANGE, Outcome.REPORT_LOW_BEST_HIGH, Outcome.REPORT_BOTH_ATTRIBUTED}
_BY_FAVOUR = list(Standing)

Node = dict[str, object]


def claim_review(exported: ExportedClaim, about: About) -> Node:
    """The ClaimReview of one verified claim. It depends on the claim and on who the desk is, not on when it is made.

    Raises ValueError for a claim that is not verified, of which there is nothing to say.
    """
    verdict = exported.printed
    address = claim_address(exported.claim, about)
    topic = exported.claim.topic
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": f"{address}#claim-review",
            "url": address,
            "identifier": exported.claim.ref,
            "claimReviewed": exported.claim.question,
            "author": desk(about),
            "datePublished": instant(exported.approved_at),
            "inLanguage": desk_language(),
            "about": {"@type": "Thing", "name": topic.name} if topic else "",
            "abstract": verdict.sentence,
            "reviewBody": f"{verdict.sentence}\n\n{own_basis(exported)}".strip(),
            "reviewRating": _rating(exported, verdict.answer),
            "itemReviewed": _claim(exported),
        }
    )


def own_basis(exported: ExportedClaim) -> str:
    """What the printed answer rests on, in words of its own; empty where it only repeats the rationale of a decision,
    which was written for colleagues.
    """
    basis = exported.printed.basis
    return "" if basis in {decision.rationale for decision in exported.decisions} else basis


def in_page(node: Node) -> str:
    """The JSON as it stands inside a script element: nothing in it can end the element."""
    text = json.dumps(node, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def desk(about: About) -> Node:
    """The desk as the organisation that reviews; its address where it has no name."""
    return _without_blanks({"@type": "Organization", "name": about.desk_name, "url": f"{about.site_url}/"})


def _rating(exported: ExportedClaim, answer: str) -> Node:
    value, name, why = _firmness(exported)
    said = [why, BY_ONE if exported.is_single_review else BY_TWO]
    if exported.is_changed_since:
        said.append(CHANGED)
    return {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": gettext(name) % {"answer": answer},
        "ratingExplanation": " ".join(map(gettext, said)),
    }


def _firmness(exported: ExportedClaim) -> tuple[int, str, str]:
    outcomes = {decision.outcome for decision in exported.decisions}
    if outcomes & _RIVALS_PRINTED:
        return RIVALS
    if outcomes:
        return SETTLED
    return AGREED if exported.claim.origin_count > 1 else ONE_ORIGIN


def _claim(exported: ExportedClaim) -> Node:
    cited = exported.citations
    first = _first_of(cited)
    shown = sorted(cited, key=lambda one: (_BY_FAVOUR.index(_standing(exported, one)), one.ref))
    day = iso_date(first.published) if first else ""
    return _without_blanks(
        {
            "@type": "Claim",
            "name": exported.claim.question,
            "author": _author(cited),
            "datePublished": day if len(day) == len("2018-01-24") else "",
            "appearance": [
                _work(one, _standing(exported, one), named=exported.standings)
                for one in shown[:MOST_APPEARANCES]
            ],
            "firstAppearance": _bare_work(first) if first else "",
        }
    )


def _standing(exported: ExportedClaim, citation: Citation) -> Standing:
    return Standing(exported.standings.get(citation.pk, Standing.UNASSESSED))


def _first_of(citations: Sequence[Citation]) -> Source | None:
    """The one work on which all others that are cited are recorded as drawing; None where there is none such."""
    sources = {citation.source_id: citation.source for citation in citations}
    if any(source.is_sensitive for source in sources.values()):
        return None
    parents = {key: {parent.pk for parent in source.derived_from.all()} for key, source in sources.items()}
    roots = [
        key
        for key in sources
        if not parents[key] and all(key in parents[other] for other in sources if other != key)
    ]
    return sources[roots[0]] if len(roots) == 1 else None


def _author(citations: Iterable[Citation]) -> Node | str:
    """Whoever is credited in every one of the works; called an organisation, as nearly all are whom works credit."""
    names = {_credited(citation) for citation in citations}
    if len(names) != 1 or names == {""}:
        return ""
    return {"@type": "Organization", "name": names.pop()}


def _credited(citation: Citation) -> str:
    if citation.attribution:
        return citation.attribution.name
    return "" if citation.source.is_sensitive else citation.source.publisher


def _work(citation: Citation, standing: Standing, named: dict[int, str]) -> Node:
    says = gettext(SAYS) % {"figure": citation.figure}
    if citation.pk in named:
        says = f"{says} {gettext(STANDS) % {'standing': standing.value}}"
    if citation.source.is_sensitive:
        return {"@type": "CreativeWork", "name": citation.source.title, "description": says}
    return _without_blanks(
        {
            **_bare_work(citation.source),
            "description": says,
            "text": citation.quote,
            "temporal": citation.as_of_in_words,
        }
    )


def _bare_work(source: Source) -> Node:
    return _without_blanks(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": web_address(source),
            "author": source.author,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else "",
            "datePublished": iso_date(source.published),
        }
    )


def _without_blanks(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], None)}
