"""What people and other workers do while a document is being read: what they did stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.models import Document, DocumentFile, DocumentState, Paragraph, Received
from factcheck.services.files import keep_file
from factcheck.services.intake import reading
from factcheck.services.intake.reading import read_again, read_document
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import discard_document, record_document
from factcheck.services.sources import SourceWords

pytestmark = pytest.mark.django_db

REPORT = b"In 2019 the district harvested about 4,300 tonnes of barley, officials said."


@pytest.fixture
def queued(contributor, monkeypatch) -> Document:
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    return take_in(Incoming(content=REPORT, how=Received.PASTED), by=contributor).document


@pytest.fixture
def meanwhile(monkeypatch) -> Callable[[Callable[[], None]], None]:
    """Something that is done once, while a worker is at it and before it keeps what it has read."""
    read_apart = reading.extract_apart

    def have(done: Callable[[], None]) -> None:
        def read_and_then(*args, **more):
            monkeypatch.setattr(reading, "extract_apart", read_apart)
            try:
                return read_apart(*args, **more)
            finally:
                done()

        monkeypatch.setattr(reading, "extract_apart", read_and_then)

    return have


def test_a_document_that_is_discarded_while_it_is_read_does_not_come_back(queued, contributor, meanwhile):
    meanwhile(lambda: discard_document(document=queued, by=contributor))
    read_document(queued.pk)
    assert not Document.objects.exists()
    assert not Paragraph.objects.exists()


@pytest.mark.parametrize("is_readable", [True, False])
def test_a_worker_that_took_too_long_has_no_say_over_the_one_after_it(
    queued, is_readable, meanwhile, contributor
):
    if not is_readable:
        DocumentFile.objects.update(sha256=keep_file(b"%PDF-1.7 and no more"))
        Document.objects.update(media_type="application/pdf")

    def another_worker() -> None:
        DocumentFile.objects.update(sha256=keep_file(REPORT))
        Document.objects.update(heard_of_at="2020-01-01T00:00:00Z", media_type="text/plain")
        read_again(queued)
        read_document(queued.pk)
        queued.refresh_from_db()
        record_document(document=queued, words=SourceWords(title="Harvest"), by=contributor)

    meanwhile(another_worker)
    read_document(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.problem) == (DocumentState.READY, "")
    assert DocumentFile.objects.exists()
