"""The reading process: a document's bytes come in, lines of JSON go out; it loads nothing else of the desk."""

from __future__ import annotations

import resource
import sys
import traceback
import warnings

from factcheck.extraction.extracting import extract, reader_for
from factcheck.extraction.limits import Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError, too_much_memory
from factcheck.extraction.wire import lines_of, progress_line, refusal_line


def main(kind: str, *figures: str) -> int:
    """Read the document on the standard input within the limits, and say what was found or why not."""
    limits = Limits(*(float(figure) if "." in figure else int(figure) for figure in figures))  # type: ignore[arg-type]
    media_type = MediaType(kind)
    warnings.simplefilter("ignore")
    reader_for(media_type)  # the libraries are loaded before the bounds hold: their byte code may be written
    _bound(limits)
    try:
        extracted = extract(sys.stdin.buffer.read(), media_type, progress=_tell_progress, limits=limits)
        sys.stdout.writelines(lines_of(extracted))
    except UnreadableDocumentError as error:
        _have_memory_to_say_so()
        if error.__cause__ is not None:
            traceback.print_exception(error.__cause__, limit=-5)
        sys.stdout.write(refusal_line(error))
    except MemoryError:
        _have_memory_to_say_so()
        sys.stdout.write(refusal_line(too_much_memory()))
    return 0


def _tell_progress(done: int, total: int) -> None:
    sys.stdout.write(progress_line(done, total))
    sys.stdout.flush()


def _bound(limits: Limits) -> None:
    """From here on: so much memory, so many seconds of work, no file written, no trace of a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    for bound, most in (
        (resource.RLIMIT_CPU, limits.work_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(bound, (most, most if bound != resource.RLIMIT_CPU else most + 1))


def _have_memory_to_say_so() -> None:
    """A refusal takes memory too, and where there was none for the document there is none for it."""
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
