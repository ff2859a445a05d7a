"""Files that were in the database are taken out to the storage, and brought back."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps.registry import Apps as Registry
from django.core.files.storage import storages
from django.db import connection, models

migration = import_module("factcheck.migrations.0026_beyond_one_machine")

CONTENTS = {1: b"About 30,000 people.", 2: b"", 3: b"\x00\xff" * 1_000}


class Editor:
    """As a migration is given it."""

    connection = connection


@pytest.fixture
def before(db) -> object:
    """The table as it is in the middle of the migration."""

    class DocumentFile(models.Model):
        document_id = models.BigIntegerField(primary_key=True)
        content = models.BinaryField(null=True)
        sha256 = models.CharField(max_length=64, null=True)  # noqa: DJ001 -- as the migration has it

        class Meta:
            app_label = "factcheck"
            apps = Registry()
            db_table = "files_before"

        def __str__(self) -> str:
            return str(self.pk)

    class Apps:
        """As a migration is given them."""

        @staticmethod
        def get_model(*_names: str) -> type[models.Model]:
            return DocumentFile

    kind = "bytea" if connection.vendor == "postgresql" else "BLOB"
    columns = f"document_id bigint PRIMARY KEY, content {kind}, sha256 varchar(64)"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE files_before ({columns})")
    return Apps


def test_every_file_is_taken_out_once_and_comes_back_as_it_was(before):
    files = before.get_model()
    for key, content in CONTENTS.items():
        files.objects.create(document_id=key, content=content)
    for _turn in range(2):  # what was broken off is run again
        migration.take_out(before, Editor)
        assert dict(files.objects.values_list("pk", "sha256")) == {
            key: hashlib.sha256(content).hexdigest() for key, content in CONTENTS.items()
        }
    files.objects.update(content=None)
    migration.bring_back(before, Editor)
    assert {row.pk: bytes(row.content) for row in files.objects.all()} == CONTENTS


def test_a_file_that_was_changed_meanwhile_is_not_brought_back(before):
    files = before.get_model()
    files.objects.create(document_id=1, content=CONTENTS[1])
    migration.take_out(before, Editor)
    path = storages["files"].path(migration.path_of(files.objects.get().sha256))
    with Path(path).open("ab") as file:
        file.write(b"!")
    with pytest.raises(ValueError, match="was changed in the storage"):
        migration.bring_back(before, Editor)
