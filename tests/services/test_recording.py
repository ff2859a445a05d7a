"""Recording, amending and withdrawing what sources say."""

from __future__ import annotations

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.roles import Role
from factcheck.core.sentences import RuleError
from factcheck.models import Attribution, Citation, Discrepancy
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from tests.conftest import person

pytestmark = pytest.mark.django_db


def test_a_figure_is_kept_in_its_words_and_read_beside_them(make_claim, cite):
    citation = Citation.objects.get(pk=cite(make_claim(), "around 30,000").pk)
    assert citation.figure == "around 30,000"
    assert (citation.is_read, citation.hedge, citation.stated_low, citation.unread_because) == (
        True,
        "about",
        30_000,
        "",
    )


UNREAD = [
    ("two vague words", "thousands, if not millions"),
    ("no number at all", "nobody knows"),
    ("nothing can satisfy it", "fewer than 0"),
    ("thirty-one digits before the point", "1" * 31),
    ("a hundred digits after the point", "0." + "1" * 100),
    ("only punctuation", "—"),
]


@pytest.mark.parametrize(("why", "figure"), UNREAD, ids=[why for why, _figure in UNREAD])
def test_what_cannot_be_read_is_kept_as_words_with_a_reason(make_claim, cite, why, figure):
    claim = make_claim()
    cite(claim, "30,000")
    citation = Citation.objects.get(pk=cite(claim, figure).pk)
    assert (citation.figure, citation.is_read, citation.stated) == (figure, False, None)
    assert citation.unread_because.endswith(".")
    assert not Discrepancy.objects.exists()
    claim.refresh_from_db()
    assert claim.unread_count == 1
    assert list(Citation.objects.unread()) == [citation]


def test_words_are_kept_without_the_space_around_them_and_nothing_else_is_changed(make_claim, cite):
    citation = cite(make_claim(), "  about 30,000\n", quote="  “Fled”,  they say. ", scope=" men ")
    assert (citation.figure, citation.quote, citation.scope) == ("about 30,000", "“Fled”,  they say.", "men")


def test_a_citation_is_amended_in_place_and_every_state_stays_with_who_and_why(make_claim, cite, contributor):
    other = person("second-contributor", Role.CONTRIBUTOR)
    citation = cite(make_claim(), "30,000")
    amend_citation(citation=citation, words=CitationWords(figure="31,000"), by=other, seen_version=1)
    citation.refresh_from_db()
    assert (citation.figure, citation.version, citation.recorded_by) == ("31,000", 2, contributor)
    states = citation.history.order_by("history_id").values_list(
        "figure", "version", "history_user", "history_change_reason"
    )
    assert list(states) == [
        ("30,000", 1, contributor.pk, "Recorded"),
        ("31,000", 2, other.pk, "Amended"),
    ]


def test_saving_the_same_words_again_makes_no_new_version(make_claim, cite, contributor):
    citation = cite(make_claim(), "30,000", quote="so they say", attribution="The Ministry")
    same = CitationWords(figure=" 30,000", quote="so they say", attribution="The  Ministry")
    amend_citation(citation=citation, words=same, by=contributor)
    citation.refresh_from_db()
    assert (citation.version, citation.history.count()) == (1, 1)


def test_whoever_amends_an_older_version_is_told_who_changed_it_to_what(make_claim, cite, contributor):
    other = person("second-contributor", Role.CONTRIBUTOR)
    citation = cite(make_claim(), "30,000")
    amend_citation(citation=citation, words=CitationWords(figure="31,000"), by=other, seen_version=1)
    with pytest.raises(ChangedMeanwhileError, match=r"Second-Contributor changed this citation.*31,000"):
        amend_citation(
            citation=citation, words=CitationWords(figure="32,000"), by=contributor, seen_version=1
        )
    with pytest.raises(ChangedMeanwhileError, match="Second-Contributor"):
        withdraw_citation(citation=citation, because="wrong", by=contributor, seen_version=1)
    citation.refresh_from_db()
    assert (citation.figure, citation.version, citation.history.count()) == ("31,000", 2, 2)


def test_a_citation_moves_to_another_claim_and_both_are_compared_again(
    make_claim, cite, disputed, contributor
):
    moved, other = disputed.citations.last(), make_claim("How many came back?")
    amend_citation(citation=moved, words=CitationWords(figure=moved.figure), claim=other, by=contributor)
    assert not Discrepancy.objects.live().exists()
    other.refresh_from_db()
    disputed.refresh_from_db()
    assert (disputed.source_count, other.source_count) == (1, 1)


def test_a_withdrawn_citation_is_kept_and_compared_with_nothing(disputed, contributor):
    citation = disputed.citations.last()
    withdraw_citation(citation=citation, because="retracted", by=contributor)
    citation.refresh_from_db()
    assert (citation.withdrawn_because, citation.version) == ("retracted", 2)
    assert citation.history.latest().history_user == contributor
    assert not Discrepancy.objects.live().exists()
    restore_citation(citation=citation, by=contributor)
    citation.refresh_from_db()
    assert (citation.withdrawn_at, citation.withdrawn_because, citation.version) == (None, "", 3)
    assert Discrepancy.objects.get().state == "open"


def test_withdrawing_asks_why_and_happens_once(disputed, contributor):
    citation = disputed.citations.last()
    with pytest.raises(InvalidInputError, match="say why") as refused:
        withdraw_citation(citation=citation, because="  ", by=contributor)
    assert refused.value.field == "because"
    with pytest.raises(ChangedMeanwhileError, match="is not withdrawn"):
        restore_citation(citation=citation, by=contributor)
    withdraw_citation(citation=citation, because="retracted", by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="withdrawn already"):
        withdraw_citation(citation=citation, because="again", by=contributor)


REFUSED = [
    ("no figure", {"figure": " "}, "figure"),
    ("a null character", {"figure": "30\x00000"}, "figure"),
    ("a null character in the attribution", {"attribution": "The\x00Ministry"}, "attribution"),
    ("half a character", {"quote": "a \ud800 b"}, "quote"),
    ("a figure of 501 characters", {"figure": "9" * 501}, "figure"),
    ("a quote of 5,001 characters", {"quote": "x" * 5_001}, "quote"),
    ("a locator of 201 characters", {"locator": "x" * 201}, "locator"),
    ("a scope of 301 characters", {"scope": "x" * 301}, "scope"),
    ("an as-of of 101 characters", {"as_of": "x" * 101}, "as_of"),
    ("an attribution of 301 characters", {"attribution": "x" * 301}, "attribution"),
    ("the thirteenth month", {"as_of": "2018-13"}, "as_of"),
    ("the thirtieth of February", {"as_of": "30 February 2018"}, "as_of"),
    ("a period that ends before it begins", {"as_of": "2024/2016"}, "as_of"),
    ("a grade of 7", {"credibility": 7}, "credibility"),
    ("a grade of 0", {"credibility": 0}, "credibility"),
    ("a reason of 501 characters", {"because": "x" * 501}, "withdrawn_because"),
]


@pytest.mark.parametrize(("what", "words", "field"), REFUSED, ids=[what for what, _words, _field in REFUSED])
def test_what_cannot_be_kept_is_refused_with_a_sentence_that_names_the_field(
    make_claim, make_source, cite, contributor, what, words, field
):
    claim, source = make_claim(), make_source()
    recorded = cite(claim, "30,000")
    acts = [
        lambda: record_citation(
            claim=claim, source=source, words=CitationWords(**{"figure": "1", **words}), by=contributor
        ),
        lambda: amend_citation(
            citation=recorded, words=CitationWords(**{"figure": "1", **words}), by=contributor
        ),
    ]
    if "because" in words:
        acts = [lambda: withdraw_citation(citation=recorded, by=contributor, **words)]
    for act in acts:
        with pytest.raises(InvalidInputError) as refused:
            act()
        assert refused.value.field == field
        assert str(refused.value).endswith((".", ")"))
    assert (Citation.objects.count(), Citation.history.count(), Attribution.objects.count()) == (1, 1, 0)


def test_nothing_is_half_saved_when_a_later_check_refuses(make_claim, make_source, contributor):
    words = CitationWords(figure="30,000", attribution="A new body", quote="x" * 5_001)
    with pytest.raises(InvalidInputError):
        record_citation(claim=make_claim(), source=make_source(), words=words, by=contributor)
    assert not Attribution.objects.exists()
    assert not Citation.objects.exists()


def test_one_attribution_is_kept_for_a_name_however_it_is_spaced(make_claim, cite):
    claim = make_claim()
    cite(claim, "30,000", attribution="Unification  Ministry ")
    cite(claim, "30,000", attribution="Unification Ministry")
    assert [found.name for found in Attribution.objects.all()] == ["Unification Ministry"]


def test_a_reference_is_taken_once_and_is_made_where_none_is_given(make_claim, make_source, contributor):
    claim, source = make_claim(ref="fled"), make_source()
    first = record_citation(claim=claim, source=source, words=CitationWords(figure="1"), by=contributor)
    assert first.ref.startswith("fled-")
    with pytest.raises(InvalidInputError, match="already exists") as refused:
        record_citation(
            claim=claim, source=source, words=CitationWords(figure="2"), by=contributor, ref=first.ref
        )
    assert refused.value.field == "ref"
    for bad in ("with space", "a/b", "nul\x00", "x" * 121):
        with pytest.raises(RuleError):
            record_citation(
                claim=claim, source=source, words=CitationWords(figure="2"), by=contributor, ref=bad
            )


@pytest.mark.parametrize(
    ("kind", "figure", "is_read"),
    [
        (AnswerKind.DATE, "27 July 1953", True),
        (AnswerKind.DATE, "some day in summer", False),
        (AnswerKind.DATE, "1953-13", False),
        (AnswerKind.TEXT, "30,000 or more, who knows", True),
        (AnswerKind.TEXT, "…", True),
    ],
)
def test_dates_and_words_are_read_by_their_own_rule(make_claim, cite, kind, figure, is_read):
    claim = make_claim(answer_kind=kind, unit="", lives=Lives.FIXED)
    citation = cite(claim, figure)
    assert citation.is_read == is_read
    assert bool(citation.unread_because) != is_read
