"""Which tables are moved, and in which order."""

from __future__ import annotations

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Field, ForeignKey, Model

LEFT_BEHIND: tuple[type[Model], ...] = (Session,)
"""People log in again: a session is of the browser and the address, and those may be others after a move."""


def tables_in_order() -> list[type[Model]]:
    """Every table but those left behind; what others point at comes first, as far as they do not point at each other.

    The tables that the database fills by itself, such as those for searching, are none of them: their triggers fill
    them in the other database as well, and need for that what a row points at.
    """
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in LEFT_BEHIND
    ]
    order: list[type[Model]] = []
    begun: set[type[Model]] = set()

    def add(model: type[Model]) -> None:
        if model in begun:
            return
        begun.add(model)
        for other in _pointed_at(model):
            add(other)
        if model in models:
            order.append(model)

    for model in sorted(models, key=lambda one: one._meta.db_table):
        add(model)
    return order


def _pointed_at(model: type[Model]) -> list[type[Model]]:
    """What its rows point at: first what they always do."""
    keys = [field for field in fields_of(model) if isinstance(field, ForeignKey)]
    keys.sort(key=lambda key: (key.null, key.column))
    return [key.related_model for key in keys]


def fields_of(model: type[Model]) -> list[Field[object, object]]:
    """The columns of its table."""
    return list(model._meta.local_concrete_fields)


def table_of(model: type[Model]) -> str:
    return model._meta.db_table
