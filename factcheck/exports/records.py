"""How claims, sources and citations are written in every format: the columns of the file format by name."""

from __future__ import annotations

from datetime import UTC, datetime

from factcheck.core.withholding import WITHHELD
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation, Claim

REVIEWED_BY_TWO = "two people"
SINGLE_REVIEW = "single review"


def claim_cells(claim: Claim) -> dict[str, str]:
    return {
        "claim_ref": claim.ref,
        "question": claim.question,
        "topic": claim.topic.name if claim.topic else "",
        "answer_kind": claim.answer_kind,
        "unit": claim.unit,
        "lives": claim.lives,
    }


def citation_cells(citation: Citation) -> dict[str, str]:
    """The columns of a citation and of its source; where that is sensitive, without its identity."""
    source = citation.source
    return {
        "citation_ref": citation.ref,
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
        "figure": citation.figure,
        "quote": citation.quote,
        "locator": citation.locator,
        "as_of": citation.as_of,
        "scope": citation.scope,
        "attribution": citation.attribution.name if citation.attribution else "",
        "credibility": str(citation.credibility or ""),
    }


def verdict_cells(exported: ExportedClaim) -> dict[str, str]:
    """What the desk decided: printed answer and sentence, cause, outcome, rationale, who and when.

    A claim with several resolved discrepancies has as many causes, outcomes and rationales, separated by " | ".
    """
    verdict = exported.verdict
    return {
        "answer": verdict.answer,
        "sentence": verdict.sentence,
        "basis": verdict.basis,
        "why_one_origin": verdict.single_origin_reason,
        "cause": " | ".join(decision.cause for decision in exported.decisions),
        "outcome": " | ".join(decision.outcome for decision in exported.decisions),
        "rationale": " | ".join(decision.rationale for decision in exported.decisions),
        "proposed_by": verdict.proposed_by.username,
        "proposed_at": instant(verdict.proposed_at),
        "approved_by": exported.approved_by,
        "approved_at": instant(exported.approved_at),
        "changed_since": "yes" if exported.is_changed_since else "no",
        "review": SINGLE_REVIEW if exported.is_single_review else REVIEWED_BY_TWO,
    }


def instant(at: datetime | None) -> str:
    """A moment in universal time, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
