"""Bringing sources in from bibliographies."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from factcheck.core.roles import NotPermittedError
from factcheck.extraction.bibliographies.entries import UnreadableBibliographyError
from factcheck.models import Claim, Source
from factcheck.services.bringing.planning import Fate
from factcheck.services.bringing.sources import bring_sources, preview_sources
from factcheck.services.sources import SourceWords, amend_source

pytestmark = pytest.mark.django_db


def everything() -> list[dict[str, object]]:
    return list(Source.objects.order_by("ref").values())


def test_what_zotero_exports_as_bibtex_becomes_sources(contributor, exported):
    brought = bring_sources(content=exported("zotero.bib"), by=contributor)
    assert (brought.added, brought.completed, brought.left) == (3, 0, 0)
    article = Source.objects.get(ref="kim_how_2018")
    assert article.title == "How North Koreans reach the South: A count of 30,000"
    assert (article.author, article.publisher) == (
        "Min-ho Kim; Jérôme Müller; Unification Ministry",
        "Journal of Peninsular Studies",
    )
    assert (article.kind, article.published) == ("article-journal", "2018-01")
    assert article.url == "https://www.example.org/how_they_reach"
    said = article.other_fields
    assert (said["DOI"], said["volume"], said["issue"], said["page"]) == (
        "10.1000/ABC.123",
        "12",
        "3",
        "1-20",
    )
    assert said["abstract"] == "About 30,000 people & their families — 85% women."
    assert (said["keyword"], said["note"]) == ("defectors, counting", "Extra: kept")
    assert said["file"] == "Snapshot:files/12/a.html:text/html"
    newspaper = Source.objects.get(ref="noauthor_price_2019")
    assert (newspaper.kind, newspaper.publisher) == ("article-newspaper", "The Daily")
    assert newspaper.other_fields["publisher"] == "National Public Radio News"
    assert newspaper.other_fields["mytag"] == "own field"
    report = Source.objects.get(ref="un-2014-report")
    assert (report.kind, report.publisher, report.published) == ("report", "United Nations", "2014")
    assert report.other_fields == {
        "genre": "Working paper",
        "number": "A/HRC/25/63",
        "citation-key": "un:2014/report",
    }
    assert [(one.line, one.key, str(one.problem)) for one in brought.refused] == [
        (
            41,
            "open_2020",
            "This entry cannot be read: a brace, a quotation mark or a comma is missing in it.",
        ),
        (44, "no_title_2020", "This entry has no title. Give it one."),
    ]


def test_what_zotero_exports_as_ris_becomes_sources(contributor, exported):
    bring_sources(content=exported("zotero.ris"), by=contributor)
    news = Source.objects.get(ref="kim-2018-thousands")
    assert (news.author, news.publisher, news.published) == (
        "Min-ho Kim; Reuters Staff",
        "The Daily",
        "2018-01-24",
    )
    assert news.other_fields["XQ"] == "an unknown tag"
    assert (news.other_fields["keyword"], news.other_fields["publisher"]) == (
        "defectors; borders",
        "Daily Press",
    )
    report = Source.objects.get(ref="ministry2019")
    assert (report.publisher, report.other_fields["page"]) == ("Ministry", "3-9")
    assert report.other_fields["ISBN"] == "978-3-16-148410-0"


def test_what_zotero_exports_as_csl_json_becomes_sources(contributor, exported):
    brought = bring_sources(content=exported("zotero.json"), by=contributor)
    interview = Source.objects.get(ref="park-2016-broker")
    assert (interview.title, interview.author, interview.published) == (
        "What the broker said",
        "Ji-won Park",
        "2016~",
    )
    assert interview.other_fields["title"] == "What the <i>broker</i> said"
    assert interview.other_fields["custom-score"] == {"a": [1, "2.50"]}
    patent = Source.objects.get(title="A raft")
    assert (patent.kind, patent.published, patent.other_fields["type"]) == ("document", "2012-22", "patent")
    assert [(one.line, one.key) for one in brought.refused] == [(7, "lost")]


@pytest.mark.parametrize("name", ["zotero.bib", "zotero.ris", "zotero.json"])
def test_the_same_file_again_changes_nothing(name, contributor, exported):
    first = bring_sources(content=exported(name), by=contributor)
    before, versions = everything(), Source.history.count()
    again = bring_sources(content=exported(name), by=contributor)
    assert (again.added, again.completed, again.left) == (0, 0, first.added)
    assert (everything(), Source.history.count()) == (before, versions)


ONE = "TY  - JOUR\nTI  - Ünsere Grüße\nAU  - Müller, Ä.\nPY  - 2018\nER  - \n"


@pytest.mark.parametrize(
    "content",
    [
        ONE.encode(),
        b"\xef\xbb\xbf" + ONE.encode(),
        ONE.encode("utf-16"),
        ONE.encode("utf-16-le"),
        ONE.encode("utf-16-be"),
        ONE.encode("cp1252"),
        ONE.replace("\n", "\r\n").encode(),
        ONE.replace("\n", "\r").encode(),
        ONE.replace("ER  - \n", "").encode(),
        ONE.replace("  - ", " - ").encode(),
    ],
)
def test_letters_and_lines_are_told_however_they_are_written(content, contributor):
    bring_sources(content=content, by=contributor)
    assert Source.objects.get().title == "Ünsere Grüße"
    assert Source.objects.get().author == "Ä. Müller"


def csl(**fields: object) -> bytes:
    import json

    return json.dumps([{"id": "x", "type": "report", **fields}]).encode()


@pytest.mark.parametrize(
    ("recorded", "entry", "is_same"),
    [
        pytest.param(
            {"url": "https://doi.org/10.1000/X"}, {"title": "Other", "DOI": "10.1000/x"}, True, id="doi"
        ),
        pytest.param(
            {"url": "http://www.a.org/b/"}, {"title": "Else", "URL": "https://a.org/b#c"}, True, id="address"
        ),
        pytest.param(
            {"url": "https://a.org/"}, {"title": "Else", "URL": "https://a.org"}, False, id="front page"
        ),
        pytest.param(
            {"url": "https://a.org/"},
            {"title": "Annual report", "URL": "https://a.org"},
            True,
            id="front page, alike",
        ),
        pytest.param(
            {"ref": "x"}, {"title": "Annual report, second printing"}, True, id="reference and like title"
        ),
        pytest.param({"ref": "x"}, {"title": "The price of rice"}, False, id="reference of another"),
        pytest.param(
            {"published": "2018-02"},
            {"title": "ANNUAL REPORT.", "issued": {"date-parts": [[2018]]}},
            True,
            id="title",
        ),
        pytest.param(
            {"published": "2017"},
            {"title": "Annual report", "issued": {"date-parts": [[2018]]}},
            False,
            id="other year",
        ),
        pytest.param(
            {"publisher": "Ministry"},
            {"title": "Annual report", "publisher": "Red Cross"},
            False,
            id="other publisher",
        ),
    ],
)
def test_an_entry_is_of_a_source_by_doi_address_reference_or_title_and_year(
    recorded, entry, is_same, make_source, contributor
):
    make_source(**recorded)
    bring_sources(content=csl(**entry), by=contributor)
    assert Source.objects.count() == (1 if is_same else 2)


def test_what_the_desk_has_is_never_overwritten_and_what_is_empty_is_filled(make_source, contributor):
    source = make_source(publisher="Ministry", url="https://a.org/report")
    plan = preview_sources(
        content=csl(
            title="The report",
            URL="https://a.org/report",
            publisher="Office",
            ISBN="1",
            author=[{"literal": "J"}],
        ),
        by=contributor,
    )
    assert [(one.field, one.ours, one.theirs) for one in plan.entries[0].differing] == [
        ("title", "Annual report", "The report"),
        ("publisher", "Ministry", "Office"),
    ]
    assert everything() == list(Source.objects.filter(pk=source.pk).values()), "a look changes nothing"
    bring_sources(
        content=csl(
            title="The report",
            URL="https://a.org/report",
            publisher="Office",
            ISBN="1",
            author=[{"literal": "J"}],
        ),
        by=contributor,
    )
    source.refresh_from_db()
    assert (source.title, source.publisher, source.author) == ("Annual report", "Ministry", "J")
    assert (source.other_fields, source.kind, source.version) == ({"ISBN": "1"}, "report", 2)
    assert source.history.latest().history_user == contributor


def test_a_date_that_is_filled_in_has_the_claims_compared_again(make_claim, cite, make_source, contributor):
    claim: Claim = make_claim()
    source = make_source(url="https://a.org/report")
    cite(claim, "30,000", source=source)
    seen = Claim.objects.get(pk=claim.pk).evidence_changed_at
    entry = csl(title="Annual report", URL="https://a.org/report", issued={"date-parts": [[2018]]})
    bring_sources(content=entry, by=contributor)
    assert Claim.objects.get(pk=claim.pk).evidence_changed_at != seen


def test_an_entry_may_be_held_for_another_source(make_source, contributor):
    make_source(ref="x")
    brought = bring_sources(content=csl(title="Annual report"), as_new={1}, by=contributor)
    assert brought.added == 1
    assert sorted(Source.objects.values_list("ref", flat=True)) == ["x", "x-2"]


def test_two_entries_of_one_source_are_one(contributor):
    content = b"@book{a, title={Same}, year=2018, doi={10.1000/1}}\n"
    content += b"@book{b, title={Other}, doi={10.1000/1}, volume={2}}"
    brought = bring_sources(content=content, by=contributor)
    assert (brought.added, brought.completed) == (1, 1)
    assert Source.objects.get().other_fields == {"DOI": "10.1000/1", "volume": "2"}
    assert bring_sources(content=content, by=contributor).left == 2


def test_two_keys_that_make_one_reference_are_told_apart(contributor):
    bring_sources(content=b"@book{a:b, title={One}}\n@book{a/b, title={Two}}", by=contributor)
    assert sorted(Source.objects.values_list("ref", "title")) == [("a-b", "One"), ("a-b-2", "Two")]


def test_an_address_that_is_none_is_kept_beside_the_record(contributor):
    bring_sources(content=csl(title="x y", URL="http://-no-/x"), by=contributor)
    source = Source.objects.get()
    assert (source.url, source.other_fields["URL"]) == ("", "http://-no-/x")


def test_what_stands_for_a_withheld_source_is_not_brought_in(contributor):
    plan = preview_sources(
        content=csl(title="Withheld source 7").replace(b'"x"', b'"withheld-7"'), by=contributor
    )
    assert plan.entries[0].fate is Fate.LEFT
    assert "withheld" in str(plan.entries[0].problem)


def test_amending_a_source_leaves_what_its_bibliography_said(contributor):
    bring_sources(content=csl(title="x y", volume="2"), by=contributor)
    source = Source.objects.get()
    amend_source(source=source, words=SourceWords(title="z"), by=contributor)
    assert Source.objects.get().other_fields == {"volume": "2"}


@pytest.mark.parametrize("person", ["reader", "reviewer", "approver", "stranger"])
def test_who_does_not_record_brings_nothing(person, request):
    with pytest.raises(NotPermittedError):
        bring_sources(content=csl(title="x"), by=request.getfixturevalue(person))
    assert not Source.objects.exists()


def test_the_command_tells_what_it_did_and_what_it_left_out(tmp_path, exported):
    path = tmp_path / "list.txt"
    path.write_bytes(exported("zotero.bib"))
    said, complained = StringIO(), StringIO()
    call_command("bring_sources", str(path), stdout=said, stderr=complained)
    assert "5 entries: 3 sources added, 0 completed, 0 left as they were, 2 left out" in said.getvalue()
    assert "left out, line 44 (no_title_2020): This entry has no title. Give it one." in complained.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"nothing of the kind", b"[]", b"{}x", b"\x00\x01\x02", b"%PDF-1.7"]
)
def test_a_file_that_is_no_bibliography_is_refused_as_a_whole(content, contributor, tmp_path):
    with pytest.raises(UnreadableBibliographyError):
        bring_sources(content=content, by=contributor)
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("bring_sources", str(path))


def test_nothing_of_a_person_who_is_not_here_is_brought_in(tmp_path, db):
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("bring_sources", str(tmp_path / "x"), "--by", "nobody")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("bring_sources", str(tmp_path / "x"))
