"""What recording a citation would do is said beforehand, and then happens."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Standing
from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Step
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import CitationWords, record_citation, withdraw_citation
from factcheck.services.following import Following
from factcheck.services.foreseeing import Gathered, Mark, foreseen
from factcheck.services.proposing import propose_resolution
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import PREFER_30, decision, propose, settle

pytestmark = pytest.mark.django_db


def said(claim, source, figure, **words):
    return foreseen(claim=claim, source=source, words=CitationWords(figure=figure, **words))


def test_the_first_citation_of_a_claim_is_said_to_be_that(make_claim, make_source):
    effect = said(make_claim(), make_source(), "about 30,000")
    assert effect.mark is Mark.NEW
    assert str(effect.sentence) == "This would be the first citation of the claim."


def test_a_rival_figure_would_open_a_discrepancy_with_the_one_that_is_there(make_claim, make_source, cite):
    claim = make_claim()
    cite(claim, "around 30,000", source=make_source("The register"))
    effect = said(claim, make_source("Another"), "about 35,000")
    assert (effect.mark, effect.effect) == (Mark.CONFLICTS, Following.OPENS)
    assert str(effect.sentence) == "It would open a discrepancy with “around 30,000” (The register)."


def test_a_figure_that_meets_another_agrees_with_it(make_claim, make_source, cite):
    claim = make_claim()
    cite(claim, "around 30,000", source=make_source("The register"))
    effect = said(claim, make_source("Another"), "30,500")
    assert effect.mark is Mark.AGREES
    assert str(effect.sentence) == "It agrees with “around 30,000” (The register)."


def test_what_agrees_on_a_verified_claim_agrees_with_the_verified_answer(
    make_claim, make_source, cite, reviewer, approver
):
    claim = make_claim()
    cite(claim, "30,000")
    words = VerdictWords(
        answer="30,000",
        sentence="30,000 people arrived.",
        basis="The register.",
        single_origin_reason="It counts.",
    )
    verdict = propose_verdict(claim=claim, words=words, by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    claim.refresh_from_db()
    effect = said(claim, make_source("Another"), "about 30,000")
    assert (effect.mark, str(effect.sentence)) == (
        Mark.AGREES,
        "It agrees with the verified answer “30,000”.",
    )


def test_what_cannot_be_read_is_said_to_be_kept_as_words(make_claim, make_source):
    effect = said(make_claim(), make_source(), "thousands, if not millions")
    assert effect.mark is Mark.NEW
    assert str(effect.sentence).startswith("It would be kept as words, because it cannot be read:")


def test_a_figure_of_another_time_is_new_and_the_sentence_says_why(make_claim, make_source, cite):
    claim = make_claim("What does it cost?", unit="USD", lives=Lives.LEVEL)
    cite(claim, "$1,700", as_of="2012")
    effect = said(claim, make_source("Another"), "$17,000", as_of="2019")
    assert effect.mark is Mark.NEW
    assert "holds for" in str(effect.sentence)


def test_a_third_figure_joins_a_position_of_the_open_discrepancy(disputed, make_source):
    effect = said(disputed, make_source("Another"), "about 35,500")
    assert (effect.mark, effect.effect) == (Mark.CONFLICTS, Following.STANDS)
    assert "position B" in str(effect.sentence)
    assert "“about 35,000”" in str(effect.sentence)


def test_what_meets_a_preferred_figure_falls_inside_the_decision(disputed, make_source, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    effect = said(disputed, make_source("Another"), "30,100")
    assert (effect.mark, effect.effect) == (Mark.AGREES, Following.COVERED)


def test_what_stands_outside_a_decision_would_open_it_again(disputed, make_source, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    effect = said(disputed, make_source("Another"), "40,000")
    assert (effect.mark, effect.effect) == (Mark.CONFLICTS, Following.REOPENS)


def test_a_proposal_that_waits_would_lapse(disputed, make_source, reviewer):
    propose(disputed, reviewer, standings=PREFER_30)
    effect = said(disputed, make_source("Another"), "40,000")
    assert (effect.mark, effect.effect) == (Mark.CONFLICTS, Following.LAPSES)


def test_an_answer_that_waits_for_approval_is_said_to_lapse(make_claim, make_source, cite, reviewer):
    claim = make_claim()
    cite(claim, "30,000", source=make_source("The register"))
    words = VerdictWords(
        answer="30,000",
        sentence="30,000 people arrived.",
        basis="The register.",
        single_origin_reason="It counts.",
    )
    propose_verdict(claim=claim, words=words, by=reviewer)
    claim.refresh_from_db()
    effect = said(claim, make_source("Another"), "about 30,000")
    assert str(effect.sentence) == (
        "It agrees with “30,000” (The register). The answer that waits for approval would lapse."
    )


def test_a_claim_with_too_many_citations_for_a_page_is_said_to_be_compared_once_it_is_recorded(
    make_claim, make_source, cite
):
    claim = make_claim()
    for _time in range(3):
        cite(claim, "30,000")
    words = CitationWords(figure="40,000")
    crowded = Gathered.of([claim], most=2)
    effect = foreseen(claim=claim, source=make_source("Another"), words=words, gathered=crowded)
    assert effect.mark is Mark.NEW
    assert "shows once it is recorded" in str(effect.sentence)


def test_foreseeing_writes_nothing_and_begins_no_transaction(disputed, make_source):
    source = make_source("Another")
    with CaptureQueriesContext(connection) as queries:
        said(disputed, source, "40,000")
    written = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")
    assert not [query["sql"] for query in queries if query["sql"].startswith(written)]


FIGURES = (
    "about 30,000",
    "about 35,000",
    "40,000",
    "30,500",
    "many",
    "between 10,000 and 50,000",
    "thousands",
)
TIMES = ("", "2016", "2017-06", "2016/2018", "since 2016", "an average year")
SCOPES = ("", "", "women")
KINDS = [(AnswerKind.QUANTITY, lives) for lives in Lives] + [
    (AnswerKind.TEXT, Lives.FIXED),
    (AnswerKind.DATE, Lives.FIXED),
]


def effects_since(claim, last: int) -> set[tuple[int, str]]:
    """The steps that discrepancies of a claim took: which, and to what."""
    steps = Step.objects.filter(discrepancy__claim=claim, pk__gt=last)
    return set(steps.values_list("discrepancy", "to_state"))


EXPECTED = {
    Following.OPENS: DiscrepancyState.OPEN.value,
    Following.OPENS_AGAIN: DiscrepancyState.OPEN.value,
    Following.REOPENS: DiscrepancyState.REOPENED.value,
    Following.LAPSES: DiscrepancyState.RETURNED.value,
}


@pytest.mark.parametrize("number", range(12))
def test_whatever_is_foreseen_is_what_reconciling_then_does(
    number, make_claim, make_source, contributor, reviewer, approver
):
    lot = random.Random(number)  # noqa: S311 -- a walk that can be walked again
    kind, lives = KINDS[number % len(KINDS)]
    unit = "person" if kind is AnswerKind.QUANTITY else ""
    claim = make_claim(lives=lives, answer_kind=kind, unit=unit)
    sources = [
        make_source(f"Source {index}", published=lot.choice(["", "2018-01", "2020"])) for index in range(4)
    ]
    for _act in range(14):
        claim.refresh_from_db()
        source = lot.choice(sources)
        figures = ("2016", "2017-06", "in spring", "2016-02-03") if kind is AnswerKind.DATE else FIGURES
        words = CitationWords(figure=lot.choice(figures), as_of=lot.choice(TIMES), scope=lot.choice(SCOPES))
        foresaw = foreseen(claim=claim, source=source, words=words)
        last = max(Step.objects.values_list("pk", flat=True), default=0)
        citation = record_citation(claim=claim, source=source, words=words, by=contributor)
        check(foresaw, claim, citation, effects_since(claim, last))
        if lot.random() < 0.4:
            decide(lot, claim, reviewer, approver)
        if lot.random() < 0.2:
            withdraw_citation(
                citation=lot.choice(list(claim.citations.standing())), because="Doubled.", by=contributor
            )


def check(foresaw, claim, citation, steps) -> None:
    stands_in = set(claim.discrepancies.filter(members__citation=citation).values_list("pk", "state"))
    live = {pk for pk, state in stands_in if state not in {"resolved", "withdrawn"}}
    assert (foresaw.mark is Mark.CONFLICTS) == bool(live), foresaw
    if foresaw.effect in EXPECTED:
        wanted = EXPECTED[foresaw.effect]
        assert any(state == wanted for pk, state in steps if pk in live), (foresaw, steps)
    else:
        assert not steps, (foresaw, steps)
    if foresaw.discrepancy is not None:
        assert foresaw.discrepancy.pk in {pk for pk, _state in stands_in}
    if not Citation.objects.get(pk=citation.pk).is_read:
        assert foresaw.mark is Mark.NEW


def decide(lot, claim, reviewer, approver) -> None:
    open_ones = list(claim.discrepancies.awaiting_proposal())
    if not open_ones:
        return
    one = lot.choice(open_ones)
    members = list(Citation.objects.filter(pk__in=one.members.values("citation")))
    standings = {citation.pk: lot.choice([Standing.ACCEPTED, Standing.PREFERRED]) for citation in members[:2]}
    with suppress(RuleError):
        propose_resolution(discrepancy=one, decision=decision(standings=standings), by=reviewer)
        one.refresh_from_db()
        if lot.random() < 0.7:
            approve_resolution(discrepancy=one, by=approver)
