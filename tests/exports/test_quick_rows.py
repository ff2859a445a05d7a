"""What is read without records is what the records say, to the byte, sensitive sources included."""

from __future__ import annotations

import pytest

from factcheck.exports.about import About
from factcheck.exports.formats.tables import csv_rows
from factcheck.exports.quick import quick_rows
from factcheck.exports.rows import rows_of
from factcheck.exports.verified import exported_claims
from factcheck.models import Attribution, ExportedList, Person, Source
from factcheck.models.withholding import shown_to_nobody
from factcheck.services.attributions import merge_attributions
from factcheck.services.sensitivity import mark_sensitive
from tests.benchmarks.busy_desk import make_desk
from tests.benchmarks.decisions import make_people
from tests.exports.small_desk import ABOUT

pytestmark = pytest.mark.django_db

LISTS = [ExportedList.VERIFIED, ExportedList.CLAIMS]


def the_slow_way(listed: ExportedList) -> list:
    with shown_to_nobody():
        return [rows_of(exported) for exported in exported_claims(by=None, listed=listed)]


def assert_alike(about: About = ABOUT) -> None:
    for listed in LISTS:
        slow, quick = the_slow_way(listed), list(quick_rows(listed))
        assert quick == slow
        said = "".join(csv_rows(iter(slow), about))
        assert "".join(csv_rows(iter(quick), about)) == said
        assert "".join(csv_rows(quick_rows(listed, typed=False), about)) == said


@pytest.fixture
def busy_desk(db):
    make_desk(150, make_people())


def test_a_busy_desk_goes_out_the_same_both_ways(busy_desk):
    assert_alike()
    states = {rows.decided[0] for rows in quick_rows(ExportedList.CLAIMS)}
    assert states == {"verified", "unverified", "disputed", "proposed"}


def test_so_does_one_with_sensitive_sources(busy_desk):
    administrator = Person.objects.get(username="administrator")
    body, other = Attribution.objects.order_by("pk")[:2]
    merge_attributions(merged=body, kept=other, because="the same office", by=administrator)
    drawn_on = [source for source in Source.objects.order_by("pk") if source.echoes.exists()][:3]
    chosen = {*Source.objects.order_by("pk")[:14:2], *drawn_on}
    for number, source in enumerate(sorted(chosen, key=lambda one: one.pk)):
        mark_sensitive(source=source, is_sensitive=True, because="asked", by=administrator)
        Source.objects.filter(pk=source.pk).update(withheld_number=number + 1)
    # It was once recorded under the name of a body that others credit too.
    named = Source.history.filter(id=drawn_on[0].pk)
    named.update(author=other.name)
    assert_alike()
    said = "".join(csv_rows(quick_rows(ExportedList.CLAIMS), ABOUT))
    hidden = Source.objects.filter(is_sensitive=True)
    for source in hidden:
        assert source.title not in said
        assert f",{source.ref}," not in said
    assert "withheld-1" in said
    assert other.name not in said


def test_so_does_the_small_desk(small_desk):
    assert_alike()


def test_reading_asks_as_much_of_thirty_claims_as_of_three(make_claim, cite, django_assert_max_num_queries):
    for number in range(30):
        cite(make_claim(f"How many in {number}?"), "12")
    with django_assert_max_num_queries(10):
        assert len(list(quick_rows(ExportedList.CLAIMS))) == 30
