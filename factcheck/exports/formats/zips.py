"""A ZIP file that is sent while it is written: nothing in it is looked at again, and nothing waits for its end.

How long a file is and what its sum is stands behind it, as for every ZIP file that is written to a line. No file in it
may have 4 GiB or more; the whole may.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

LEVEL = 1
"""Packs a table three times as fast as the usual level, into a file that is a third larger."""
MAX_FILE = 2**32 - 1
MAX_OFFSET = 2**32 - 1
"""From here on the table of contents says in a place of its own where a file begins."""
PIECE = 256 * 1024

_VERSION, _VERSION_OF_LARGE, _DEFLATED, _TOLD_BEHIND = 20, 45, 8, 0x08
_TIME, _DAY = 0, (1 << 5) | 1
"""Midnight of the first day that the format knows: the same rows make the same file."""


class Packed:
    """Bytes that are packed as they come, and counted."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self.size = self.packed_size = self.crc = 0
        self._write = write
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)

    def add(self, content: bytes) -> None:
        self.crc = zlib.crc32(content, self.crc)
        self.size += len(content)
        self._out(self._packer.compress(content))

    def finish(self) -> None:
        self._out(self._packer.flush())

    def _out(self, packed: bytes) -> None:
        self.packed_size += len(packed)
        self._write(packed)


class Spool:
    """A file that is packed on the disk while another one is sent."""

    def __init__(self) -> None:
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when it was sent
        self.packed = Packed(self.file.write)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    flags: int
    offset: int
    packed: Packed


class ZipStream:
    """The files of a ZIP file one after another; whoever writes them takes away what has come of it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._offset = self._taken = 0
        self._entries: list[_Entry] = []

    @property
    def waiting(self) -> int:
        """The bytes that nobody took away yet."""
        return self._offset - self._taken

    def taken(self) -> bytes:
        piece = b"".join(self._pieces)
        self._pieces.clear()
        self._taken = self._offset
        return piece

    def add(self, name: str, content: bytes) -> None:
        """A file that is at hand as a whole."""
        packed_pieces: list[bytes] = []
        packed = Packed(packed_pieces.append)
        packed.add(content)
        packed.finish()
        self._begin(name, packed, flags=0)
        for piece in packed_pieces:
            self._out(piece)

    def begin(self, name: str) -> Packed:
        """A file that is written bit by bit; it is ended before another begins."""
        packed = Packed(self._out)
        self._begin(name, packed, flags=_TOLD_BEHIND)
        return packed

    def end(self, packed: Packed) -> None:
        packed.finish()
        self._out(struct.pack("<4s3L", b"PK\7\10", packed.crc, packed.packed_size, packed.size))

    def begin_spooled(self, name: str, spool: Spool) -> None:
        """A file that was packed meanwhile, whose bytes follow by `next_spooled`."""
        spool.packed.finish()
        self._begin(name, spool.packed, flags=0)
        spool.file.seek(0)

    def next_spooled(self, spool: Spool) -> bool:
        """Add the next bytes of it; false where there are none left."""
        piece = spool.file.read(PIECE)
        if not piece:
            spool.file.close()
            return False
        self._out(piece)
        return True

    def finish(self) -> None:
        """The table of contents."""
        begins = self._offset
        for entry in self._entries:
            self._out(_listed(entry))
        self._out(_ended(len(self._entries), begins, self._offset - begins))

    def _begin(self, name: str, packed: Packed, flags: int) -> None:
        entry = _Entry(name.encode("ascii"), flags, self._offset, packed)
        self._entries.append(entry)
        told = (0, 0, 0) if flags else (packed.crc, packed.packed_size, packed.size)
        head = (_VERSION, flags, _DEFLATED, _TIME, _DAY, *told, len(entry.name), 0)
        self._out(struct.pack("<4s5H3L2H", b"PK\3\4", *head) + entry.name)

    def _out(self, piece: bytes) -> None:
        self._offset += len(piece)
        self._pieces.append(piece)


def _listed(entry: _Entry) -> bytes:
    is_far = entry.offset >= MAX_OFFSET
    extra = struct.pack("<2HQ", 1, 8, entry.offset) if is_far else b""
    version = _VERSION_OF_LARGE if is_far else _VERSION
    packed = entry.packed
    head = (
        version,
        version,
        entry.flags,
        _DEFLATED,
        _TIME,
        _DAY,
        packed.crc,
        packed.packed_size,
        packed.size,
    )
    tail = (len(entry.name), len(extra), 0, 0, 0, 0, 2**32 - 1 if is_far else entry.offset)
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", *head, *tail) + entry.name + extra


def _ended(count: int, begins: int, size: int) -> bytes:
    if begins < MAX_OFFSET:
        return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, begins, 0)
    versions = (_VERSION_OF_LARGE, _VERSION_OF_LARGE)
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, *versions, 0, 0, count, count, size, begins)
    where = struct.pack("<4sLQL", b"PK\6\7", 0, begins + size, 1)
    return large + where + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, 2**32 - 1, 0)
