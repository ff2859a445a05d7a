"""What readers are shown, and what is remembered of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.models import Claim, Publication
from factcheck.services.desk import change_desk_settings
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.publishing import keep_back, show_to_readers
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import PREFER_30, flag_on, propose, publish, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def verified(disputed, reviewer, approver) -> Claim:
    settle(disputed, reviewer, approver, standings=PREFER_30)
    return disputed


def shown() -> list[str]:
    return list(Claim.objects.published().values_list("ref", flat=True))


def told(claim: Claim) -> list[str]:
    """What readers were shown of a claim, one after the other."""
    return [str(one) for one in claim.publications.order_by("pk")]


def test_nothing_is_shown_before_the_desk_publishes(verified):
    assert shown() == []
    assert told(verified) == []


def test_what_is_verified_is_shown_once_the_desk_publishes_and_no_longer_when_it_ends(verified):
    publish()
    assert shown() == ["fled"]
    publish(publishes=False)
    assert shown() == []
    assert told(verified) == ["about 30,000", "–"]


def test_publishing_twice_tells_nothing_twice(verified):
    publish()
    publish()
    assert told(verified) == ["about 30,000"]


@pytest.mark.parametrize("step", ["open", "proposed", "reopened"])
def test_what_is_not_verified_is_not_shown(step, disputed, reviewer, approver):
    publish()
    if step == "proposed":
        propose(disputed, reviewer)
    if step == "reopened":
        settle(disputed, reviewer, approver, standings=PREFER_30)
        reopen_discrepancy(discrepancy=flag_on(disputed), reason="A letter came.", by=reviewer)
    assert shown() == []


def test_an_answer_that_is_opened_again_is_taken_back_and_one_that_is_approved_then_is_told(
    verified, reviewer, approver
):
    publish()
    reopen_discrepancy(discrepancy=flag_on(verified), reason="A letter came.", by=reviewer)
    assert told(verified) == ["about 30,000", "–"]
    settle(verified, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    assert told(verified) == ["about 30,000", "–", "about 31,000"]


def test_what_is_kept_back_is_not_shown_and_comes_back(verified, approver):
    publish()
    keep_back(claim=verified, because="A court asked.", by=approver)
    assert shown() == []
    show_to_readers(claim=verified, because="The court is content.", by=approver)
    assert shown() == ["fled"]
    assert told(verified) == ["about 30,000", "–", "about 30,000"]


def test_a_claim_that_was_kept_back_before_it_was_verified_was_never_shown(disputed, reviewer, approver):
    publish()
    keep_back(claim=disputed, because="A court asked.", by=approver)
    settle(disputed, reviewer, approver, standings=PREFER_30)
    assert shown() == []
    assert told(disputed) == []


def test_the_history_says_who_kept_it_back_and_why(verified, approver):
    keep_back(claim=verified, because="A court asked.", by=approver)
    last = verified.history.latest()
    assert (last.history_user, last.history_change_reason) == (approver, "Kept from readers: A court asked.")
    show_to_readers(claim=verified, because="It is content.", by=approver)
    assert verified.history.latest().history_change_reason == "Shown to readers: It is content."


@pytest.mark.parametrize("act", [keep_back, show_to_readers])
def test_a_reason_is_asked_for(act, verified, approver):
    if act is show_to_readers:
        keep_back(claim=verified, because="A court asked.", by=approver)
    for because in ("", "x" * 1_001):
        with pytest.raises(InvalidInputError) as refused:
            act(claim=verified, because=because, by=approver)
        assert refused.value.field == "because"


def test_who_was_slower_is_told(verified, approver):
    with pytest.raises(ChangedMeanwhileError, match="not kept from readers"):
        show_to_readers(claim=verified, because="x", by=approver)
    keep_back(claim=verified, because="x", by=approver)
    with pytest.raises(ChangedMeanwhileError, match="already"):
        keep_back(claim=verified, because="x", by=approver)


def test_a_claim_that_is_kept_back_stays_so_when_the_desk_begins_to_publish(verified, approver):
    keep_back(claim=verified, because="A court asked.", by=approver)
    publish()
    assert shown() == []
    assert not Publication.objects.exists()


def test_what_the_same_act_opens_again_is_not_published(make_claim, cite, reviewer, approver):
    """At 5 percent the figures of the claim meet; at 1 percent they no longer do."""
    claim = make_claim("How many stayed?", ref="stayed")
    cite(claim, "about 30,000")
    cite(claim, "about 31,000")
    words = VerdictWords(answer="about 30,500", sentence="About 30,500.", basis="Both.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    change_desk_settings(tolerance=Decimal("0.01"), single_review=False, publishes=True, by=None)
    assert shown() == []
    assert not Publication.objects.exists()
