"""What a format has no place for goes along as CSL-JSON in one field of its own, so that nothing is lost on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from factcheck.core.bibliography.record import Fields, Record

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACES = str.maketrans({"{": "\\u007b", "}": "\\u007d", "@": "\\u0040"})


def leftover(record: Record, read_back: Record) -> str:
    """What of a record is not in what is read back, as JSON on one line; "" where nothing is missing.

    Braces stand in pairs in it, because BibTeX counts them wherever they are.
    """
    missing: Fields = {
        name: value for name, value in record.fields.items() if read_back.fields.get(name) != value
    }
    missing |= {name: None for name in read_back.fields if name not in record.fields}
    if read_back.kind != record.kind:
        missing["type"] = record.kind
    if not missing:
        return ""
    text = json.dumps(missing, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\x7f", "\\u007f").replace("\x85", "\\u0085")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _STRING.sub(lambda found: found[0].translate(_BRACES), text)


def completed(record: Record, said: str) -> Record:
    """A record with what went along with it; what is no such JSON is kept as it is, under the name `csl`."""
    try:
        missing = json.loads(said)
    except (ValueError, RecursionError):
        missing = {"csl": said}
    if not isinstance(missing, Mapping):
        missing = {"csl": said}
    kind = missing.get("type")
    fields = {name: value for name, value in record.fields.items() if name not in missing}
    fields |= {name: value for name, value in missing.items() if value is not None and name != "type"}
    return Record(record.key, kind if isinstance(kind, str) and kind else record.kind, fields)
