"""CSL-JSON: a list of items, one item, or the wrapping in which interfaces of reference managers send a list."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from factcheck.core.bibliography.record import NOT_SAID, Record
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies.entries import (
    Entry,
    Lines,
    UnreadableBibliographyError,
    entry_of,
    refused,
)

_SPACE = re.compile(r"[\s,]*")
_NO_ITEM = _("This is no entry of CSL-JSON: an object with the fields of a source is expected.")


def read(text: str) -> Iterator[Entry]:
    """The items of a file, each with its line. Raises UnreadableBibliographyError where the JSON breaks off."""
    begin = _space(text, 0)
    if text.startswith("[", begin):
        yield from _items(text, begin + 1)
        return
    whole, end = parsed(text, begin)
    _require_end(text, end)
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        yield from (_entry(1, item) for item in whole["items"])
    else:
        yield _entry(1, whole)


def _items(text: str, at: int) -> Iterator[Entry]:
    lines = Lines(text)
    at = _space(text, at)
    while not text.startswith("]", at):
        line = lines.at(at)
        item, at = parsed(text, at)
        yield _entry(line, item)
        at = _space(text, at)
    _require_end(text, at + 1)


def _require_end(text: str, at: int) -> None:
    if text[at:].strip(" \t\r\n\0\x1a\ufeff"):
        raise UnreadableBibliographyError(
            _("This is no JSON that can be read: there is more after its end. Export it again.")
        )


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def parsed(text: str, at: int) -> tuple[object, int]:
    """The value of JSON that begins at a place, and where it ends. Raises UnreadableBibliographyError."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise UnreadableBibliographyError(
            _("This is no JSON that can be read: on line %(line)s, %(reason)s. Export it again."),
            line=error.lineno,
            reason=error.msg,
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableBibliographyError(
            _("This JSON is nested deeper, or has longer numbers, than bibliographies have. Export it again.")
        ) from error


def _number(text: str) -> float | str:
    value = float(text)
    return value if math.isfinite(value) and repr(value) == text else text


def _constant(text: str) -> str:
    return text


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_constant)


def _entry(line: int, item: object) -> Entry:
    if not isinstance(item, dict):
        return refused(line, "", RuleError(_NO_ITEM))
    key, kind = item.get("id", ""), item.get("type", "")
    fields = {name: value for name, value in item.items() if name not in {"id", "type"}}
    return entry_of(
        line,
        Record(
            key=str(key) if isinstance(key, (str, int)) else "",
            kind=kind if isinstance(kind, str) and kind else NOT_SAID,
            fields=fields,
        ),
    )
