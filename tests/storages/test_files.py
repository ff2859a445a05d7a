"""The files of documents, in a folder and in a bucket: kept once, whole, and given out only as they were received."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import override_settings

from factcheck.models import Document, DocumentFile, Received
from factcheck.services.files import (
    FileChangedError,
    FileGoneError,
    FilesUnreachableError,
    clear_files,
    keep_file,
    kept_file,
)
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import discard_document
from factcheck.storages.bucket import BucketStorage
from tests.storages.bucket_server import KEY, SECRET, Bucket, bucket

pytestmark = pytest.mark.django_db

CONTENT = b"In 2019 the district harvested about 4,300 tonnes of barley, officials said."
DIGEST = hashlib.sha256(CONTENT).hexdigest()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Folder:
    """A folder, and what happens to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {
            "BACKEND": "factcheck.storages.folder.FolderStorage",
            "OPTIONS": {"location": folder},
        }

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())

    def change(self, digest: str, content: bytes | None) -> None:
        path = self.folder / digest[:2] / digest
        path.unlink() if content is None else path.write_bytes(content)

    def grow_old(self, digest: str) -> None:
        os.utime(self.folder / digest[:2] / digest, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))

    def break_down(self) -> None:
        self.folder.rmdir()
        self.folder.write_bytes(b"no folder any more")


class InABucket:
    """A bucket, and what happens to it."""

    def __init__(self, kept: Bucket) -> None:
        self.kept = kept
        self.settings = {"BACKEND": "factcheck.storages.bucket.BucketStorage", "OPTIONS": {"url": kept.url}}

    def names(self) -> list[str]:
        return sorted(name.rpartition("/")[2] for name in self.kept.kept)

    def change(self, digest: str, content: bytes | None) -> None:
        name = f"received/{digest[:2]}/{digest}"
        if content is None:
            del self.kept.kept[name]
        else:
            self.kept.kept[name] = (content, LONG_AGO)

    def grow_old(self, digest: str) -> None:
        name = f"received/{digest[:2]}/{digest}"
        self.kept.kept[name] = (self.kept.kept[name][0], LONG_AGO)

    def break_down(self) -> None:
        self.kept.is_broken = True


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path, monkeypatch, settings) -> Iterator[Folder | InABucket]:
    if request.param == "folder":
        (tmp_path / "files").mkdir()
        found: Folder | InABucket = Folder(tmp_path / "files")
        with override_settings(STORAGES=settings.STORAGES | {"files": found.settings}):
            yield found
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with bucket() as kept:
        found = InABucket(kept)
        with override_settings(STORAGES=settings.STORAGES | {"files": found.settings}):
            yield found


@pytest.fixture
def document(contributor, place) -> Document:
    return take_in(Incoming(content=CONTENT, how=Received.PASTED), by=contributor).document


def test_what_was_received_is_kept_under_its_digest_and_read_back(document, place):
    assert place.names() == [DIGEST]
    assert document.file.sha256 == DIGEST
    assert kept_file(document.file) == CONTENT


def test_the_same_bytes_are_written_once(place):
    assert keep_file(CONTENT) == keep_file(CONTENT) == DIGEST
    assert place.names() == [DIGEST]
    if isinstance(place, InABucket):
        assert place.kept.asked.count("PUT") == 1


def test_what_was_cut_off_is_written_anew(place):
    keep_file(CONTENT)
    place.change(DIGEST, CONTENT[:10])
    keep_file(CONTENT)
    assert kept_file(DocumentFile(sha256=DIGEST)) == CONTENT


@pytest.mark.parametrize(
    ("happened", "refused", "sentence", "status"),
    [
        ("gone", FileGoneError, "not in the storage any more", 404),
        ("changed", FileChangedError, "was changed since it was received", 500),
        ("unreachable", FilesUnreachableError, "cannot be reached at the moment", 503),
    ],
)
def test_a_file_that_is_not_as_it_came_is_not_given_out_and_the_page_says_why(
    happened, refused, sentence, status, document, place, client, contributor
):
    if happened == "unreachable":
        place.change(DIGEST, None)
        if isinstance(place, Folder):
            (place.folder / DIGEST[:2]).rmdir()
        place.break_down()
    else:
        place.change(DIGEST, None if happened == "gone" else CONTENT.replace(b"4", b"5"))
    with pytest.raises(refused):
        kept_file(document.file)
    client.force_login(contributor)
    client.raise_request_exception = False
    answer = client.get(f"/documents/{document.pk}/file/")
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_where_the_storage_is_gone_nothing_is_taken_in_and_the_form_says_so(place, contributor, client):
    place.break_down()
    client.force_login(contributor)
    answer = client.post("/documents/add/", {"text": CONTENT.decode()})
    assert answer.status_code == 422
    assert "storage of files cannot be reached" in answer.content.decode()
    assert CONTENT.decode() in answer.content.decode()
    assert not Document.objects.exists()


def test_what_is_referred_to_by_nobody_is_cleared_after_a_day(document, place):
    left_over = b"Left over."
    name = keep_file(left_over)
    assert clear_files() == 0
    place.grow_old(name)
    place.grow_old(DIGEST)
    call_command("clear_files")
    assert place.names() == [DIGEST]


def test_of_a_document_that_is_discarded_no_file_is_kept(
    document, place, contributor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        discard_document(document=document, by=contributor)
    assert place.names() == []


def test_a_bucket_is_spoken_to_by_whoever_has_its_key_alone(place, monkeypatch):
    if isinstance(place, Folder):
        assert storages["files"].listdir("") == ([], [])
        return
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another secret")
    with pytest.raises(OSError, match=r"403|Forbidden"):
        BucketStorage(place.kept.url).size("x")


def test_a_file_that_is_being_written_is_not_there_yet(place):
    class Slow:
        def chunks(self) -> Iterator[bytes]:
            yield b"first"
            assert place.names() == [] or all(name.startswith(".coming-") for name in place.names())
            raise KeyboardInterrupt

    if isinstance(place, Folder):
        with pytest.raises(KeyboardInterrupt):
            storages["files"].save("aa/" + "a" * 64, Slow())
    assert place.names() == []
