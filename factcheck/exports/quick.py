"""The rows of claims read without a record for each cell: a million citations go out in seconds, not in minutes.

What tells who a sensitive source is, is taken out where it always is, by the records themselves: sensitive sources and
their citations are the few that are loaded as records here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.exports.manifests import REVIEWED_BY_TWO, SINGLE_REVIEW, instant
from factcheck.exports.pieces import groups
from factcheck.exports.rows import UNASSESSED, CitedRow, ClaimRows, cited_row
from factcheck.exports.verified import found_claims
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    ClaimState,
    Discrepancy,
    ExportedList,
    JudgedReading,
    Source,
    Step,
    VerdictState,
    VerdictStep,
)
from factcheck.models.claims import ClaimQuerySet
from factcheck.models.withholding import Sensitive, for_nobody, withheld_now

CITATIONS_AT_ONCE = 4_000
KEPT_CELLS = 20_000
"""Sources, and attributions, whose cells are kept for the next piece; the one after that empties the store."""

CITATION = (
    "pk",
    "claim_id",
    "source_id",
    "attribution_id",
    "ref",
    "figure",
    "quote",
    "locator",
    "as_of",
    "scope",
)
READ = ("credibility", "hedge", "stated_low", "stated_high", "unit")
SOURCE = ("ref", "title", "publisher", "author", "kind", "published", "url", "reliability")
VERDICT = ("answer", "sentence", "basis", "single_origin_reason")
NO_VERDICT = ("", "", "", "")


class _Decided(NamedTuple):
    """What was decided on a claim: causes, outcomes and rationales, and whether one person did it alone."""

    cause: str
    outcome: str
    rationale: str
    is_single_review: bool


NOTHING_DECIDED = _Decided("", "", "", False)


@for_nobody
def quick_rows(listed: ExportedList, queryset: ClaimQuerySet | None = None) -> Iterator[ClaimRows]:
    """The rows of claims, by reference, exactly as `rows_of` has them from records."""
    reader = _Reader(withheld_now())
    for keys in groups(found_claims(listed, queryset), CITATIONS_AT_ONCE):
        for state, rows in reader.read(keys):
            # It may have changed since the group was found.
            if listed is not ExportedList.VERIFIED or state == ClaimState.VERIFIED:
                yield rows


class _Reader:
    """What is read of a group of claims, and what is kept of it for the next."""

    def __init__(self, withheld: Sensitive | None) -> None:
        self._withheld = withheld
        self._out: Callable[[str], str] = withheld.names.out_of if withheld else str
        self._sources: dict[int, tuple[str, ...]] = {}
        self._credited: dict[int | None, str] = {None: ""}

    def read(self, keys: Sequence[int]) -> Iterator[tuple[str, ClaimRows]]:
        approvals, decided, standings = self._approvals(keys), self._decided(keys), _standings(keys)
        cited = self._cited(keys, standings)
        claims = (
            Claim.objects.filter(pk__in=keys)
            .with_state()
            .order_by("ref")
            .values_list(
                *("pk", "state", "ref", "question", "topic__name", "answer_kind", "unit", "lives"),
                *("verdict_id", "verdict__proposed_by_id", "verdict__proposed_by__username"),
                *("verdict__proposed_at", "evidence_changed_at", "verified_at"),
                *(f"verdict__{name}" for name in VERDICT),
            )
        )
        for (
            key,
            state,
            *claim,
            verdict,
            proposer,
            proposed_by,
            proposed_at,
            changed,
            verified,
            a,
            s,
            b,
            w,
        ) in claims:
            done = decided.get(key, NOTHING_DECIDED)
            by_id, approved_by, approved_at = approvals.get(verdict, (None, "", None))
            is_printed = state == ClaimState.VERIFIED
            alone = done.is_single_review or (is_printed and by_id is not None and by_id == proposer)
            said = tuple(map(self._out, (a, s, b, w))) if is_printed else NO_VERDICT
            is_changed = changed is not None and verified is not None and changed > verified
            who = (
                (
                    proposed_by,
                    instant(proposed_at),
                    approved_by,
                    instant(approved_at),
                    "yes" if is_changed else "no",
                )
                if is_printed
                else ("", "", "", "", "")
            )
            is_reviewed = is_printed or key in decided
            review = (SINGLE_REVIEW if alone else REVIEWED_BY_TWO) if is_reviewed else ""
            claim[2] = claim[2] or ""
            rows = ClaimRows(
                tuple(claim),
                (state, *said, done.cause, done.outcome, done.rationale, *who, review),
                (),
                cited[key],
            )
            yield state, rows

    def _approvals(self, keys: Sequence[int]) -> dict[int, tuple[int | None, str, Any]]:
        """The last approval of each verdict in force: whose it was, and when."""
        steps = VerdictStep.objects.filter(
            verdict__in_force_for__in=keys, to_state=VerdictState.APPROVED
        ).order_by("pk")
        rows = steps.values_list("verdict_id", "by_id", "by__username", "at")
        return {verdict: (by, name or "", at) for verdict, by, name, at in rows}

    def _decided(self, keys: Sequence[int]) -> dict[int, _Decided]:
        resolved = Discrepancy.objects.filter(claim__in=keys, state=DiscrepancyState.RESOLVED)
        steps = Step.objects.filter(
            discrepancy__in=resolved.values("pk"), to_state=DiscrepancyState.RESOLVED
        ).order_by("pk")
        alone = {
            found: by is not None and by == proposer
            for found, by, proposer in steps.values_list(
                "discrepancy_id", "by_id", "resolution__proposed_by_id"
            )
        }
        rows = resolved.order_by("kind", "scope", "unit", "period").values_list(
            "claim_id", "pk", *(f"resolution__{name}" for name in ("cause", "outcome", "rationale"))
        )
        by_claim: dict[int, list[tuple[str, str, str, bool]]] = defaultdict(list)
        for claim, key, cause, outcome, rationale in rows:
            by_claim[claim].append((cause, outcome, self._out(rationale), alone.get(key, False)))
        return {claim: _joined(decisions) for claim, decisions in by_claim.items()}

    def _cited(self, keys: Sequence[int], standings: dict[int, str]) -> defaultdict[int, list[CitedRow]]:
        citations = Citation.objects.standing().filter(claim__in=keys).order_by("ref")
        found = list(citations.values_list(*CITATION, *READ))
        self._load_sources({row[2] for row in found})
        self._load_credited({row[3] for row in found})
        sources, credited, hidden = self._sources, self._credited, self._hidden(found, standings)
        by_claim: defaultdict[int, list[CitedRow]] = defaultdict(list)
        for key, claim, source, credit, ref, figure, quote, locator, as_of, scope, *read in found:
            if key in hidden:
                by_claim[claim].append(hidden[key])
                continue
            credibility, hedge, low, high, unit = read
            cells = (figure, quote, locator, as_of, scope, credited[credit], str(credibility or ""))
            by_claim[claim].append(
                CitedRow(
                    ref,
                    sources[source],
                    cells,
                    standings.get(key, UNASSESSED),
                    hedge,
                    "" if low is None else format(low, "f"),
                    "" if high is None else format(high, "f"),
                    unit,
                )
            )
        return by_claim

    def _hidden(self, found: Sequence[Sequence[Any]], standings: dict[int, str]) -> dict[int, CitedRow]:
        """The rows of citations of sensitive sources."""
        if self._withheld is None:
            return {}
        keys = [row[0] for row in found if row[2] in self._withheld.numbers]
        citations = Citation.objects.filter(pk__in=keys).select_related("source", "attribution")
        return {
            one.pk: cited_row(one, standings.get(one.pk, UNASSESSED))
            for one in citations.prefetch_related("source__derived_from")
        }

    def _load_sources(self, keys: set[int]) -> None:
        """The cells of sources; those of sensitive ones come with their citations."""
        missing = keys - self._sources.keys()
        if not missing:
            return
        if len(self._sources) + len(missing) > KEPT_CELLS:
            self._sources.clear()
            missing = keys
        parents: dict[int, list[str]] = defaultdict(list)
        drawn_on = Source.derived_from.through.objects.filter(from_source__in=missing)
        for source, parent, ref in drawn_on.values_list("from_source_id", "to_source_id", "to_source__ref"):
            hidden = self._withheld is not None and parent in self._withheld.numbers
            parents[source].append(self._withheld.ref(parent) if self._withheld and hidden else ref)
        for key, *cells, reliability in Source.objects.filter(pk__in=missing).values_list("pk", *SOURCE):
            self._sources[key] = (*cells, ";".join(sorted(parents.get(key, ()))), reliability)

    def _load_credited(self, keys: set[int | None]) -> None:
        missing = keys - self._credited.keys()
        if not missing:
            return
        if len(self._credited) + len(missing) > KEPT_CELLS:
            self._credited = {None: ""}
            missing = keys
        asked = [key for key in missing if key is not None]
        names = Attribution.objects.filter(pk__in=asked).values_list("pk", "name")
        instead: Callable[[str], str] = self._withheld.names.instead_of if self._withheld else str
        self._credited.update((key, instead(name)) for key, name in names)


def _standings(keys: Sequence[int]) -> dict[int, str]:
    """How citations stand in the decisions in force; the one that was decided last counts."""
    judged = JudgedReading.objects.filter(
        resolution__in_force_for__claim__in=keys,
        resolution__in_force_for__state=DiscrepancyState.RESOLVED,
    ).order_by(
        *(f"resolution__in_force_for__{name}" for name in ("changed_at", "kind", "scope", "unit", "period")),
        "pk",
    )
    return dict(judged.values_list("citation_id", "standing"))


def _joined(decisions: Sequence[tuple[str, str, str, bool]]) -> _Decided:
    causes, outcomes, rationales, alone = zip(*decisions, strict=True)
    return _Decided(" | ".join(causes), " | ".join(outcomes), " | ".join(rationales), any(alone))
