"""Files as a browser sends them: one that is larger than the desk takes in passes by without being kept anywhere."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

REFUSED = "factcheck.refused_uploads"
"""Where a request keeps the names of the files that were too large."""


class BoundedUploadHandler(FileUploadHandler):
    """Stands before the handlers that keep a file, and stops them once it is larger than a document may be."""

    chunk_size = 256 * 1024

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 -- Django's hook
        self.received += len(raw_data)
        if self.received > settings.MAX_DOCUMENT_BYTES:
            assert self.request is not None
            self.request.META.setdefault(REFUSED, []).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 -- the handlers after this one keep the file
        return None


def refused_uploads(request: HttpRequest) -> list[str]:
    """The names of the files of this request that were too large to be kept."""
    request.FILES  # noqa: B018 -- reading them is what finds out
    names: list[str] = request.META.get(REFUSED, [])
    return names
