"""Adding a document in the browser: by paste, file or address; watching it; making a source of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factcheck.models import Document, DocumentState, Snapshot, Source
from factcheck.services.intake import reading
from factcheck.services.intake.reading import read_document
from tests.web.seen import words

pytestmark = pytest.mark.django_db

REPORT = (
    "Harvest in the hills\n\n"
    "July 12, 2019\n\n"
    "In 2018 the district harvested about 4,300 tonnes of barley, officials said.\n\n"
    "A year later it was 3,900 tonnes, because the spring was dry and two dams had failed.\n"
)


@pytest.fixture
def paste(as_contributor):
    def send(text: str = REPORT):
        return as_contributor.post(reverse("add_document"), {"text": text}, follow=True)

    return send


@pytest.fixture
def as_contributor(client, contributor):
    client.force_login(contributor)
    return client


def test_a_pasted_text_leads_to_the_record_that_was_found_in_it(paste):
    page = paste()
    assert page.redirect_chain == [(f"/documents/{Document.objects.get().pk}/", 302)]
    assert page.context["form"].initial["title"] == "Harvest in the hills"
    assert page.context["form"].initial["published"] == "2019-07-12"
    assert "about 4,300 tonnes of barley" in words(page)


def test_the_record_is_corrected_and_leads_to_the_reader(paste, as_contributor):
    paste()
    document = Document.objects.get()
    page = as_contributor.post(
        document.get_absolute_url(), {"title": "Harvest", "published": "2019"}, follow=True
    )
    snapshot = Snapshot.objects.get()
    assert page.redirect_chain == [(snapshot.get_absolute_url(), 302)]
    assert (snapshot.source.title, snapshot.source.published) == ("Harvest", "2019")


def test_the_language_is_corrected_too(paste, as_contributor):
    paste()
    document = Document.objects.get()
    assert as_contributor.get(document.get_absolute_url()).context["form"].initial["language"] == "en"
    as_contributor.post(document.get_absolute_url(), {"title": "Harvest", "language": "de"})
    document.refresh_from_db()
    assert document.language == "de"


def test_a_record_without_a_title_is_refused_and_what_was_typed_stays(paste, as_contributor):
    paste()
    document = Document.objects.get()
    page = as_contributor.post(document.get_absolute_url(), {"title": "", "publisher": "The Gazette"})
    assert page.status_code == 422
    assert 'value="The Gazette"' in page.content.decode()
    assert not Source.objects.exists()


def test_the_same_text_again_leads_to_what_is_there(paste, as_contributor):
    paste()
    page = paste()
    assert Document.objects.count() == 1
    assert "here already" in words(page)


def test_nearly_the_same_text_is_said_to_be_so_and_shown_beside(paste, as_contributor):
    paste(REPORT * 6)
    first = Document.objects.get()
    as_contributor.post(first.get_absolute_url(), {"title": "Harvest"})
    page = paste(REPORT * 6 + "\n\nThis was added later.")
    second = Document.objects.exclude(pk=first.pk).get()
    beside = reverse("documents_beside", args=[second.pk, first.pk])
    assert beside in page.content.decode()
    assert "This was added later." in words(as_contributor.get(beside))
    kept = as_contributor.post(
        reverse("add_snapshot", args=[second.pk]), {"source": first.snapshot.source.ref}, follow=True
    )
    assert kept.redirect_chain[-1][0] == second.snapshot.get_absolute_url()
    assert list(Source.objects.get().snapshots.values_list("number", flat=True)) == [1, 2]


def test_a_source_of_the_same_title_is_offered_however_its_quotation_marks_are_set(
    paste, as_contributor, make_source
):
    source = make_source("Harvest in the 'high' hills")
    make_source("Harvest in the lowlands")
    page = paste(REPORT.replace("Harvest in the hills", "Harvest in the ‘high’ hills"))
    assert page.context["shown"].recorded == [source]
    as_contributor.post(reverse("add_snapshot", args=[Document.objects.get().pk]), {"source": source.ref})
    assert Snapshot.objects.get().source == source


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Paste a text, choose a file or give an address."),
        ({"text": " \n "}, "Paste a text, choose a file or give an address."),
        ({"text": REPORT, "file": SimpleUploadedFile("a.txt", b"words")}, "more than one document"),
        (
            {"file": [SimpleUploadedFile("a.txt", b"words"), SimpleUploadedFile("b.txt", b"others")]},
            "more than one document",
        ),
        (
            {"file": SimpleUploadedFile("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), "application/pdf")},
            "picture",
        ),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "empty"),
        ({"file": SimpleUploadedFile("a.txt", b"MZ" + bytes(range(256)) * 20, "text/plain")}, ""),
    ],
    ids=[
        "nothing",
        "spaces",
        "two at once",
        "two files at once",
        "a picture called PDF",
        "an empty file",
        "a program called text",
    ],
)
def test_what_cannot_be_taken_in_is_said_in_a_sentence_and_leaves_nothing_behind(as_contributor, sent, says):
    for file in sent.values():
        if hasattr(file, "seek"):
            file.seek(0)
    page = as_contributor.post(reverse("add_document"), sent)
    assert page.status_code == 422
    assert says in words(page)
    assert "What you entered is still here." in words(page)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_let_pass_by_without_being_kept(as_contributor, settings):
    settings.MAX_DOCUMENT_BYTES = 1024 * 1024
    large = SimpleUploadedFile("large.txt", b"word " * 1024 * 1024)
    page = as_contributor.post(reverse("add_document"), {"file": large})
    assert page.status_code == 422
    assert "“large.txt” is larger than 1 MB" in words(page)
    assert not Document.objects.exists()


def test_a_pasted_text_that_is_too_large_is_refused_with_a_page(as_contributor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    page = as_contributor.post(reverse("add_document"), {"text": "word " * 1000})
    assert page.status_code == 400
    assert "too large" in words(page)


def test_the_name_of_a_file_is_kept_as_words_only(as_contributor):
    name = "../../etc/<b>passwd</b>.txt"
    as_contributor.post(
        reverse("add_document"), {"file": SimpleUploadedFile(name, REPORT.encode())}, follow=True
    )
    kept = Document.objects.get().name
    assert "/" not in kept


def test_scripts_in_a_page_are_words_nowhere_and_run_nowhere(as_contributor):
    body = b"<p>Harvest was 4,300 tonnes.</p><script>alert('run')</script><img src=x onerror=alert(1)>"
    html = b"<html><body>" + body + b"</body></html>"
    page = as_contributor.post(
        reverse("add_document"), {"file": SimpleUploadedFile("a.html", html, "text/html")}, follow=True
    )
    assert "4,300 tonnes" in words(page)
    assert "alert(" not in page.content.decode()


class TestWaiting:
    """A document that is read in the background."""

    @pytest.fixture
    def waiting(self, paste, monkeypatch) -> Document:
        monkeypatch.setattr(reading, "AT_ONCE", 10)
        paste()
        return Document.objects.get()

    def test_its_page_says_so_and_asks_again(self, waiting, as_contributor):
        page = as_contributor.get(waiting.get_absolute_url())
        assert "It waits to be read." in words(page)
        part = as_contributor.get(waiting.get_absolute_url(), headers={"HX-Request": "true"})
        assert "hx-get" in part.content.decode()
        assert "<html" not in part.content.decode()

    def test_pages_that_were_read_are_counted(self, waiting, as_contributor):
        Document.objects.update(
            state=DocumentState.READING.value, pages_read=120, pages=300, heard_of_at="2999-01-01T00:00Z"
        )
        assert "Page 120 of 300 has been read (40 %)." in words(
            as_contributor.get(waiting.get_absolute_url())
        )

    def test_when_it_is_ready_the_page_turns_to_the_record(self, waiting, as_contributor):
        read_document(waiting.pk)
        part = as_contributor.get(waiting.get_absolute_url(), headers={"HX-Request": "true"})
        assert part.headers["HX-Refresh"] == "true"
        assert "Record source and read" in words(as_contributor.get(waiting.get_absolute_url()))

    def test_one_whose_reading_broke_off_can_be_read_again(self, waiting, as_contributor):
        Document.objects.update(state=DocumentState.READING.value, heard_of_at="2020-01-01T00:00Z")
        assert "Its reading broke off" in words(as_contributor.get(waiting.get_absolute_url()))
        as_contributor.post(reverse("read_document_again", args=[waiting.pk]))
        waiting.refresh_from_db()
        assert waiting.state == DocumentState.WAITING

    def test_a_refused_one_says_why_and_can_be_discarded(self, waiting, as_contributor):
        Document.objects.update(state=DocumentState.REFUSED.value, problem="This PDF is a scan.")
        assert "Not taken in. This PDF is a scan." in words(as_contributor.get(waiting.get_absolute_url()))
        as_contributor.post(reverse("discard_document", args=[waiting.pk]))
        assert not Document.objects.exists()

    def test_it_stands_under_add_document_until_it_is_a_source(self, waiting, as_contributor):
        assert waiting.get_absolute_url() in as_contributor.get(reverse("add_document")).content.decode()
