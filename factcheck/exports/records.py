"""How claims, sources and citations are written in every format: the columns of the file format by name."""

from __future__ import annotations

from factcheck.core.withholding import WITHHELD
from factcheck.exports.manifests import REVIEWED_BY_TWO, SINGLE_REVIEW, instant
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation, Claim, Source

__all__ = [
    "REVIEWED_BY_TWO",
    "SINGLE_REVIEW",
    "citation_cells",
    "claim_cells",
    "instant",
    "source_cells",
    "verdict_cells",
]


def claim_cells(claim: Claim) -> dict[str, str]:
    return {
        "claim_ref": claim.ref,
        "question": claim.question,
        "topic": claim.topic.name if claim.topic else "",
        "answer_kind": claim.answer_kind,
        "unit": claim.unit,
        "lives": claim.lives,
    }


def source_cells(source: Source) -> dict[str, str]:
    """The columns of a source; where it is sensitive, without its identity."""
    return {
        "source_ref": source.ref,
        "source_title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "kind": source.kind,
        "published": source.published,
        "url": WITHHELD if source.is_withheld else source.url,
        "derived_from": WITHHELD
        if source.is_withheld
        else ";".join(sorted(parent.ref for parent in source.derived_from.all())),
        "reliability": source.reliability,
    }


def citation_cells(citation: Citation) -> dict[str, str]:
    """The columns of a citation and of its source."""
    return {
        "citation_ref": citation.ref,
        **source_cells(citation.source),
        "figure": citation.figure,
        "quote": citation.quote,
        "locator": citation.locator,
        "as_of": citation.as_of,
        "scope": citation.scope,
        "attribution": citation.attribution.name if citation.attribution else "",
        "credibility": str(citation.credibility or ""),
    }


def verdict_cells(exported: ExportedClaim) -> dict[str, str]:
    """What the desk decided: printed answer and sentence, cause, outcome, rationale, who and when; the answer only
    where one is printed.

    A claim with several resolved discrepancies has as many causes, outcomes and rationales, separated by " | ".
    """
    verdict = exported.verdict
    return {
        "state": exported.state,
        "answer": verdict.answer if verdict else "",
        "sentence": verdict.sentence if verdict else "",
        "basis": verdict.basis if verdict else "",
        "why_one_origin": verdict.single_origin_reason if verdict else "",
        "cause": " | ".join(decision.cause for decision in exported.decisions),
        "outcome": " | ".join(decision.outcome for decision in exported.decisions),
        "rationale": " | ".join(decision.rationale for decision in exported.decisions),
        "proposed_by": verdict.proposed_by.username if verdict else "",
        "proposed_at": instant(verdict.proposed_at) if verdict else "",
        "approved_by": exported.approved_by,
        "approved_at": instant(exported.approved_at),
        "changed_since": ("yes" if exported.is_changed_since else "no") if verdict else "",
        "review": review_of(exported),
    }


def review_of(exported: ExportedClaim) -> str:
    """Who reviewed what was decided on a claim; nothing where nothing was."""
    if exported.verdict is None and not exported.decisions:
        return ""
    return SINGLE_REVIEW if exported.is_single_review else REVIEWED_BY_TWO
