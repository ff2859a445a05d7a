"""Splits, and slips of our own, proposed in the admin: what is asked for them, and where a refusal of it stands."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from factcheck.core.resolutions import Cause, Outcome
from factcheck.models import Citation, Claim, Discrepancy, Resolution
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import withdraw_citation
from tests.admin.conftest import address, discrepancy_of, errors_on, proposal_form, words_on

pytestmark = pytest.mark.django_db


def page_of(discrepancy: Discrepancy) -> str:
    return address("discrepancy", "change", discrepancy.pk)


def split_form(discrepancy: Discrepancy, *moved: Citation, **changed) -> dict:
    form = {
        "outcome": Outcome.SPLIT_CLAIM.value,
        "cause": Cause.DIFFERENT_SCOPE.value,
        "position_1": "accepted",
        "split_question": "How many people fled by sea?",
        "moved": [one.pk for one in moved],
    }
    return proposal_form(discrepancy, **form | changed)


def slip_form(discrepancy: Discrepancy, corrections: dict[Citation, str], **changed) -> dict:
    typed = {f"correction_{citation.pk}": figure for citation, figure in corrections.items()}
    return proposal_form(discrepancy, cause=Cause.OUR_TRANSCRIPTION_ERROR.value, **typed | changed)


def errors_at(response, name: str) -> str:
    """The refusals that stand at one field of the form."""
    (act,) = [act for act in response.context["acts"] if act["form"].is_bound]
    return " ".join(act["form"].errors.get(name, []))


def test_a_split_moves_the_chosen_citations_once_it_is_approved(entering, disputed, reviewer, approver):
    staying, moving = disputed.citations.order_by("pk")
    discrepancy = discrepancy_of(disputed)
    entering(reviewer).post(page_of(discrepancy), split_form(discrepancy, moving), follow=True)
    page = words_on(entering(approver).get(page_of(discrepancy)))
    assert "How many people fled by sea?" in page
    assert "“about 35,000” moves to the new claim" in page
    approve_resolution(discrepancy=discrepancy, by=approver)
    new = Claim.objects.get(split_from=disputed)
    assert new.question == "How many people fled by sea?"
    assert list(new.citations.all()) == [moving]
    assert list(disputed.citations.all()) == [staying]


def test_our_own_slip_is_corrected_once_it_is_approved(entering, disputed, reviewer, approver):
    _right, slip = disputed.citations.order_by("pk")
    discrepancy = discrepancy_of(disputed)
    form = slip_form(discrepancy, {slip: " about 30,500 "}, position_1="accepted")
    entering(reviewer).post(page_of(discrepancy), form)
    page = words_on(entering(approver).get(page_of(discrepancy)))
    assert "“about 35,000” becomes “about 30,500” in our records" in page
    approve_resolution(discrepancy=discrepancy, by=approver)
    slip.refresh_from_db()
    assert slip.figure == "about 30,500"


@pytest.mark.parametrize(
    ("says", "at", "changed"),
    [
        ("the question of the new claim is missing", "split_question", {"split_question": "  "}),
        ("a split moves some citations and leaves some", "moved", {"moved": []}),
        ("does not stand on this claim any longer", "moved", {"moved": [9_999]}),
    ],
)
def test_a_refused_split_says_so_where_it_is_wrong_and_keeps_what_was_chosen(
    entering, disputed, reviewer, says, at, changed
):
    moving = disputed.citations.order_by("pk").last()
    discrepancy = discrepancy_of(disputed)
    form = split_form(discrepancy, moving, rationale="Two routes.") | changed
    response = entering(reviewer).post(page_of(discrepancy), form)
    assert says in errors_at(response, at)
    assert "Two routes." in words_on(response)
    assert ("checked" in words_on(response)) == (moving.pk in form["moved"])
    assert not Resolution.objects.exists()


def test_a_split_does_not_move_every_citation(entering, disputed, reviewer):
    discrepancy = discrepancy_of(disputed)
    response = entering(reviewer).post(
        page_of(discrepancy), split_form(discrepancy, *disputed.citations.all())
    )
    assert "leaves some" in errors_at(response, "moved")


def test_a_slip_without_the_figure_as_it_should_read_is_refused_at_the_first_figure(
    entering, disputed, reviewer
):
    first = disputed.citations.order_by("pk").first()
    discrepancy = discrepancy_of(disputed)
    response = entering(reviewer).post(page_of(discrepancy), slip_form(discrepancy, {}))
    assert "write how the figure should read" in errors_at(response, f"correction_{first.pk}")


def test_a_correction_that_corrects_nothing_is_refused_at_its_own_figure(entering, disputed, reviewer):
    first, second = disputed.citations.order_by("pk")
    discrepancy = discrepancy_of(disputed)
    form = slip_form(discrepancy, {first: "about 31,000", second: second.figure}, position_1="accepted")
    response = entering(reviewer).post(page_of(discrepancy), form)
    assert "is what our records say already" in errors_at(response, f"correction_{second.pk}")
    assert "about 31,000" in words_on(response)


def test_a_correction_of_what_was_withdrawn_meanwhile_is_refused_with_its_text(
    entering, disputed, cite, reviewer, contributor
):
    third = cite(disputed, "about 41,000")
    discrepancy = discrepancy_of(disputed)
    form = slip_form(discrepancy, {third: "about 14,000"}, seen_step="")
    withdraw_citation(citation=third, because="Recorded twice.", by=contributor)
    response = entering(reviewer).post(page_of(discrepancy), form)
    assert "“about 14,000”: A citation that you chose does not stand" in errors_on(response)
    assert not Resolution.objects.exists()


def test_what_is_filled_in_for_another_outcome_is_left_out(entering, disputed, reviewer):
    first, second = disputed.citations.order_by("pk")
    discrepancy = discrepancy_of(disputed)
    form = split_form(discrepancy, second, outcome=Outcome.USE_ONE.value, **{f"correction_{first.pk}": "31"})
    entering(reviewer).post(page_of(discrepancy), form)
    resolution = Resolution.objects.get()
    assert resolution.split_question == ""
    assert not resolution.consequences.exists()


def test_withdrawn_citations_are_not_offered_and_ugly_words_stay_words(
    entering, disputed, cite, make_source, contributor, reviewer
):
    ugly = "<script>alert('1')</script> " * 4
    cite(disputed, "about 33,000", source=make_source(ugly))
    gone = cite(disputed, "about 90,000")
    withdraw_citation(citation=gone, because="Recorded twice.", by=contributor)
    page = entering(reviewer).get(page_of(discrepancy_of(disputed))).content.decode()
    assert f'name="correction_{gone.pk}"' not in page
    assert "<script>alert" not in page
    assert escape("<script>alert('1')</script>") in page


def test_the_day_of_review_is_told_to_the_approver(entering, disputed, reviewer, approver):
    discrepancy = discrepancy_of(disputed)
    entering(reviewer).post(page_of(discrepancy), proposal_form(discrepancy, review_on="2099-03-03"))
    assert "3 Mar 2099" in words_on(entering(approver).get(page_of(discrepancy)))
