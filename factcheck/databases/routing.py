"""The router: reads of pages that only show go to a replica, everything else to the primary."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Model

from factcheck.databases.asking import asking_now
from factcheck.databases.gates import PRIMARY

ONLY_PRIMARY = frozenset({"admin", "auth", "axes", "contenttypes", "django_tasks_db", "sessions"})
"""Applications whose rows decide who may do what, or what is to be done; they are never read from a replica while the
primary answers.
"""
OF_THE_DESK = frozenset(
    {"apitoken", "desk", "export", "idempotentrequest", "person", "person_groups", "person_user_permissions"}
)
"""The same of the desk's own: who somebody is, what they may do, and whether readers are shown anything."""


class ReplicaRouter:
    """Asks the request where its reads go. Without a request, and inside a transaction, that is the primary."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:  # noqa: ANN401 -- as Django calls it
        asking = asking_now()
        if asking is None or _is_only_primary(model) or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        return asking.reads_from()

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:  # noqa: ANN401 -- the same
        asking = asking_now()
        if asking is not None and (not _is_only_primary(model) or model._meta.model_name == "export"):
            asking.wrote()
        return PRIMARY

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool:  # noqa: ANN401 -- the same
        """Wherever it was read from, it is the same record."""
        return True

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool:  # noqa: ANN401 -- the same
        """A replica is changed by its primary alone."""
        return db not in settings.REPLICAS


def _is_only_primary(model: type[Model]) -> bool:
    options = model._meta
    if options.app_label == "factcheck":
        return options.model_name in OF_THE_DESK
    return options.app_label in ONLY_PRIMARY
