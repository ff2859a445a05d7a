"""The rows of claims read without a record for each cell: a million citations go out in seconds, not in minutes.

What tells who a sensitive source is, is taken out where it always is, by the records themselves: sensitive sources and
their citations are the few that are loaded as records here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Case, CharField, ExpressionWrapper, F, Func, Value, When

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.exports.manifests import REVIEWED_BY_TWO, SINGLE_REVIEW
from factcheck.exports.pieces import among, groups
from factcheck.exports.rows import UNASSESSED, CitedRow, ClaimRows, cited_row
from factcheck.exports.verified import found_claims
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    ClaimState,
    Credibility,
    Discrepancy,
    ExportedList,
    JudgedReading,
    Person,
    Source,
    Step,
    VerdictState,
    VerdictStep,
)
from factcheck.models.claim_states import changed_since_verdict
from factcheck.models.claims import ClaimQuerySet
from factcheck.models.withholding import Sensitive, for_nobody, withheld_now

CITATIONS_AT_ONCE = 4000
KEPT_CELLS = 20_000
"""Sources, and attributions, whose cells are kept for the next piece; the one after that empties the store."""


class Instant(Func):
    """A moment as `instant` says it, in the words of each database."""

    output_field = CharField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:  # noqa: ANN401 -- as Django calls it
        template = "substr(%(expressions)s, 1, 10) || 'T' || substr(%(expressions)s, 12, 8) || 'Z'"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # noqa: ANN401 -- the same
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        return self.as_sql(compiler, connection, template=template, **context)


CITATION = ("pk", "claim_id", "source_id", "attribution_id", "figure", "quote", "locator", "as_of", "scope")
GRADES: dict[int | None, str] = {None: "", 0: "", **{grade: str(grade) for grade in Credibility.values}}
ENDS = tuple(ExpressionWrapper(F(name), CharField()) for name in ("stated_low", "stated_high"))
"""The stated ends as the text that is kept of them."""
TYPED: tuple[str | ExpressionWrapper[Any], ...] = ("hedge", *ENDS, "unit")
NOT_TYPED = ("", "", "", "")
SOURCE = ("ref", "title", "publisher", "author", "kind", "published", "url", "reliability")
CLAIM = ("pk", "state", "ref", "question", "answer_kind", "unit", "lives", "topic__name")
PROPOSED = ("verdict__proposed_by_id", "proposed_at", "is_changed")
VERDICT = ("verdict__answer", "verdict__sentence", "verdict__basis", "verdict__single_origin_reason")
ANNOTATED = {
    "proposed_at": Instant("verdict__proposed_at"),
    "is_changed": Case(When(changed_since_verdict(), then=Value("yes")), default=Value("no")),
}
NO_ANSWER, NOBODY, NOT_APPROVED = ("",) * 4, ("",) * 5, (None, "")


class _Decided(NamedTuple):
    """What was decided on a claim: causes, outcomes and rationales, and whether one person did it alone."""

    cause: str
    outcome: str
    rationale: str
    is_single_review: bool


NOTHING_DECIDED = _Decided("", "", "", False)


@for_nobody
def quick_rows(
    listed: ExportedList, queryset: ClaimQuerySet | None = None, *, typed: bool = True
) -> Iterator[ClaimRows]:
    """The rows of claims, by reference, exactly as `rows_of` has them from records; without what the grammar made of
    the figures where a format has no typed cells to put it in.
    """
    reader = _Reader(listed, withheld_now(), typed=typed)
    for keys in groups(found_claims(listed, queryset), CITATIONS_AT_ONCE):
        yield from reader.read(keys)


class _Reader:
    """What is read of a group of claims, and what is kept of it for the next."""

    def __init__(self, listed: ExportedList, withheld: Sensitive | None, *, typed: bool) -> None:
        self._listed = listed
        self._typed: tuple[str | ExpressionWrapper[Any], ...] = TYPED if typed else ()
        self._withheld = withheld
        self._out: Callable[[str], str] = withheld.names.out_of if withheld else str
        self._sources: dict[int, tuple[str, ...]] = {}
        self._credited: dict[int | None, str] = {None: ""}
        self._people: dict[int | None, str] = {None: ""}

    def read(self, keys: Sequence[int]) -> Iterator[ClaimRows]:
        approvals, decided, standings = self._approvals(keys), self._decided(keys), _standings(keys)
        cited = self._cited(keys, standings)
        # It may have changed since the group was found.
        among_them = Claim.objects.filter(pk__in=among(keys))
        claims = (
            among_them.verified().annotate(state=Value(ClaimState.VERIFIED.value))
            if self._listed is ExportedList.VERIFIED
            else among_them.with_state()
        )
        for row in claims.annotate(**ANNOTATED).order_by("ref").values_list(*CLAIM, *PROPOSED, *VERDICT):
            key, state, *claim, topic = row[:8]
            proposer, proposed_at, is_changed = row[8:11]
            done = decided.get(key, NOTHING_DECIDED)
            is_printed = state == ClaimState.VERIFIED
            if is_printed:
                by, at = approvals.get(key, NOT_APPROVED)
                said = tuple(map(self._out, row[11:]))
                who = (self._name(proposer), proposed_at, self._name(by), at, is_changed)
                alone = done.is_single_review or (by is not None and by == proposer)
            else:
                said, who, alone = NO_ANSWER, NOBODY, done.is_single_review
            review = SINGLE_REVIEW if alone else REVIEWED_BY_TWO
            ref, question, *terms = claim
            yield ClaimRows(
                (ref, question, topic or "", *terms),
                (state, *said, *done[:3], *who, review if is_printed or key in decided else ""),
                (),
                cited[key],
            )

    def _name(self, person: int | None) -> str:
        """The user name of somebody. A desk has few people; joined to every row, they cost a third of the time."""
        if person not in self._people:
            self._people |= Person.objects.values_list("pk", "username")
        return self._people[person]

    def _approvals(self, keys: Sequence[int]) -> dict[int, tuple[int | None, str]]:
        """The last approval of the verdict in force of each claim: whose it was, and when."""
        steps = VerdictStep.objects.filter(
            verdict__in_force_for__in=among(keys), to_state=VerdictState.APPROVED
        ).order_by("pk")
        rows = steps.values_list("verdict__claim_id", "by_id", Instant("at"))
        return {claim: (by, at) for claim, by, at in rows}

    def _decided(self, keys: Sequence[int]) -> dict[int, _Decided]:
        resolved = Discrepancy.objects.filter(claim__in=among(keys), state=DiscrepancyState.RESOLVED)
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
        citations = Citation.objects.standing().filter(claim__in=among(keys)).order_by("ref")
        found = list(citations.values_list(*CITATION, "credibility", "ref", *self._typed))
        self._load_sources({row[2] for row in found})
        self._load_credited({row[3] for row in found})
        sources, credited, hidden = self._sources, self._credited, self._hidden(found, standings)
        by_claim: defaultdict[int, list[CitedRow]] = defaultdict(list)
        standing = standings.get
        for row in found:
            key, claim, source, credit, f, q, place, when, scope, grade, ref = row[:11]
            if key in hidden:
                by_claim[claim].append(hidden[key])
                continue
            stands = standing(key, UNASSESSED)
            hedge, low, high, unit = row[11:] or NOT_TYPED
            cited = (ref, sources[source], f, q, place, when, scope, credited[credit], GRADES[grade], stands)
            by_claim[claim].append((*cited, hedge, low or "", high or "", unit))
        return by_claim

    def _hidden(self, found: Sequence[Sequence[Any]], standings: dict[int, str]) -> dict[int, CitedRow]:
        """The rows of citations of sensitive sources."""
        if self._withheld is None:
            return {}
        keys = [row[0] for row in found if row[2] in self._withheld.numbers]
        citations = Citation.objects.filter(pk__in=among(keys)).select_related("source", "attribution")
        return {
            one.pk: cited_row(one, standings.get(one.pk, UNASSESSED))
            for one in citations.prefetch_related("source__derived_from")
        }

    def _load_sources(self, keys: set[int]) -> None:
        """The cells of sources; those of sensitive ones come with their citations."""
        missing = list(keys - self._sources.keys())
        if not missing:
            return
        if len(self._sources) + len(missing) > KEPT_CELLS:
            self._sources.clear()
            missing = list(keys)
        parents: dict[int, list[str]] = defaultdict(list)
        drawn_on = Source.derived_from.through.objects.filter(from_source__in=among(missing))
        for source, parent, ref in drawn_on.values_list("from_source_id", "to_source_id", "to_source__ref"):
            hidden = self._withheld is not None and parent in self._withheld.numbers
            parents[source].append(self._withheld.ref(parent) if self._withheld and hidden else ref)
        for key, *cells, reliability in Source.objects.filter(pk__in=among(missing)).values_list(
            "pk", *SOURCE
        ):
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
        resolution__in_force_for__claim__in=among(keys),
        resolution__in_force_for__state=DiscrepancyState.RESOLVED,
    ).order_by(
        *(f"resolution__in_force_for__{name}" for name in ("changed_at", "kind", "scope", "unit", "period")),
        "pk",
    )
    return dict(judged.values_list("citation_id", "standing"))


def _joined(decisions: Sequence[tuple[str, str, str, bool]]) -> _Decided:
    causes, outcomes, rationales, alone = zip(*decisions, strict=True)
    return _Decided(" | ".join(causes), " | ".join(outcomes), " | ".join(rationales), any(alone))
