"""Sources, topics and attributions in the admin."""

from __future__ import annotations

import pytest

from factcheck.models import Attribution, Source, Topic
from factcheck.services.sources import SourceWords, amend_source
from tests.admin.conftest import address, errors_on, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(entering, contributor):
    return entering(contributor)


def source_form(source: Source | None = None, **changed):
    form = dict.fromkeys(("title", "publisher", "author", "kind", "published", "url", "reliability"), "")
    if source:
        form = {name: getattr(source, name) for name in form} | {"seen_version": source.version}
        form["derived_from"] = list(source.derived_from.values_list("pk", flat=True))
    return form | changed


def test_a_source_is_recorded_with_what_it_draws_on(desk, make_source, contributor):
    report = make_source("Report")
    form = source_form(title="Article", published="2018-01", reliability="B", derived_from=[report.pk])
    page = words_on(desk.post(address("source", "add"), form, follow=True))
    article = Source.objects.get(title="Article")
    assert "was added successfully" in page
    assert list(article.derived_from.all()) == [report]
    assert article.ref == "article"
    assert article.history.first().history_user == contributor


def test_two_articles_that_turn_out_to_draw_on_one_report_count_once(desk, make_claim, make_source, cite):
    claim, report = make_claim(), make_source("Report")
    articles = [make_source("One"), make_source("Two")]
    for article in articles:
        cite(claim, "30,000", source=article)
    for article in articles:
        desk.post(address("source", "change", article.pk), source_form(article, derived_from=[report.pk]))
    claim.refresh_from_db()
    assert claim.origin_count == 1


def test_a_source_cannot_be_derived_from_itself_over_others(desk, make_source):
    report = make_source("Report")
    article = make_source("Article", derived_from=[report])
    form = source_form(report, derived_from=[article.pk], publisher="Typed")
    response = desk.post(address("source", "change", report.pk), form)
    assert "cannot be derived from itself" in errors_on(response)
    assert 'value="Typed"' in words_on(response)
    report.refresh_from_db()
    assert report.publisher == ""
    assert not report.derived_from.exists()


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("This field is required", {"title": ""}),
        ("is not a date", {"published": "2018-99-99"}),
        ("Enter a valid URL", {"url": "no address"}),
        ("not one of the available choices", {"reliability": "Z"}),
        ("already exists", {"ref": "taken"}),
    ],
)
def test_a_refused_source_stays_on_its_form(desk, make_source, says, changed):
    make_source("Taken", ref="taken")
    response = desk.post(address("source", "add"), source_form(title="New", author="Typed") | changed)
    assert says in errors_on(response)
    assert 'value="Typed"' in words_on(response)
    assert Source.objects.count() == 1


def test_a_source_that_somebody_amended_meanwhile_is_not_overwritten(desk, make_source, administrator):
    source, parents = make_source("Report"), [make_source("A"), make_source("B")]
    stale = source_form(source, publisher="Mine", derived_from=[one.pk for one in parents])
    amend_source(source=source, words=SourceWords(title="Report", publisher="Theirs"), by=administrator)
    response = desk.post(address("source", "change", source.pk), stale)
    assert "changed this source meanwhile" in errors_on(response)
    assert "It now says: Theirs" in errors_on(response)
    selected = [one for one in parents if f'<option value="{one.pk}" selected>' in words_on(response)]
    assert selected == parents, "what was chosen is still there"
    source.refresh_from_db()
    assert source.publisher == "Theirs"


def test_the_history_of_a_source_tells_what_it_was_said_to_draw_on(desk, make_source, contributor):
    source, report = make_source("Article"), make_source("Report")
    words = SourceWords(title="Article", reliability="B")
    amend_source(source=source, words=words, derived_from=[report], by=contributor)
    page = words_on(desk.get(address("source", "history", source.pk)))
    assert "<ins>Report</ins>" in page
    assert "B · usually reliable" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 3), ("?q=Journal", 1), ("?reliability__exact=D", 1), ("?kind__exact=article-journal", 1)],
)
def test_the_list_of_sources_is_searched_and_filtered(desk, make_source, query, found):
    make_source("Report")
    make_source("Journal of flight", kind="article-journal")
    make_source("Leaflet", reliability="D")
    assert len(desk.get(address("source") + query).context["cl"].result_list) == found


def test_topics_are_named_and_renamed(desk, make_claim):
    desk.post(address("topic", "add"), {"name": "  Flight   by sea "}, follow=True)
    topic = Topic.objects.get()
    assert topic.name == "Flight by sea"
    assert "already exists" in errors_on(desk.post(address("topic", "add"), {"name": "Flight by  sea"}))
    desk.post(address("topic", "change", topic.pk), {"name": "Flight"})
    assert Topic.objects.get().name == "Flight"


def test_renaming_an_attribution_to_anothers_name_but_for_its_case_makes_them_one_origin(
    desk, make_claim, cite
):
    claim = make_claim()
    cite(claim, "30,000", attribution="Unification Ministry")
    cite(claim, "30,000", attribution="Ministry of Unification")
    claim.refresh_from_db()
    assert claim.origin_count == 2
    other = Attribution.objects.get(name="Ministry of Unification")
    desk.post(address("attribution", "change", other.pk), {"name": "UNIFICATION MINISTRY"})
    claim.refresh_from_db()
    assert claim.origin_count == 1
