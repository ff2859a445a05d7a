"""What somebody else did while a person was writing, beside what that person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.core.resolutions import CAUSE_DESCRIPTIONS, OUTCOME_DESCRIPTIONS
from factcheck.models import Claim, Discrepancy, Person, Resolution, Step
from factcheck.models.events import Table
from factcheck.models.speech import spoken
from factcheck.models.timeline import of_claim
from factcheck.services.seen import evidence_of
from factcheck.web.pages.steps import Event
from factcheck.web.pages.telling import tell

_PARTS = (
    ("answer", _("Printed answer")),
    ("sentence", _("Print-ready sentence")),
    ("outcome", _("What we print")),
    ("cause", _("Why they differ")),
    ("rationale", _("Rationale")),
    ("single_origin_reason", _("Why one origin is enough")),
)
_CODES = {
    "cause": {code.value: words[0] for code, words in CAUSE_DESCRIPTIONS.items()},
    "outcome": {code.value: words[0] for code, words in OUTCOME_DESCRIPTIONS.items()},
}
_MOST_WORDS = 600
"""Longer texts are not compared word by word, which would take as long as it takes to read them."""
_MOST_STEPS = 20
_MOST_DIGITS = 16
"""Of a moment in millionths of a second, for some centuries to come."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: who (None for a change of the evidence), when, to what, and why in their words."""

    by: Person | None
    at: datetime
    from_words: str
    to_words: str
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both, or in this one only."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a proposal, theirs beside mine."""

    label: object
    theirs: list[Piece]
    mine: list[Piece]
    differs: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The steps that were taken since, and the proposal that came of them: beside one's own, or beside the one that
    stood before.
    """

    steps: list[Taken]
    theirs: Resolution | None
    compared: list[Compared]
    is_beside_mine: bool
    evidence: list[Event] = field(default_factory=list)
    """What became of the citations, their sources and the claim, the last first."""


def steps_since(discrepancy: Discrepancy, step: int) -> list[Taken]:
    """What happened after a step, the first first; one query."""
    taken = Step.objects.filter(discrepancy=discrepancy, pk__gt=step).select_related("by").order_by("pk")
    return [
        Taken(
            one.by,
            one.at,
            one.get_from_state_display() if one.from_state else "",
            one.get_to_state_display(),
            one.why,
        )
        for one in taken[:_MOST_STEPS]
    ]


def evidence_since(claim: Claim, seen: str) -> list[Event]:
    """What changed on a claim since its evidence was what somebody saw, by `evidence_of`; nothing where it is that."""
    if not (seen.isascii() and seen.isdigit() and len(seen) <= _MOST_DIGITS) or seen == evidence_of(claim):
        return []
    at = datetime.fromtimestamp(int(seen[:-6] or 0), UTC) + timedelta(microseconds=int(seen[-6:]))
    rows = of_claim(claim).narrowed(since=at)[:_MOST_STEPS]
    told = [row for row in rows if row.table in {Table.CLAIM, Table.CITATION, Table.SOURCE}]
    return tell(told, of=claim, in_full=False)


def beside_mine(
    discrepancy: Discrepancy,
    since: int,
    mine: Mapping[str, str],
    person: Person,
    evidence: Sequence[Event] = (),
) -> Meanwhile:
    """What another person proposed since, or has standing now, beside what is in this person's form; and what became
    of the evidence.
    """
    others = discrepancy.resolutions.exclude(proposed_by=person).select_related("proposed_by")
    is_news = Q(steps__pk__gt=since) | Q(pk=discrepancy.resolution_id)
    theirs = others.filter(is_news).order_by("pk").last()
    return Meanwhile(
        steps_since(discrepancy, since),
        theirs,
        _compared(_parts_of(theirs), mine),
        is_beside_mine=True,
        evidence=list(evidence),
    )


def beside_what_was(discrepancy: Discrepancy, since: int) -> Meanwhile:
    """What is proposed now, beside what somebody who would approve was looking at; nothing where it is the same."""
    looked_at = Step.objects.filter(pk=since, discrepancy=discrepancy).select_related("resolution").first()
    before = looked_at.resolution if looked_at else None
    theirs = discrepancy.resolution
    is_another = theirs is not None and before is not None and before.pk != theirs.pk
    compared = _compared(_parts_of(theirs), _parts_of(before)) if is_another else []
    return Meanwhile(steps_since(discrepancy, since), theirs, compared, is_beside_mine=False)


def _parts_of(resolution: Resolution | None) -> dict[str, str]:
    return {name: getattr(resolution, name) for name, _label in _PARTS} if resolution else {}


def _compared(theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[Compared]:
    """Nothing, where nobody else proposed anything."""
    if not theirs:
        return []
    rows = []
    for name, label in _PARTS:
        one, other = _said(name, theirs), _said(name, mine)
        if one or other:
            rows.append(Compared(label, *_apart(one, other), differs=one.split() != other.split()))
    return rows


def _said(name: str, parts: Mapping[str, str]) -> str:
    value = str(parts.get(name) or "").strip()
    return spoken(_CODES[name].get(value, "")) if name in _CODES else value


def _apart(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts, each in stretches that stand in both or in it alone."""
    left, right = _words(one), _words(other)
    if max(len(left), len(right)) > _MOST_WORDS:
        differs = left != right
        return [Piece(one, differs)], [Piece(other, differs)]
    codes = SequenceMatcher(None, one.split(), other.split()).get_opcodes()
    return (
        list(_pieces((tag != "equal", left[start:end]) for tag, start, end, _from, _to in codes)),
        list(_pieces((tag != "equal", right[start:end]) for tag, _from, _to, start, end in codes)),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def _pieces(stretches: Iterable[tuple[bool, list[str]]]) -> Iterator[Piece]:
    for differs, words in stretches:
        if words:
            yield Piece("".join(words), differs)
