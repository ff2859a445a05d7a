"""Why a claim is proposed, in words."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.proposals.candidates import Before, Candidate
from factcheck.core.proposals.stems import stems_in
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import unit_words


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a claim: how the unit fits, the stems that the words share with the question, the best first, how
    much of a quote is said, and what the figure before adds.
    """

    claim: Candidate
    fits: float
    shared: tuple[str, ...]
    quoted: float
    follows: float


_MOST_WORDS = 3


def reason_for(grounds: Grounds, before: Before | None) -> Sentence:
    """A sentence such as: asks for people; both speak of “defectors”, “caught”; the topic of the figure before."""
    parts: list[Sentence] = []
    if grounds.fits >= 0.8 and grounds.claim.unit:
        parts.append(Sentence(_("asks for %(unit)s"), {"unit": unit_words(grounds.claim.unit, None)}))
    if words := _words(grounds):
        parts.append(Sentence(_("both speak of %(words)s"), {"words": words}))
    if grounds.quoted >= 0.5:
        parts.append(Sentence(_("a citation of it says nearly the same")))
    if before is not None and grounds.follows:
        same = before.claim.key == grounds.claim.key
        parts.append(Sentence(_("as the figure before") if same else _("the topic of the figure before")))
    if not parts:
        return Sentence(_("nothing but the unit speaks for it"))
    joined = parts[0]
    for part in parts[1:]:
        joined = Sentence(_("%(one)s; %(other)s"), {"one": joined, "other": part})
    return joined


def _words(grounds: Grounds) -> str:
    """The words of the question that are spoken of, as the question writes them."""
    found: list[str] = []
    for word in grounds.claim.question.replace("?", " ").replace(",", " ").split():
        own = stems_in(word)
        if own and own[0] in grounds.shared[:_MOST_WORDS] and f"“{word}”" not in found:
            found.append(f"“{word}”")
    return ", ".join(found)
