"""The first bytes of files that are no documents the desk reads."""

from __future__ import annotations

from factcheck.core.sentences import gettext_noop as _

_PICTURE = _("a picture")
_SOUND = _("a sound recording")
_FILM = _("a film")
_PROGRAM = _("a program")
_ARCHIVE = _("an archive")

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF87a", _PICTURE),
    (0, b"GIF89a", _PICTURE),
    (0, b"BM\x00", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftypavif", _PICTURE),
    (8, b"WAVE", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (4, b"ftyp", _FILM),
    (8, b"AVI ", _FILM),
    (0, b"\x1aE\xdf\xa3", _FILM),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"#!/", _("a script")),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ\x00", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"Rar!\x1a\x07", _ARCHIVE),
    (0, b"(\xb5/\xfd", _ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("a file of an older Word, Excel or PowerPoint")),
    (0, b"{\\rtf", _("a text in Rich Text Format (RTF)")),
    (0, b"SQLite format 3\x00", _("a database")),
    (0, b"%!PS", _("a PostScript file")),
)
"""Where the mark stands, the mark, and what such a file is called in a sentence."""


def signature_of(content: bytes) -> str:
    """What a file is called that begins like none of the kinds that are read, or ""."""
    for place, mark, kind in SIGNATURES:
        if content.startswith(mark, place) and (mark != b"MZ" or b"\0" in content[:256]):
            return kind
    return ""
