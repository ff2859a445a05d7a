"""ZIP files that are sent while they are written, as other programs read them."""

from __future__ import annotations

import io
import zipfile

from factcheck.exports.formats import zips
from factcheck.exports.formats.zips import Spool, ZipStream

LONG = bytes(range(256)) * 3_000


def three_files() -> bytes:
    stream, sent = ZipStream(), []
    stream.add("whole.txt", b"at hand")
    beside = Spool()
    beside.packed.add(LONG)
    packed = stream.begin("folder/bit-by-bit.txt")
    for start in range(0, len(LONG), 1_000):
        packed.add(LONG[start : start + 1_000])
        sent.append(stream.taken())
    stream.end(packed)
    beside.packed.add(b"the end")
    stream.begin_spooled("beside.txt", beside)
    while stream.next_spooled(beside):
        sent.append(stream.taken())
    stream.finish()
    assert stream.waiting
    sent.append(stream.taken())
    assert stream.waiting == 0
    return b"".join(sent)


def assert_whole(archive: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == {
            "whole.txt": b"at hand",
            "folder/bit-by-bit.txt": LONG,
            "beside.txt": LONG + b"the end",
        }


def test_files_that_are_whole_sent_bit_by_bit_and_written_beside_come_out_as_they_went_in():
    assert_whole(three_files())


def test_the_same_files_make_the_same_archive():
    assert three_files() == three_files()


def test_a_file_that_begins_beyond_four_gigabytes_is_found(monkeypatch):
    monkeypatch.setattr(zips, "MAX_OFFSET", 10)
    archive = three_files()
    assert b"PK\6\6" in archive
    assert_whole(archive)
