"""Reading a document in a process of its own, with bounds on memory, work and waiting."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import IO

from factcheck.extraction.document import Extracted
from factcheck.extraction.limits import DEFAULT, Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError, broke_off, too_large, too_long
from factcheck.extraction.wire import Hearing

_log = logging.getLogger(__name__)

_PROJECT = Path(__file__).parent.parent.parent
_LONGEST_LINE = 1_000_000
"""Bytes of one line from the process; a block is cut to far less."""
OVER_TIME = -24
"""How a process ends that has used up its seconds of work (SIGXCPU)."""


def extract_apart(
    content: bytes,
    media_type: MediaType,
    *,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Extracted:
    """Read a document in a process of its own that knows no settings and no database, and is bounded by `limits`.

    Raises UnreadableDocumentError with a sentence for everything that goes wrong, a crash and a time-out included.
    The bytes go through a file that has no name, so nothing stays behind however it ends. What `progress` raises ends
    the reading and comes through.
    """
    if len(content) > limits.content:
        raise too_large(len(content), limits.content)
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as complaints:
        file.write(content)
        file.seek(0)
        command = [sys.executable, "-m", "factcheck.extraction", media_type.value, *map(str, astuple(limits))]
        process = subprocess.Popen(  # noqa: S603 (this program, with figures of ours)
            command, stdin=file, stdout=subprocess.PIPE, stderr=complaints, cwd=_PROJECT, env=_environment()
        )
        assert process.stdout is not None
        late = threading.Event()
        alarm = threading.Timer(limits.wait_seconds, _end, (process, late))
        alarm.start()
        try:
            extracted = _listen(process.stdout, progress)
        finally:
            alarm.cancel()
            process.kill()
            process.wait()
            process.stdout.close()
        if extracted is not None:
            return extracted
        raise _what_happened(process.returncode, late, complaints)


def _listen(output: IO[bytes], progress: Callable[[int, int], None] | None) -> Extracted | None:
    """The document that the process tells, or None where it ends before the last line or says what no reader says."""
    hearing = Hearing()
    while line := output.readline(_LONGEST_LINE):
        try:
            step = hearing.hear(line)
        except UnreadableDocumentError:
            raise
        except (ValueError, TypeError, LookupError):
            return None
        if step is not None and progress is not None:
            progress(*step)
        if hearing.extracted is not None:
            return hearing.extracted
    return None


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _environment() -> dict[str, str]:
    """What the process may know: nothing of the desk's settings and secrets."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return kept | {"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}


def _what_happened(code: int, late: threading.Event, complaints: IO[bytes]) -> UnreadableDocumentError:
    """The sentence for a process that ended without an answer; what it complained of goes to the log."""
    if late.is_set() or code == OVER_TIME:
        return too_long()
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - 2_000))
    _log.warning("Reading a document ended with %s: %s", code, complaints.read().decode("utf-8", "replace"))
    return broke_off()
