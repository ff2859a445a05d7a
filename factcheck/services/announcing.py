"""What is said to people of each step that a decision takes. A function called tell_… tells at once, inside the
transaction in which it happens; the others give the news, for the caller to tell all that one act brought about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factcheck.core.notices import Kind
from factcheck.core.resolutions import OUTCOME_DESCRIPTIONS, Outcome
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Correction, Discrepancy, Person, Resolution, Verdict
from factcheck.services.notifying import News, tell_all


def tell_proposed(proposal: Resolution | Verdict, *, by: Person) -> None:
    """A resolution or an answer waits for approval."""
    said = Sentence(
        _("%(who)s proposed %(what)s; it waits for approval."), {"who": str(by), "what": _what(proposal)}
    )
    tell_all([_news_of(proposal, Kind.PROPOSED, said, by=by)])


def tell_held(resolution: Resolution, *, by: Person) -> None:
    """A discrepancy is on hold until its owner has taken the next step."""
    if resolution.owner_id is None:
        return
    said = Sentence(
        _("%(who)s put this on hold, and the next step is yours: %(next)s"),
        {"who": str(by), "next": resolution.next_step},
    )
    tell_all([replace(_news_of(resolution, Kind.ASSIGNED, said, by=by), people=[resolution.owner_id])])


def assigned(discrepancy: Discrepancy, to: Person, *, due_on: date | None, by: Person) -> News:
    """A discrepancy was given to somebody."""
    template = (
        _("%(who)s assigned this to you.")
        if due_on is None
        else _("%(who)s assigned this to you, due on %(day)s.")
    )
    return News(
        kind=Kind.ASSIGNED,
        claim=discrepancy.claim,
        discrepancy=discrepancy,
        by=by,
        sentence=Sentence(template, {"who": str(by), **({"day": due_on} if due_on else {})}),
        people=[to.pk],
    )


def due(discrepancy: Discrepancy, to: int, *, day: date, is_over: bool) -> News:
    """The day on which a discrepancy is due is near, or over."""
    template = _("This was due on %(day)s.") if is_over else _("This is due on %(day)s.")
    return News(
        kind=Kind.DEADLINE,
        claim=discrepancy.claim,
        discrepancy=discrepancy,
        by=None,
        sentence=Sentence(template, {"day": day}),
        people=[to],
    )


def tell_returned(proposal: Resolution | Verdict, *, why: str, by: Person) -> None:
    """A person returned a proposal to whoever made it."""
    said = Sentence(
        _("%(who)s returned %(what)s, which you proposed: %(why)s"),
        {"who": str(by), "what": _what(proposal), "why": why},
    )
    tell_all([_news_of(proposal, Kind.RETURNED, said, by=by)])


def tell_approved(proposal: Resolution | Verdict, *, by: Person) -> None:
    """A proposal was approved."""
    said = Sentence(_("%(who)s approved %(what)s."), {"who": str(by), "what": _what(proposal)})
    tell_all([_news_of(proposal, Kind.APPROVED, said, by=by)])


def tell_reopened(claim: Claim, discrepancy: Discrepancy | None, *, why: str, by: Person) -> None:
    """A person opened again what was decided; without a discrepancy, the answer itself."""
    said = Sentence(_("%(who)s opened this again: %(why)s"), {"who": str(by), "why": why})
    tell_all([News(kind=Kind.REOPENED, claim=claim, discrepancy=discrepancy, by=by, sentence=said)])


def tell_review_due(claim: Claim, discrepancy: Discrepancy | None, *, day: date, by: Person | None) -> None:
    """The review date of an answer has come, which opened it again."""
    said = Sentence(_("The review date of this answer, %(day)s, has come: it is open again."), {"day": day})
    tell_all([News(kind=Kind.REVIEW_DUE, claim=claim, discrepancy=discrepancy, by=by, sentence=said)])


def opened_again(
    claim: Claim, discrepancy: Discrepancy | None, *, why: str | Sentence, by: Person | None
) -> News:
    """The evidence opened again what was decided; without a discrepancy, the answer itself."""
    said = Sentence(_("The evidence changed, so this is open again: %(why)s"), {"why": why})
    return News(kind=Kind.REOPENED, claim=claim, discrepancy=discrepancy, by=by, sentence=said)


def voided(
    proposal: Resolution | Verdict,
    claim: Claim,
    discrepancy: Discrepancy | None = None,
    *,
    why: str | Sentence,
    by: Person | None,
) -> News:
    """The evidence voided a proposal."""
    said = Sentence(_("The evidence changed, so what you proposed waits no longer: %(why)s"), {"why": why})
    return News(
        kind=Kind.RETURNED,
        claim=claim,
        discrepancy=discrepancy,
        by=by,
        sentence=said,
        people=[proposal.proposed_by_id],
    )


def printed_otherwise(correction: Correction, *, why: str | Sentence) -> News:
    """What the desk prints on a claim changed."""
    answers = {"was": correction.was.answer, "now": correction.now.answer if correction.now else ""}
    if correction.now is None:
        template = _("“%(was)s” is printed no longer: %(why)s")
    elif answers["was"] == answers["now"]:
        template = _("“%(now)s” is printed again: %(why)s")
    else:
        template = _("“%(now)s” is printed now, instead of “%(was)s”: %(why)s")
    said = Sentence(template, {**answers, "why": why})
    return News(kind=Kind.CHANGED, claim=correction.claim, by=correction.by, sentence=said)


def _news_of(proposal: Resolution | Verdict, kind: Kind, said: Sentence, *, by: Person) -> News:
    """News of a proposal; it concerns whoever made it."""
    discrepancy = proposal.discrepancy if isinstance(proposal, Resolution) else None
    return News(
        kind=kind,
        claim=proposal.claim if isinstance(proposal, Verdict) else proposal.discrepancy.claim,
        discrepancy=discrepancy,
        by=by,
        sentence=said,
        people=[proposal.proposed_by_id],
    )


def _what(proposal: Resolution | Verdict) -> Sentence:
    """The answer as printed; where nothing is printed, the outcome."""
    if isinstance(proposal, Verdict) or proposal.answer:
        return Sentence(_("“%(answer)s”"), {"answer": proposal.answer})
    name, _line = OUTCOME_DESCRIPTIONS[Outcome(proposal.outcome)]
    return Sentence(_("“%(outcome)s”"), {"outcome": Sentence(name)})
