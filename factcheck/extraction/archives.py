"""Archives (DOCX, EPUB) opened with care: what they may hold is bounded before and while it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.limits import DEFAULT, Limits
from factcheck.extraction.unreadable import UnreadableDocumentError, damaged, unfolds

_ENTRY_MARK = b"PK\x01\x02"
_CHUNK = 64 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_ENCRYPTED = 0x1
_ARCHIVE = _("archive (ZIP, DOCX or EPUB)")


class Archive:
    """The entries of an archive, each read no further than the limits allow, whatever its directory says."""

    def __init__(self, packed: zipfile.ZipFile, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        self._left = limits.unpacked
        self.names = frozenset(packed.namelist())

    def read(self, name: str) -> bytes:
        """An entry unpacked; raises UnreadableDocumentError where it is missing, broken, or larger than allowed."""
        most = min(self._left, self._limits.part)
        pieces, size = [], 0
        try:
            with self._packed.open(name) as entry:
                while piece := entry.read(_CHUNK):
                    size += len(piece)
                    if size > most:
                        raise unfolds()
                    pieces.append(piece)
        except UnreadableDocumentError:
            raise
        except (KeyError, *_BROKEN) as error:
            raise damaged(_ARCHIVE) from error
        self._left -= size
        return b"".join(pieces)


@contextmanager
def opened(content: bytes, limits: Limits = DEFAULT) -> Iterator[Archive]:
    """An archive whose number of entries, unpacked size and ratio are within bounds; raises UnreadableDocumentError.

    The directory's marks are counted before it is read, so a directory of millions of entries is never built. What
    the directory says of sizes is checked first; because it may lie, reading counts again.
    """
    if content.count(_ENTRY_MARK) > limits.entries:
        raise unfolds()
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise damaged(_ARCHIVE) from error
    with packed:
        entries = packed.infolist()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise UnreadableDocumentError(
                _("This file is protected by a password. Save a copy without one and add that.")
            )
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked or unpacked > limits.ratio * max(len(content), _CHUNK):
            raise unfolds()
        yield Archive(packed, limits)


def names_in(content: bytes) -> frozenset[str]:
    """The names of an archive's entries; nothing is unpacked. Raises UnreadableDocumentError."""
    with opened(content) as archive:
        return archive.names


def declares_entities() -> UnreadableDocumentError:
    """The file declares entities, which unfold without end or name other files."""
    return UnreadableDocumentError(
        _(
            "This file declares entities inside, as files do that are made to do harm. "
            "If you trust it, open it and save its text as a new file."
        )
    )


def check_xml(part: bytes, kind: str) -> None:
    """Make sure that XML is whole and declares no entities; raises UnreadableDocumentError."""
    try:
        for _event, element in ElementTree.iterparse(io.BytesIO(part), forbid_dtd=False):
            element.clear()
    except DefusedXmlException as error:
        raise declares_entities() from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(kind) from error
