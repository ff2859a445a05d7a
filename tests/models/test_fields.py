"""Figures come back exactly as they were recorded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.core.claims import AnswerKind
from factcheck.models import Attribution, Citation, Claim
from factcheck.models.fields import ExactDecimalField
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.errors import InvalidInputError
from factcheck.services.readings import readings_of

pytestmark = pytest.mark.django_db
MODERATE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DIGITS = st.text("0123456789", min_size=1, max_size=30)


@pytest.fixture
def recorded(make_claim, cite):
    """A citation whose figure is amended again and again, beside one that hardly ever agrees."""
    claim = make_claim()
    cite(claim, "about 7")
    return cite(claim, "1")


@MODERATE
@given(digits=DIGITS, places=st.integers(0, 30), hedge=st.sampled_from(["", "about ", "nearly ", "over "]))
def test_thirty_digits_come_back_exactly(recorded, digits, places, hedge):
    padded = digits.rjust(places + 1, "0")
    text = f"{padded[: len(padded) - places]}.{padded[len(padded) - places :]}".rstrip(".")
    amend_citation(citation=recorded, words=CitationWords(figure=hedge + text), by=None)
    citation = Citation.objects.get(pk=recorded.pk)
    assert citation.figure == hedge + text
    if citation.is_read:
        assert citation.stated_low == Decimal(text)
        assert citation.history.latest().stated_low == Decimal(text)
    else:
        assert citation.unread_because
    again = Claim.objects.get(pk=recorded.claim_id)
    assert len(readings_of(again)) == 2
    for discrepancy in again.discrepancies.all():
        assert all(position.low_edge <= position.high_edge for position in discrepancy.positions.all())


EXACT = [
    ("thirty digits", "123,456,789,012,345,678,901,234,567,890", "123456789012345678901234567890"),
    ("thirty digits, roughly", "about 123456789012345678901234567891", "123456789012345678901234567891"),
    ("thirty places", "0.123456789012345678901234567891", "0.123456789012345678901234567891"),
    ("sixteen digits, one more than a float", "9007199254740993", "9007199254740993"),
    ("a tenth", "0.1", "0.1"),
]


@pytest.mark.parametrize(("what", "figure", "value"), EXACT, ids=[row[0] for row in EXACT])
def test_these_are_read_and_come_back_exactly(recorded, what, figure, value):
    amend_citation(citation=recorded, words=CitationWords(figure=figure), by=None)
    citation = Citation.objects.get(pk=recorded.pk)
    assert (citation.figure, citation.stated_low) == (figure, Decimal(value))


ODD = [
    ("a hundred zeros after the point", "2." + "0" * 100, "2"),
    ("nothing at all, a hundred times", "0." + "0" * 100, "0"),
    ("zeros before the number", "0" * 40 + "42", "42"),
]


@pytest.mark.parametrize(("what", "figure", "value"), ODD, ids=[row[0] for row in ODD])
def test_odd_ones_come_back_exactly_or_are_kept_as_words(recorded, what, figure, value):
    amend_citation(citation=recorded, words=CitationWords(figure=figure), by=None)
    citation = Citation.objects.get(pk=recorded.pk)
    assert citation.unread_because or citation.stated_low == Decimal(value)
    assert len(readings_of(citation.claim)) == 2


TOO_LARGE = ["1" * 31, "9" * 400, "0." + "1" * 31, "1" + "0" * 31, "about " + "9" * 31]


@pytest.mark.parametrize("figure", TOO_LARGE)
def test_what_is_too_large_is_kept_as_words_with_a_sentence(recorded, figure):
    amend_citation(citation=recorded, words=CitationWords(figure=figure), by=None)
    citation = Citation.objects.get(pk=recorded.pk)
    assert (citation.figure, citation.is_read, citation.stated) == (figure, False, None)
    assert citation.unread_because.endswith(".")


@MODERATE
@given(figure=st.text(min_size=1, max_size=500), scope=st.text(max_size=300), as_of=st.text(max_size=100))
def test_whatever_is_typed_is_kept_or_refused_in_a_sentence_and_never_breaks_loading(
    recorded, figure, scope, as_of
):
    words = CitationWords(figure=figure, scope=scope, as_of=as_of, quote=figure)
    try:
        amend_citation(citation=recorded, words=words, by=None)
    except InvalidInputError as refused:
        assert refused.field in {"figure", "scope", "as_of", "quote"}  # noqa: PT017 -- refusing is one way
    citation = Citation.objects.get(pk=recorded.pk)
    assert citation.figure
    assert citation.is_read or citation.unread_because
    readings_of(citation.claim)


@pytest.fixture
def answered(make_claim, cite):
    """An answer in words beside another one."""
    claim = make_claim(answer_kind=AnswerKind.TEXT, unit="")
    cite(claim, "yes")
    return cite(claim, "no")


@MODERATE
@given(figure=st.text(min_size=1, max_size=200))
def test_whatever_answers_in_words_is_compared_and_kept(answered, figure):
    try:
        amend_citation(citation=answered, words=CitationWords(figure=figure), by=None)
    except InvalidInputError as refused:
        assert refused.field == "figure"  # noqa: PT017 -- refusing is one way, keeping the other
    readings_of(Claim.objects.get())


def test_a_number_that_no_column_holds_is_refused_before_it_is_saved():
    field = ExactDecimalField(null=True)
    for text in ("NaN", "Infinity", "1E+99", "abc"):
        with pytest.raises(ValidationError):
            field.get_prep_value(text)
    assert field.get_prep_value(Decimal("1.50")) == "1.50"
    assert field.get_prep_value(Decimal("1E+3")) == "1000"
    assert field.get_prep_value(Decimal("1." + "0" * 90)) == "1"
    assert field.get_prep_value(None) is None


def test_nothing_is_left_of_what_was_refused(recorded):
    with pytest.raises(InvalidInputError):
        amend_citation(citation=recorded, words=CitationWords(figure="", attribution="Nobody"), by=None)
    assert not Attribution.objects.exists()
