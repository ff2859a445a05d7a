"""Names of one body are merged by hand, with the history kept, and support is counted by what they mean."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Cause, Outcome
from factcheck.models import Attribution, AttributionStep, Citation, Claim
from factcheck.models.past import claim_at
from factcheck.services.approving import NoLongerSoundError, approve_resolution
from factcheck.services.attributions import merge_attributions, part_attribution
from factcheck.services.citations import CitationWords, record_citation, withdraw_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.naming import rename_attribution
from factcheck.services.readings import readings_of
from factcheck.services.sources import SourceWords, record_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import flag_on, propose

pytestmark = pytest.mark.django_db

ANSWER = VerdictWords(answer="30,000", sentence="30,000 people fled.", basis="Two origins say so.")


def named(name: str) -> Attribution:
    return Attribution.objects.get(name=name)


def merge(merged: str, kept: str, by=None) -> Attribution:
    return merge_attributions(kept=named(kept), merged=named(merged), because="One body.", by=by)


def part(name: str, by=None) -> Attribution:
    return part_attribution(attribution=named(name), because="Two bodies.", by=by)


def origins(claim: Claim) -> int:
    return Claim.objects.get(pk=claim.pk).origin_count


@pytest.fixture
def agreed(make_claim, cite) -> Claim:
    """A claim on which two names for one ministry give the same figure."""
    claim = make_claim("How many people fled?")
    cite(claim, "30,000", attribution="Unification Ministry")
    cite(claim, "30,000", attribution="Ministry of Unification")
    return claim


def test_two_names_count_as_two_origins_until_they_are_merged_and_again_once_taken_apart(agreed):
    assert origins(agreed) == 2
    merge("Ministry of Unification", "Unification Ministry")
    assert origins(agreed) == 1
    part("Ministry of Unification")
    assert origins(agreed) == 2


def test_a_citation_keeps_the_name_that_its_source_gives(agreed):
    merge("Ministry of Unification", "Unification Ministry")

    given_names = agreed.citations.order_by("pk").values_list("attribution__name", flat=True)
    assert list(given_names) == ["Unification Ministry", "Ministry of Unification"]


def test_merging_into_a_merged_name_follows_to_the_name_that_is_kept(agreed, cite):
    cite(agreed, "30,000", attribution="MOU")
    merge("Ministry of Unification", "Unification Ministry")

    assert merge("MOU", "Ministry of Unification") == named("Unification Ministry")
    assert named("MOU").merged_into == named("Unification Ministry")
    assert origins(agreed) == 1


def test_what_was_merged_into_a_name_comes_along_when_that_is_merged_and_goes_along_when_it_is_parted(
    agreed, cite
):
    cite(agreed, "30,000", attribution="MOU")
    merge("MOU", "Ministry of Unification")
    merge("Ministry of Unification", "Unification Ministry")
    assert named("MOU").origin_name == "Unification Ministry"
    assert origins(agreed) == 1

    part("Ministry of Unification")

    assert named("MOU").origin_name == "Ministry of Unification"
    assert origins(agreed) == 2


def test_positions_count_names_that_were_merged_as_one_origin(make_claim, cite):
    claim = make_claim()
    cite(claim, "35,000", attribution="Red Cross")
    for name in ("Unification Ministry", "Ministry of Unification"):
        cite(claim, "30,000", attribution=name)
    assert list(flag_on(claim).positions.values_list("origin_count", "source_count")) == [(2, 2), (1, 1)]

    merge("Ministry of Unification", "Unification Ministry")

    assert list(flag_on(claim).positions.values_list("origin_count", "source_count")) == [(1, 2), (1, 1)]
    assert flag_on(claim).origin_count == 2


def test_the_history_says_who_merged_what_when_and_why_and_who_took_it_back(agreed, contributor):
    merge("Ministry of Unification", "Unification Ministry", by=contributor)
    part("Ministry of Unification", by=contributor)
    rename_attribution(attribution=named("Ministry of Unification"), name="Press office", by=contributor)

    steps = AttributionStep.objects.order_by("pk").values_list("act", "name", "other_name", "because", "by")
    assert list(steps) == [
        ("merged", "Ministry of Unification", "Unification Ministry", "One body.", contributor.pk),
        ("parted", "Ministry of Unification", "Unification Ministry", "Two bodies.", contributor.pk),
        ("renamed", "Ministry of Unification", "Press office", "", contributor.pk),
    ]


def test_the_history_of_names_is_written_once(agreed):
    merge("Ministry of Unification", "Unification Ministry")

    for change in (
        lambda: AttributionStep.objects.update(because="Nothing."),
        lambda: AttributionStep.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_claim_of_the_past_counts_the_names_that_counted_as_one_then(agreed):
    before = timezone.now()
    merge("Ministry of Unification", "Unification Ministry")
    between = AttributionStep.objects.latest("pk").at
    part("Ministry of Unification")
    after = AttributionStep.objects.latest("pk").at

    counted = [
        len({origin for reading in claim_at(agreed, at).readings for origin in reading.origins})
        for at in (before, between, after)
    ]
    assert counted == [2, 1, 2]


def test_a_name_that_is_kept_can_be_renamed_and_the_others_still_count_as_it(agreed):
    merge("Ministry of Unification", "Unification Ministry")

    rename_attribution(attribution=named("Unification Ministry"), name="Ministry in Seoul", by=None)

    assert named("Ministry of Unification").origin_name == "Ministry in Seoul"
    assert origins(agreed) == 1


def test_names_that_differ_in_capitals_only_count_as_one_without_a_merge_and_stay_so(make_claim, cite):
    claim = make_claim()
    for name in ("KINU", "Kinu", "Institute"):
        cite(claim, "5", attribution=name)
    assert origins(claim) == 2
    merge("Kinu", "Institute")
    assert origins(claim) == 2
    merge("KINU", "Institute")
    assert origins(claim) == 1
    part("Kinu")
    assert origins(claim) == 2
    part("KINU")
    assert origins(claim) == 2


@pytest.mark.parametrize(
    ("merged", "kept", "refused"),
    [
        ("A", "A", "this is one name"),
        ("B", "C", "“B” counts as “A” already"),
        ("B", "A", "“B” counts as “A” already"),
        ("A", "B", "“B” counts as “A” already"),
    ],
)
def test_merges_that_would_lead_back_or_say_two_things_are_refused(merged, kept, refused):
    for name in "ABC":
        Attribution.objects.create(name=name)
    merge("B", "A")

    with pytest.raises((InvalidInputError, ChangedMeanwhileError), match=refused):
        merge(merged, kept)
    assert [named(name).origin_name for name in "ABC"] == ["A", "A", "C"]


@pytest.mark.parametrize("because", ["", "  ", "x" * 1_001, "\x00"])
def test_a_merge_needs_a_reason_that_can_be_kept(agreed, because):
    with pytest.raises(InvalidInputError):
        merge_attributions(
            kept=named("Unification Ministry"),
            merged=named("Ministry of Unification"),
            because=because,
            by=None,
        )
    assert origins(agreed) == 2


def test_a_name_that_counts_by_itself_is_not_taken_apart(agreed):
    with pytest.raises(ChangedMeanwhileError, match="counts by itself already"):
        part("Unification Ministry")


def test_an_answer_that_waits_for_approval_lapses_when_its_origins_turn_out_to_be_one(agreed, reviewer):
    verdict = propose_verdict(claim=agreed, words=ANSWER, by=reviewer)

    merge("Ministry of Unification", "Unification Ministry")

    assert Claim.objects.get(pk=agreed.pk).proposed_verdict is None
    assert "was merged into" in verdict.steps.latest("pk").why


def test_a_printed_answer_stays_printed_and_is_marked_as_resting_on_changed_evidence(
    agreed, reviewer, approver
):
    approve_verdict(verdict=propose_verdict(claim=agreed, words=ANSWER, by=reviewer), by=approver)

    merge("Ministry of Unification", "Unification Ministry")

    found = Claim.objects.with_state().get(pk=agreed.pk)
    assert found.state == "verified"
    assert found.evidence_changed_since
    assert found.origin_count == 1


def test_a_resolution_that_waits_is_not_approved_once_its_two_origins_are_one(
    make_claim, cite, reviewer, approver
):
    claim = make_claim()
    cite(claim, "30,000", attribution="Unification Ministry")
    cite(claim, "35,000", attribution="Ministry of Unification")
    propose(claim, reviewer, cause=Cause.GENUINE_DISAGREEMENT, outcome=Outcome.USE_WITH_NOTE)

    merge("Ministry of Unification", "Unification Ministry")

    assert flag_on(claim).state == DiscrepancyState.PROPOSED
    with pytest.raises(NoLongerSoundError, match="one origin"):
        approve_resolution(discrepancy=flag_on(claim), by=approver)


def test_a_claim_that_rests_on_one_of_the_names_only_is_left_alone(make_claim, cite, reviewer):
    claim = make_claim()
    cite(claim, "30,000", attribution="Unification Ministry")
    cite(claim, "30,000", attribution="Red Cross")
    propose_verdict(claim=claim, words=ANSWER, by=reviewer)
    before = Claim.objects.get(pk=claim.pk).evidence_changed_at
    Attribution.objects.create(name="Ministry of Unification")

    merge("Ministry of Unification", "Unification Ministry")

    after = Claim.objects.get(pk=claim.pk)
    assert after.proposed_verdict is not None
    assert after.evidence_changed_at == before


def test_a_withdrawn_citation_does_not_make_two_names_meet_on_a_claim(agreed):
    withdraw_citation(citation=agreed.citations.latest("pk"), because="misread", by=None)
    before = Claim.objects.get(pk=agreed.pk).evidence_changed_at

    merge("Ministry of Unification", "Unification Ministry")

    assert Claim.objects.get(pk=agreed.pk).evidence_changed_at == before


def test_merging_costs_the_same_queries_for_a_claim_with_three_citations_and_with_thirty(make_claim, cite):
    def cost(citations: int) -> int:
        claim = make_claim(f"How many, by {citations}?")
        for number in range(citations):
            cite(claim, "30,000", attribution=f"Name {number % 2} of {citations}")
        with CaptureQueriesContext(connection) as queries:
            merge(f"Name 1 of {citations}", f"Name 0 of {citations}")
        return len(queries)

    assert cost(3) == cost(30)


def test_reading_a_claim_costs_the_same_whether_its_names_were_merged_or_not(agreed, cite):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            readings_of(agreed)
        return len(queries)

    for number in range(10):
        cite(agreed, "30,000", attribution=f"Name {number}")
    before = cost()
    for number in range(10):
        merge(f"Name {number}", "Unification Ministry")
    assert cost() == before


NAMES = "ABCDE"


def partition() -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for attribution in Attribution.objects.all():
        groups.setdefault(attribution.origin_name, set()).add(attribution.name)
    return {frozenset(group) for group in groups.values()}


class NamesMerged(TestCase):
    """Laws of merging, on a claim that five names are credited on."""

    def setUp(self):
        source = record_source(words=SourceWords(title="Report"), by=None)
        self.claim = record_claim(words=ClaimWords(question="How many?"), by=None)
        for name in NAMES:
            record_citation(
                claim=self.claim, source=source, words=CitationWords(figure="5", attribution=name), by=None
            )

    def merge_if_apart(self, merged: str, kept: str) -> bool:
        """Merge whatever the one counts as into the other, as a person does who follows the refusal's advice."""
        one, other = named(merged).origin_name, named(kept).origin_name
        if one != other:
            merge(one, other)
        return one != other

    def counts(self) -> int:
        return origins(self.claim)

    pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=6)

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(pairs=pairs, data=st.data())
    def test_the_order_in_which_names_are_merged_does_not_matter(self, pairs, data):
        with transaction.atomic():
            for one, other in pairs:
                self.merge_if_apart(one, other)
            there = partition(), self.counts()
            transaction.set_rollback(True)
        for one, other in data.draw(st.permutations(pairs)):
            self.merge_if_apart(one, other)

        assert (partition(), self.counts()) == there
        assert self.counts() == len(partition())

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(pairs=pairs, last=st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))
    def test_taking_a_merge_back_restores_what_was(self, pairs, last):
        for one, other in pairs:
            self.merge_if_apart(one, other)
        before = partition(), self.counts()
        moved = named(last[0]).origin_name

        if self.merge_if_apart(*last):
            assert self.counts() == before[1] - 1
            part(moved)

        assert (partition(), self.counts()) == before


def test_a_citation_recorded_with_a_merged_name_counts_under_the_name_that_is_kept(agreed, cite):
    merge("Ministry of Unification", "Unification Ministry")

    citation = cite(agreed, "30,000", attribution="Ministry of Unification")

    assert Citation.objects.get(pk=citation.pk).attribution.name == "Ministry of Unification"
    assert origins(agreed) == 1
