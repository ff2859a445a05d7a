"""Lines of a log that machines read: JSON, one object a line, without anything that is secret or quoted."""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(slots=True)
class Asked:
    """The request that is being answered: its number, and by its key whoever asked."""

    number: str
    person: int | None = None


asked: ContextVar[Asked | None] = ContextVar("request_asked", default=None)

_TOLD = ("method", "path", "status", "ms", "task", "worker")


class JsonLines(logging.Formatter):
    """One line for each record: time, level, logger, message, the number of the request, the key of the person.

    Of an error its kind and where it came up are told, and not its words: those of a database quote what could not be
    kept, and that may be what a source said.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request := asked.get()) is not None:
            line["request"] = request.number
            if request.person is not None:
                line["person"] = request.person
        line |= {name: vars(record)[name] for name in _TOLD if vars(record).get(name) is not None}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str)
