"""The files of documents: kept in the storage of the desk under the digest of their bytes, and read back only whole.

A file is written before the transaction that records it. Where that is broken off the file is left over: it harms
nobody, and `clear_files` takes it away after a day.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import DocumentFile
from factcheck.models.documents import file_path

LEFT_OVER_AFTER = timedelta(days=1)
"""How old a file is that nobody refers to before it is taken away: whoever wrote it has recorded it by then."""
AT_ONCE = 500

_log = logging.getLogger(__name__)


class FileError(RuleError):
    """A file cannot be given out; the sentence says why."""


class FileGoneError(FileError):
    """It is not in the storage."""


class FileChangedError(FileError):
    """What is in the storage is not what was received."""


class FilesUnreachableError(FileError):
    """The storage does not answer."""


def _storage() -> Storage:
    return storages["files"]


def keep_file(content: bytes) -> str:
    """Keep bytes as they were received, and return their digest. The same bytes are kept once.

    Raises FilesUnreachableError.
    """
    digest = hashlib.sha256(content).hexdigest()
    path, storage = file_path(digest), _storage()
    try:
        if not _has(storage, path, len(content)):
            storage.save(path, ContentFile(content))
    except OSError as error:
        _log.warning("A file could not be kept: %s", error)
        raise FilesUnreachableError(
            _("Not taken in: the storage of files cannot be reached at the moment. Try again later.")
        ) from error
    return digest


def kept_file(kept: DocumentFile) -> bytes:
    """The bytes as they were received. Raises FileGoneError, FileChangedError and FilesUnreachableError."""
    try:
        with _storage().open(file_path(kept.sha256)) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        _log.warning("The file %s is not in the storage.", kept.sha256)
        raise FileGoneError(
            _("The file is not in the storage any more. The text that was read from it is kept.")
        ) from error
    except OSError as error:
        _log.warning("The file %s cannot be read: %s", kept.sha256, error)
        raise FilesUnreachableError(
            _("The storage of files cannot be reached at the moment. Try again later.")
        ) from error
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        _log.error("The file %s was changed in the storage.", kept.sha256)
        raise FileChangedError(
            _(
                "The file was changed since it was received, so it is not given out. "
                "The text that was read from it is kept. Tell an administrator."
            )
        )
    return content


def forget_file(kept: DocumentFile) -> None:
    """Take the bytes of a file away that is no longer referred to, once this transaction is through."""
    transaction.on_commit(partial(_take_away, kept.sha256), robust=True)


def clear_files() -> int:
    """Take away every file that nobody refers to and that is older than a day; returns how many. In constant memory."""
    storage, cleared = _storage(), 0
    for names in _names(storage):
        referred = set(DocumentFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        for name in names:
            path = file_path(name)
            if name not in referred and storage.get_modified_time(path) < timezone.now() - LEFT_OVER_AFTER:
                storage.delete(path)
                cleared += 1
    return cleared


def _names(storage: Storage) -> Iterator[list[str]]:
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        _folders, files = storage.listdir(folder)
        names = sorted(files)
        for first in range(0, len(names), AT_ONCE):
            yield names[first : first + AT_ONCE]


def _has(storage: Storage, path: str, size: int) -> bool:
    try:
        return storage.size(path) == size
    except FileNotFoundError:
        return False


def _take_away(digest: str) -> None:
    if not DocumentFile.objects.filter(sha256=digest).exists():
        _storage().delete(file_path(digest))
