"""Files leave the database for the storage of files, and people are noted to have written."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def path_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def take_out(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One file at a time, so that memory does not grow with them. What is in the storage already is left as it is: whoever
    breaks this off runs it again.
    """
    kept: Any = apps.get_model("factcheck", "DocumentFile").objects.using(editor.connection.alias)
    storage = storages["files"]
    for key in list(kept.order_by("pk").values_list("pk", flat=True)):
        content = bytes(kept.values_list("content", flat=True).get(pk=key))
        digest = hashlib.sha256(content).hexdigest()
        try:
            is_there = storage.size(path_of(digest)) == len(content)
        except FileNotFoundError:
            is_there = False
        if not is_there:
            storage.save(path_of(digest), ContentFile(content))
        kept.filter(pk=key).update(sha256=digest)


def bring_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back; the files stay in the storage too."""
    kept: Any = apps.get_model("factcheck", "DocumentFile").objects.using(editor.connection.alias)
    for key, digest in list(kept.order_by("pk").values_list("pk", "sha256")):
        with storages["files"].open(path_of(digest)) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"The file {digest} was changed in the storage.")
        kept.filter(pk=key).update(content=content)


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0025_reconciliations"),
    ]

    operations = [
        migrations.AddField("person", "wrote_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("person", "wrote_until", models.BigIntegerField(editable=False, null=True)),
        migrations.AddField("documentfile", "sha256", models.CharField(max_length=64, null=True)),
        # The way back begins with an empty column, which is filled before it is asked for.
        migrations.AlterField("documentfile", "content", models.BinaryField(null=True)),
        migrations.RunPython(take_out, bring_back, elidable=False),
        migrations.RemoveField("documentfile", "content"),
        migrations.AlterField(
            "documentfile",
            "sha256",
            models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256"),
        ),
    ]
