"""What an approved resolution does to citations: it moves them to a claim that is split off, or corrects our slip."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Consequence, Person, Resolution
from factcheck.models.citations import MAX_FIGURE
from factcheck.services.citations import CitationWords, amend_words
from factcheck.services.decisions import Decision
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.evidence import evidence_changed, keep_moment_of_change
from factcheck.services.keeping import save_with_history
from factcheck.services.locking import lock_sources
from factcheck.services.refs import new_ref


def touched_citations(claim: Claim, decision: Decision) -> dict[int, Citation]:
    """The citations that a decision moves or corrects, by key.

    Raises InvalidInputError for one that is not a standing citation of the claim, and for a correction that corrects
    nothing or is longer than a figure can be.
    """
    wanted = decision.moved | set(decision.corrections)
    found = claim.citations.standing().in_bulk(wanted)
    field = "moved" if decision.moved else "corrections"
    if len(found) != len(wanted):
        raise InvalidInputError(
            _("A citation that you chose does not stand on this claim any longer. Look at the claim again."),
            field=field,
        )
    for key, figure in decision.corrections.items():
        if len(figure) > MAX_FIGURE:
            raise InvalidInputError(
                _("This has %(length)s characters; at most %(most)s are kept."),
                field="corrections",
                length=len(figure),
                most=MAX_FIGURE,
            )
        if found[key].figure == figure:
            raise InvalidInputError(
                _("“%(figure)s” is what our records say already. Write the figure as it should read."),
                field="corrections",
                figure=figure,
            )
    return found


def keep_consequences(resolution: Resolution, decision: Decision, touched: Mapping[int, Citation]) -> None:
    """Write down, with the proposal, what its approval will do."""
    Consequence.objects.bulk_create(
        Consequence(
            resolution=resolution,
            citation=citation,
            version=citation.version,
            moves=key in decision.moved,
            corrected_figure=decision.corrections.get(key, ""),
        )
        for key, citation in sorted(touched.items())
    )


def lock_sources_touched(resolution: int | None) -> None:
    """Hold the sources of the citations that a resolution moves or corrects; always before any claim."""
    found = Consequence.objects.filter(resolution=resolution)
    lock_sources(found.values_list("citation__source_id", flat=True))


def carry_out(resolution: Resolution, claim: Claim, *, by: Person) -> Claim | None:
    """Move and correct what an approved resolution says, on a claim that the caller holds; returns the claim that
    was split off, if any. The caller compares the claim again afterwards.

    Raises ChangedMeanwhileError where a citation was amended after the proposal.
    """
    consequences = list(
        resolution.consequences.select_related("citation__source", "citation__attribution").order_by(
            "citation"
        )
    )
    if not consequences:
        return None
    for one in consequences:
        _require_as_proposed(one, claim)
    for one in consequences:
        if one.corrected_figure:
            _correct(one, claim, by=by)
    moved = [one.citation for one in consequences if one.moves]
    split_off = _split_off(resolution, claim, moved, by=by) if moved else None
    keep_moment_of_change(claim)
    return split_off


def _require_as_proposed(one: Consequence, claim: Claim) -> None:
    citation = one.citation
    if citation.version != one.version or citation.claim_id != claim.pk:
        raise ChangedMeanwhileError(
            _("Not approved: “%(figure)s” was amended after this was proposed. Return it with a comment."),
            figure=citation.figure,
        )


def _split_off(resolution: Resolution, claim: Claim, moved: Collection[Citation], *, by: Person) -> Claim:
    """A claim with the new question, on the same terms as the one it is split from, and the citations moved to it."""
    new = Claim(
        ref=new_ref(resolution.split_question, Claim, "claim"),
        question=resolution.split_question,
        topic=claim.topic,
        answer_kind=claim.answer_kind,
        unit=claim.unit,
        lives=claim.lives,
        tolerance=claim.tolerance,
        split_from=claim,
    )
    why = Sentence(_("Split off from “%(question)s”"), {"question": claim.question})
    save_with_history(new, by=by, reason=str(why))
    for citation in moved:
        citation.claim = new
        citation.version += 1
        save_with_history(citation, by=by, reason=str(why))
    evidence_changed(new, by=by, why=str(why))
    return new


def _correct(one: Consequence, claim: Claim, *, by: Person) -> None:
    citation = one.citation
    words = replace(CitationWords.of(citation), figure=one.corrected_figure)
    reason = _("Corrected: the desk had copied it wrongly")
    amend_words(citation, words, claim, citation.source, by=by, reason=reason)
