"""Taking documents in: what is kept, what is recognised, and what is refused without a trace."""

from __future__ import annotations

import hashlib

import pytest
from django_tasks_db.models import DBTaskResult

from factcheck.core.roles import NotPermittedError
from factcheck.core.sentences import RuleError
from factcheck.models import (
    Document,
    DocumentFile,
    DocumentState,
    IgnoredFigure,
    Paragraph,
    Received,
    SketchMark,
    Snapshot,
    Source,
)
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.files import kept_file
from factcheck.services.intake import reading
from factcheck.services.intake.reading import read_again, read_document
from factcheck.services.intake.receiving import Incoming, take_in, take_in_address
from factcheck.services.intake.recognising import nearly_the_same
from factcheck.services.intake.recording import add_snapshot, discard_document, record_document
from factcheck.services.sources import SourceWords

pytestmark = pytest.mark.django_db

REPORT = (
    "Harvest in the hills\n\n"
    "In 2019 the district harvested about 4,300 tonnes of barley, officials said.\n\n"
    "A year later it was 3,900 tonnes, because the spring was dry and two dams had failed.\n"
)


def pasted(text: str = REPORT, **more: str) -> Incoming:
    return Incoming(content=text.encode(), declared="text/plain", how=Received.PASTED, **more)


@pytest.fixture
def document(contributor) -> Document:
    return take_in(pasted(), by=contributor).document


def nothing_is_left() -> bool:
    kept = (Document, DocumentFile, Paragraph, SketchMark, Snapshot, Source, DBTaskResult)
    return not any(model.objects.exists() for model in kept)


def test_a_pasted_text_is_kept_as_it_came_with_how_when_and_by_whom(document, contributor):
    assert kept_file(document.file) == REPORT.encode()
    assert document.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert (document.size, document.media_type) == (len(REPORT.encode()), "text/plain")
    assert (document.how, document.received_by) == ("pasted", contributor)
    assert document.received_at is not None
    assert document.state == DocumentState.READY


def test_each_paragraph_is_a_numbered_range_of_the_text(document):
    paragraphs = list(document.paragraphs.order_by("number"))
    assert [one.number for one in paragraphs] == [1, 2, 3]
    assert document.text[paragraphs[1].start : paragraphs[1].end].startswith("In 2019 the district")
    assert paragraphs[1].locator == "line 3"


def test_the_same_bytes_are_recognised_and_never_kept_twice(document, reviewer, administrator):
    again = take_in(pasted(), by=administrator)
    assert again.was_there
    assert again.document == document
    assert Document.objects.count() == DocumentFile.objects.count() == 1


def test_nearly_the_same_text_is_recognised_and_kept_beside_it(contributor):
    sentences = [
        f"Sentence number {n} tells of the {n * 7}th village and its {n * 13} wells." for n in range(60)
    ]
    first = take_in(pasted("\n\n".join(sentences)), by=contributor).document
    sentences[30] = "This one was corrected after publication."
    second = take_in(pasted("\n\n".join(sentences)), by=contributor).document
    other = take_in(
        pasted("Quite another thing, about nothing of the sort, told at some length."), by=contributor
    )
    assert [near.document for near in nearly_the_same(second)] == [first]
    assert 0.7 < nearly_the_same(second)[0].share < 1
    assert nearly_the_same(other.document) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"   \n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (b"%PDF-1.4\n" + b"nothing follows", "PDF"),
        (b"text with \x00\x00 null bytes \x00 in it" * 20, ""),
    ],
    ids=["nothing", "spaces only", "a picture", "half a PDF", "null bytes"],
)
def test_what_is_no_document_is_refused_with_a_sentence_and_leaves_nothing_behind(contributor, content, says):
    with pytest.raises(RuleError) as refused:
        take_in(Incoming(content=content, name="report", how=Received.UPLOADED), by=contributor)
    assert says in str(refused.value)
    assert str(refused.value).endswith((".", "?"))
    assert nothing_is_left()


def test_what_is_larger_than_the_desk_takes_in_is_refused_before_it_is_read(contributor, settings):
    settings.MAX_DOCUMENT_BYTES = 1024 * 1024
    with pytest.raises(InvalidInputError, match="larger than the 1 MB"):
        take_in(pasted("a word " * 200_000), by=contributor)
    assert nothing_is_left()


@pytest.mark.parametrize("who", ["reader", "reviewer", "approver", "stranger"])
def test_only_who_records_takes_documents_in(who, request):
    with pytest.raises(NotPermittedError):
        take_in(pasted(), by=request.getfixturevalue(who))
    assert nothing_is_left()


def test_an_address_is_not_fetched_where_the_desk_wants_no_network(contributor, settings):
    settings.FETCH_ADDRESSES = False
    with pytest.raises(RuleError, match=r"add the file"):
        take_in_address("https://news.example/report", by=contributor)


class TestInTheBackground:
    """A long document is queued, read by a worker, and tells how far it is."""

    @pytest.fixture
    def queued(self, contributor, monkeypatch) -> Document:
        monkeypatch.setattr(reading, "AT_ONCE", 10)
        return take_in(pasted(), by=contributor).document

    def test_it_waits_until_a_worker_has_read_it(self, queued):
        assert (queued.state, queued.text) == (DocumentState.WAITING, "")
        read_document(queued.pk)
        queued.refresh_from_db()
        assert queued.state == DocumentState.READY
        assert "4,300 tonnes" in queued.text

    def test_of_two_workers_one_reads_it(self, queued):
        read_document(queued.pk)
        kept = list(queued.paragraphs.values_list("pk", flat=True))
        read_document(queued.pk)
        assert list(queued.paragraphs.values_list("pk", flat=True)) == kept

    def test_a_reading_that_broke_off_is_taken_up_again_by_one_person(self, queued):
        reading._claim(queued.pk)  # a worker that is killed has claimed it and says nothing more
        assert not read_again(queued)
        Document.objects.update(heard_of_at="2020-01-01T00:00:00Z")
        assert read_again(queued)
        assert not read_again(queued)
        read_document(queued.pk)
        queued.refresh_from_db()
        assert queued.is_ready

    def test_what_breaks_off_again_and_again_is_refused_and_its_file_dropped(self, queued):
        Document.objects.update(attempts=reading.MOST_ATTEMPTS)
        read_document(queued.pk)
        queued.refresh_from_db()
        assert (queued.state, queued.text) == (DocumentState.REFUSED, "")
        assert "another format" in queued.problem
        assert not DocumentFile.objects.exists()

    def test_a_refused_document_can_be_tried_again(self, queued, contributor, monkeypatch):
        Document.objects.update(state=DocumentState.REFUSED.value, problem="It was not to be read.")
        monkeypatch.setattr(reading, "AT_ONCE", 10_000)
        again = take_in(pasted(), by=contributor)
        assert not again.was_there
        assert again.document.is_ready


class TestMakingASourceOfIt:
    """A document becomes a source, or another snapshot of one."""

    def test_a_new_source_has_it_as_its_first_snapshot(self, document, contributor):
        snapshot = record_document(document=document, words=SourceWords(title="Harvest"), by=contributor)
        assert (snapshot.number, snapshot.source.title, snapshot.document) == (1, "Harvest", document)

    def test_a_source_that_is_refused_takes_the_snapshot_with_it(self, document, contributor):
        with pytest.raises(InvalidInputError):
            record_document(document=document, words=SourceWords(title=""), by=contributor)
        assert not Snapshot.objects.exists()
        assert not Source.objects.exists()

    def test_a_document_belongs_to_one_source(self, document, contributor, make_source):
        record_document(document=document, words=SourceWords(title="Harvest"), by=contributor)
        with pytest.raises(ChangedMeanwhileError, match="snapshot of “Harvest”"):
            add_snapshot(document=document, source=make_source(), by=contributor)

    def test_a_document_that_is_not_read_yet_is_no_snapshot(self, contributor, make_source, monkeypatch):
        monkeypatch.setattr(reading, "AT_ONCE", 10)
        waiting = take_in(pasted(), by=contributor).document
        with pytest.raises(InvalidInputError, match="not been read yet"):
            add_snapshot(document=waiting, source=make_source(), by=contributor)

    def test_what_was_cited_before_finds_its_place_in_the_first_snapshot(
        self, document, contributor, make_source, make_claim
    ):
        source = make_source("Harvest")
        citation = record_citation(
            claim=make_claim("How much barley was harvested?", unit="t"),
            source=source,
            words=CitationWords(figure="about 4,300 tonnes", quote="about 4,300 tonnes of barley"),
            by=contributor,
        )
        add_snapshot(document=document, source=source, by=contributor)
        place = citation.quote_place
        assert document.text[place.start : place.end] == "about 4,300 tonnes of barley"

    def test_a_document_without_a_source_can_be_discarded_with_everything_of_it(self, document, contributor):
        IgnoredFigure.objects.create(document=document, start=0, end=3, by=contributor)
        discard_document(document=document, by=contributor)
        assert nothing_is_left()

    def test_a_document_of_a_source_is_not_discarded(self, document, contributor):
        record_document(document=document, words=SourceWords(title="Harvest"), by=contributor)
        with pytest.raises(ChangedMeanwhileError):
            discard_document(document=document, by=contributor)
        assert DocumentFile.objects.exists()
