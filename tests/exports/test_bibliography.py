"""Sources go out as bibliographies that other programs read, and come in again as they were."""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path

import pytest
import rispy
from bibtexparser.splitter import Splitter
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from factcheck.core.bibliography.record import NOT_SAID
from factcheck.exports.bibliography import BIBLIOGRAPHIES
from factcheck.exports.formats import FORMATS
from factcheck.exports.verified import verified_claims
from factcheck.models import Source
from factcheck.services.bringing.sources import bring_sources
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.sources import SourceWords, record_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.exports.abouts import about_verified

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
FILES = Path(__file__).parent.parent / "services" / "bringing" / "files"
IMPORTED = ("zotero.bib", "zotero.ris", "zotero.json")
FORMAT_NAMES = sorted(BIBLIOGRAPHIES)


def written(name: str) -> str:
    return "".join(BIBLIOGRAPHIES[name].write(Source.objects.order_by("ref")))


def everything() -> list[dict[str, object]]:
    return list(Source.objects.order_by("ref").values())


@pytest.fixture
def sources(contributor) -> None:
    """What reference managers exported, and what people typed, however ugly."""
    for name in IMPORTED:
        bring_sources(content=(FILES / name).read_bytes(), by=contributor)
    ugly = "50% of {it} & $85_000 #1 ~ ^ \\ “A” -- `x'' <i>not</i> <b>"
    for ref, words in {
        "typed": SourceWords(
            title=ugly, author="Doe, Jane; A & B", publisher="R&D", published="about 2013", kind="post"
        ),
        "bare": SourceWords(title="Nothing but a title"),
        "words": SourceWords(
            title="서울 Łódź", published="an average year", url="https://a.org/?a=1&b=50%25_#x~y"
        ),
        "open": SourceWords(title="Since then", published="since 2016", kind="interview", author="{Org}"),
        "season": SourceWords(title="Spring", published="2018-21", kind="treaty"),
    }.items():
        record_source(words=words, ref=ref, by=contributor)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_out_and_in_changes_nothing(name, sources, contributor):
    before, versions = everything(), Source.history.count()
    brought = bring_sources(content=written(name).encode(), by=contributor)
    assert (brought.added, brought.completed, brought.refused) == (0, 0, ())
    assert (everything(), Source.history.count()) == (before, versions)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_on_an_empty_desk_the_same_file_comes_out_of_what_went_in(name, sources, contributor):
    text = written(name)
    Source.objects.all().delete()
    bring_sources(content=text.encode(), by=contributor)
    assert written(name) == text


@pytest.mark.parametrize("name", FORMAT_NAMES)
@pytest.mark.parametrize("file", IMPORTED)
def test_what_came_in_goes_out_with_every_field(name, file, contributor):
    bring_sources(content=(FILES / file).read_bytes(), by=contributor)
    before = {
        one.ref: (one.title, one.author, one.published, one.other_fields) for one in Source.objects.all()
    }
    text = written(name)
    Source.objects.all().delete()
    bring_sources(content=text.encode(), by=contributor)
    after = {
        one.ref: (one.title, one.author, one.published, one.other_fields) for one in Source.objects.all()
    }
    assert after == before


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_each_format_is_written_as_it_always_was(name, sources):
    golden = GOLDEN / f"sources{BIBLIOGRAPHIES[name].suffix}"
    if os.environ.get("GOLDEN") == "write":
        golden.write_bytes(written(name).encode())
    assert written(name) == golden.read_bytes().decode()


def test_bibtexparser_reads_what_is_written():
    library = Splitter((GOLDEN / "sources.bib").read_text(encoding="utf-8")).split()
    assert (len(library.entries), library.failed_blocks) == (12, [])
    assert len({entry.key.casefold() for entry in library.entries}) == 12


def test_rispy_reads_what_is_written():
    entries = rispy.loads((GOLDEN / "sources.ris").read_bytes().decode(), newline="\r\n")
    assert len(entries) == 12
    assert all(entry["title"] and entry["id"] for entry in entries)


def test_a_processor_of_citation_styles_renders_every_item():
    items = json.loads((GOLDEN / "sources.json").read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of every field that it does not know
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items) == 12
    assert all(rendered)


def test_a_withheld_source_goes_out_as_its_pseudonym_alone(sources, administrator):
    source = Source.objects.get(ref="kim_how_2018")
    mark_sensitive(source=source, is_sensitive=True, because="Asked for it", by=administrator)
    source.refresh_from_db()
    pseudonym = f"withheld-{source.withheld_number}"
    for name in FORMAT_NAMES:
        text = written(name)
        for told in (
            "kim_how",
            "North {K",
            "North K",
            "Min-ho Kim and",
            "Peninsular",
            "they_reach",
            "ABC.123",
            "About 30,000",
        ):
            assert told not in text, name
        assert pseudonym in text
    items = {item["id"]: item for item in json.loads(written("csl"))}
    assert items[pseudonym] == {
        "id": pseudonym,
        "type": NOT_SAID,
        "title": f"Withheld source {source.withheld_number}",
    }
    before = everything()
    assert bring_sources(content=written("bibtex").encode(), by=administrator).added == 0
    assert everything() == before


@pytest.mark.parametrize("name", ["csl", "bibtex", "ris"])
def test_the_sources_of_verified_claims_go_out_each_once(
    name, make_claim, cite, make_source, reviewer, approver
):
    shared, alone = make_source("Shared"), make_source("Alone")
    for number in range(3):
        claim = make_claim(f"How many in {number}?")
        cite(claim, "12", source=shared)
        cite(claim, "12")
        words = VerdictWords(answer="12", sentence="Twelve.", basis="Both.", single_origin_reason="x")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    text = "".join(
        piece if isinstance(piece, str) else piece.decode()
        for piece in FORMATS[name].write(verified_claims(by=None), about_verified(by=None))
    )
    assert text.count("Shared") == 1
    assert "Source" in text
    assert alone.title not in text


def test_keys_that_differ_by_capitals_alone_are_told_apart_in_bibtex(make_source):
    make_source("One", ref="Kim")
    make_source("Two", ref="kim")
    keys = [entry.key for entry in Splitter(written("bibtex")).split().entries]
    assert keys == ["Kim", "kim-2"]
