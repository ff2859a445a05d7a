"""Bringing the flags of a claim into line with what its citations say."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.core.claims import AnswerKind, Lives
from factcheck.models import Citation, Claim, Discrepancy, Member, Position, Source, Step
from factcheck.services.citations import CitationWords, amend_citation, restore_citation, withdraw_citation
from factcheck.services.everything import reconcile_all
from tests.services.desk_work import flag_on, history_of

pytestmark = pytest.mark.django_db


def everything_again():
    return [str(sentence) for _done, changes in reconcile_all(by=None) for sentence in changes.sentences]


def test_a_disagreement_is_opened_with_its_positions_members_and_first_step(disputed, contributor):
    found = flag_on(disputed)
    assert (found.state, found.severity, found.member_count, found.origin_count) == ("open", "moderate", 2, 2)
    assert list(found.positions.values_list("index", "figure", "origin_count")) == [
        (0, "about 30,000", 1),
        (1, "about 35,000", 1),
    ]
    assert list(found.members.values_list("citation__figure", "first", "last")) == [
        ("about 30,000", 0, 0),
        ("about 35,000", 1, 1),
    ]
    step = found.steps.get()
    assert (step.from_state, step.to_state, step.by) == ("", "open", contributor)
    assert step.why == "“about 35,000” was recorded from Source 2."


def test_it_is_withdrawn_when_they_agree_and_is_the_same_one_when_they_do_not_again(disputed, contributor):
    found, rival = flag_on(disputed), disputed.citations.last()
    withdraw_citation(citation=rival, because="misread", by=contributor)
    restore_citation(citation=rival, by=contributor)
    assert history_of(found) == [("", "open"), ("open", "withdrawn"), ("withdrawn", "open")]
    assert Discrepancy.objects.get() == found
    assert found.steps.last().why == "“about 35,000” was restored."


def test_comparing_everything_again_changes_nothing_and_writes_nothing(disputed, make_claim, cite):
    by_year = make_claim("How many a year?", lives=Lives.PERIOD)
    for figure in ("60", "63", "90"):
        cite(by_year, figure, as_of="2022")
    tables = (Citation.history, Claim.history, Source.history, Step.objects, Position.objects, Member.objects)
    before = [list(table.values_list()) for table in tables]
    flags = list(Discrepancy.objects.values_list())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert everything_again() == []
    assert [list(table.values_list()) for table in tables] == before
    assert list(Discrepancy.objects.values_list()) == flags
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    about_the_pass = ("factcheck_reconciliation", "factcheck_comparedclaim")
    assert [sql for sql in written if sql.split('"')[1] not in about_the_pass] == []


def test_comparing_again_costs_no_more_queries_where_more_is_in_dispute(make_claim, cite):
    def count():
        with CaptureQueriesContext(connection) as queries:
            everything_again()
        return len(queries)

    def dispute(number):
        claim = make_claim(f"Question {number}?")
        cite(claim, "30")
        cite(claim, "40")

    for number in range(3):
        dispute(number)
    at_three = count()
    for number in range(3, 12):
        dispute(number)
    assert count() == at_three


def test_severity_follows_the_figures_and_the_history_stays_as_it_is(disputed, contributor):
    rival = disputed.citations.last()
    for figure, severity in [("about 90,000", "major"), ("about 33,500", "moderate")]:
        amend_citation(citation=rival, words=CitationWords(figure=figure), by=contributor)
        assert flag_on(disputed).severity == severity
    assert history_of(flag_on(disputed)) == [("", "open")]
    assert Position.objects.get(index=1).figure == "about 33,500"


def test_ten_echoes_and_one_rival_are_one_discrepancy_with_two_positions(disputed, cite):
    for _time in range(9):
        cite(disputed, "about 30,000")
    found = flag_on(disputed)
    assert (found.positions.count(), found.member_count) == (2, 11)
    assert [position.source_count for position in found.positions.all()] == [10, 1]


def test_there_is_one_discrepancy_for_each_scope_unit_kind_and_period(make_claim, cite):
    prices, arrivals = make_claim(lives=Lives.PERIOD, unit="CNY"), make_claim(lives=Lives.PERIOD)
    for scope in ("", "women"):
        for year in ("2018", "2019"):
            for figure in ("100", "200", "$100", "$200"):
                cite(prices, figure, scope=scope, as_of=year)
    for figure, as_of in (("100", "2018"), ("200", "2018"), ("1,000", "2018-05")):
        cite(arrivals, figure, as_of=as_of)
    found = Discrepancy.objects.values_list("claim", "kind", "scope", "unit", "period")
    assert len(found) == len(set(found)) == 10
    assert (prices.pk, "value", "women", "USD", "2019-01-01/2019-12-31") in found
    assert (arrivals.pk, "part_exceeds_whole", "", "person", "2018-01-01/2018-12-31") in found


def test_the_database_itself_refuses_a_second_one_of_a_kind(disputed):
    found = flag_on(disputed)
    found.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()


@pytest.mark.parametrize(
    ("lives", "kind", "cited", "expected"),
    [
        (Lives.RUNNING, AnswerKind.QUANTITY, [("200", "2018"), ("100", "2020")], "falls"),
        (Lives.FIXED, AnswerKind.QUANTITY, [("580,000 to 3 million", "")], "spread"),
        (Lives.FIXED, AnswerKind.TEXT, [("death", ""), ("prison", "")], "text"),
        (Lives.FIXED, AnswerKind.DATE, [("1953-07-27", ""), ("1953-08", "")], "date"),
    ],
)
def test_every_kind_of_discrepancy_is_kept(make_claim, cite, lives, kind, cited, expected):
    claim = make_claim(lives=lives, answer_kind=kind)
    for figure, as_of in cited:
        cite(claim, figure, as_of=as_of)
    assert list(Discrepancy.objects.values_list("kind", "state")) == [(expected, "open")]
    assert everything_again() == []


def test_units_of_one_dimension_are_compared_and_their_exact_ends_kept(make_claim, cite):
    claim = make_claim(unit="km")
    for figure in ("about 1.23456789012345678901234567891 light-years", "about 3 nm", "77 miles"):
        cite(claim, figure)
    assert flag_on(claim).positions.count() == 3
    assert everything_again() == []


def test_the_counts_of_a_claim_follow_its_citations(make_claim, make_source, cite, contributor):
    claim, source = make_claim(), make_source()
    cite(claim, "1", source=source)
    unread = cite(claim, "who knows", source=source, attribution="A Ministry")
    claim.refresh_from_db()
    assert (claim.source_count, claim.origin_count, claim.unread_count) == (1, 1, 1)  # words support nothing
    withdraw_citation(citation=unread, because="says nothing", by=contributor)
    claim.refresh_from_db()
    assert (claim.source_count, claim.origin_count, claim.unread_count) == (1, 1, 0)


def test_a_flag_that_went_stale_behind_the_desk_s_back_is_mended_and_told(disputed):
    Citation.objects.filter(figure="about 35,000").update(stated_low=30_000, stated_high=30_000)
    assert everything_again() == ["fled: value withdrawn, the citations no longer disagree"]
    assert everything_again() == []
