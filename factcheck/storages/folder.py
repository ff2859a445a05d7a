"""Files in a folder of this machine, or of one that several machines share."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.storage import FileSystemStorage


class FolderStorage(FileSystemStorage):
    """A file appears under its name when its last byte is on the disk: whoever is killed leaves no half of one."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 -- Django's hook
        """The name itself: it says what is in the file."""
        return name

    def _save(self, name: str, content: Any) -> str:  # noqa: ANN401 -- as Django calls it
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=place.parent, prefix=".coming-", delete=False) as file:
            try:
                for piece in content.chunks():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(place)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        return name
