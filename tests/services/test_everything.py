"""Comparing everything: what is passed over, what stops it, and where it goes on."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.claims import AnswerKind, Lives
from factcheck.models import (
    Citation,
    Claim,
    ComparedClaim,
    Discrepancy,
    Reconciliation,
    Source,
)
from factcheck.services import everything
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.everything import (
    StoppedError,
    carry_out_reconciling,
    reconcile_all,
    start_reconciling,
    stop_reconciling,
)

pytestmark = pytest.mark.django_db


def compared(**asked) -> Reconciliation:
    *_before, (run, _changes) = reconcile_all(by=None, **asked)
    run.refresh_from_db()
    return run


def test_a_claim_whose_evidence_is_what_it_was_is_passed_over(disputed, make_claim, cite):
    cite(make_claim("How many stayed?"), "12")
    assert compared().claims_compared == 2
    assert compared().claims_compared == 0
    assert compared(is_anew=True).claims_compared == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: Citation.objects.filter(figure="about 35,000").update(stated_low="36000"),
        lambda desk: Citation.objects.filter(figure="about 35,000").update(withdrawn_at=timezone.now()),
        lambda desk: Citation.objects.filter(figure="about 35,000").update(scope="women"),
        lambda desk: Source.objects.filter(pk=desk.citations.first().source_id).update(published="2011"),
        lambda desk: desk.citations.first().source.derived_from.add(desk.citations.last().source),
        lambda desk: Claim.objects.filter(pk=desk.pk).update(tolerance="0.2"),
        lambda desk: Claim.objects.filter(pk=desk.pk).update(lives="level"),
        lambda desk: ComparedClaim.objects.all().delete(),
    ],
)
def test_whatever_a_comparison_depends_on_is_noticed_however_it_changed(disputed, make_claim, cite, change):
    cite(make_claim("How many stayed?"), "12")
    compared()
    change(disputed)
    assert compared().claims_compared >= 1


def test_answers_in_words_are_compared_by_their_words(make_claim, cite):
    cite(make_claim("Who ordered it?", answer_kind=AnswerKind.TEXT, unit=""), "The marshal")
    compared()
    Citation.objects.update(figure="The party")
    assert compared().claims_compared == 1


def test_it_goes_on_where_it_was_when_whatever_did_it_is_killed(make_claim, cite, monkeypatch):
    monkeypatch.setattr(everything, "READ_AT_ONCE", 2)
    for number in range(5):
        cite(make_claim(f"Question {number}?"), "12")
    steps = reconcile_all(by=None)
    next(steps)
    run, _changes = next(steps)
    reached = run.reached
    steps.close()
    again = compared()
    assert (again.pk, again.state, again.claims_done, again.turn) == (run.pk, "done", 5, 3)
    assert again.reached > reached
    assert ComparedClaim.objects.count() == 5


def test_whoever_was_stopped_or_overtaken_writes_nothing_more(disputed):
    run = start_reconciling(by=None)
    stop_reconciling(run=run, by=None)
    carry_out_reconciling(run.pk, run.turn)
    assert Reconciliation.objects.get().state == "cancelled"
    with pytest.raises(ChangedMeanwhileError):
        stop_reconciling(run=run, by=None)


def test_a_pass_that_is_stopped_while_it_works_ends_there(make_claim, cite, monkeypatch):
    monkeypatch.setattr(everything, "READ_AT_ONCE", 1)
    for number in range(3):
        cite(make_claim(f"Question {number}?"), "12")
    steps = reconcile_all(by=None)
    run, _changes = next(steps)
    stop_reconciling(run=run, by=None)
    with pytest.raises(StoppedError):
        list(steps)
    assert ComparedClaim.objects.count() == 1


def test_two_are_never_under_way_at_once_and_a_dead_one_is_taken_up(disputed):
    first = start_reconciling(by=None)
    if Reconciliation.objects.get().state == "running":
        with pytest.raises(ChangedMeanwhileError):
            start_reconciling(by=None)
        Reconciliation.objects.update(heard_of_at=timezone.now() - timedelta(minutes=3))
        assert start_reconciling(by=None).pk == first.pk


def everything_kept():
    """All that is derived of a claim, by what it says and not by the keys of its rows."""
    return (
        sorted(Discrepancy.objects.values_list("claim", "kind", "scope", "severity", "is_rounding", "member_count",
                                               "origin_count", "position_count", "highest", "lowest", "state")),
        sorted(Discrepancy.objects.values_list("claim", "positions__index", "positions__low", "positions__high",
                                               "positions__figure", "positions__source_count",
                                               "positions__origin_count"), key=str),
        sorted(Discrepancy.objects.values_list("claim", "members__citation", "members__first", "members__last"),
               key=str),
        sorted(Claim.objects.values_list("pk", "source_count", "origin_count", "unread_count")),
    )  # fmt: skip


FIGURES = ["20", "21", "22", "about 22", "between 20 and 24", "over 23", "under 21", "30", "41", "about 40"]
FIGURES += [
    "between 19 and 25",
    "between 28 and 33",
    "between 38 and 44",
    "90",
    "2",
    "dozens",
    "as they say",
    "5 %",
]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lives", [Lives.FIXED, Lives.LEVEL, Lives.RUNNING, Lives.PERIOD])
def test_what_one_amendment_leads_to_is_what_comparing_everything_leads_to(
    make_claim, make_source, cite, contributor, lives, seed, monkeypatch
):
    from factcheck.services import reconciling

    dice = random.Random(f"{lives}{seed}")  # noqa: S311 -- made-up figures, no secrets
    followed = []
    follow = reconciling.follow_amendment
    monkeypatch.setattr(
        reconciling, "follow_amendment", lambda *given: followed.append(follow(*given)) or followed[-1]
    )
    claim = make_claim("How many?", lives=lives)
    sources = [make_source() for _number in range(6)]
    extreme = [cite(claim, figure, source=sources[0], as_of="2000/2030") for figure in ("1", "1", "99", "99")]
    cited = [
        cite(
            claim,
            dice.choice(FIGURES[:14]),
            source=dice.choice(sources),
            as_of=dice.choice(["2016", "2016-05"]),
        )
        for _number in range(20)
    ]
    for _time in range(14):
        citation = Citation.objects.get(pk=dice.choice([*cited, *cited, *extreme]).pk)
        few = FIGURES if dice.random() < 0.2 else FIGURES[:14]
        words = CitationWords(
            figure=dice.choice(few),
            as_of=dice.choice([citation.as_of, "2016", "2016-05", "2017"]),
            scope="women" if dice.random() < 0.05 else "",
            attribution=dice.choice(["", "", "The ministry"]) if dice.random() < 0.1 else "",
        )
        amend_citation(citation=citation, words=words, by=contributor)
        kept = everything_kept()
        assert compared(is_anew=True).changes == 0
        assert everything_kept() == kept
    was_followed = any(followed)
    assert was_followed is (lives in {Lives.FIXED, Lives.LEVEL})
