"""The cells of a table, written at once: how a column comes to its words is found out once a table, not once a cell."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.db.models import Model
from django.utils.formats import localize
from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from django_tables2.columns.base import BoundColumn

_GIVEN = ("value", "record", "column", "bound_column", "bound_row", "table")
"""What the library hands to whoever renders a cell, by the names that they ask for."""

Cell = Callable[[Any], object]


def rows_of(table: tables.Table, records: Iterable[Any]) -> SafeString:
    """The rows of a table as HTML."""
    columns = [(_opening(column), _cell_of(table, column)) for column in table.columns]
    lines = []
    for number, record in enumerate(records):
        cells = "".join(f"{opening}{_escaped(cell(record))}</td>\n" for opening, cell in columns)
        lines.append(f'<tr class="{"odd" if number % 2 else "even"}">\n{cells}</tr>\n')
    return mark_safe("".join(lines))  # noqa: S308 -- every cell is escaped as it is put in


def _escaped(content: object) -> str:
    return conditional_escape(content if isinstance(content, str) else str(localize(content)))


def class_of(column: BoundColumn) -> str:
    """The class of the cells of a column."""
    return str(column.column.attrs.get("cell", {}).get("class", ""))


def _opening(column: BoundColumn) -> str:
    name = class_of(column)
    label = conditional_escape(strip_tags(str(column.header)))
    return f'<td data-label="{label}"' + (f' class="{conditional_escape(name)}">' if name else ">")


def _cell_of(table: tables.Table, column: BoundColumn) -> Cell:
    """How the cell of a record is made: its value, as the table or the column renders it, inside its link."""
    value_of = _value_of(column)
    render, asked = _renderer(table, column)
    link = _link_of(table, column)
    empty, default = column.column.empty_values, column.default
    always: dict[str, Any] = {"table": table, "column": column.column, "bound_column": column}

    def cell(record: Any) -> object:  # noqa: ANN401 -- a record of any table
        value = value_of(record)
        if value in empty:
            return default
        if render is None:
            content: object = value
        else:
            given = {**always, "value": value, "record": record}
            content = render(**{name: given[name] for name in asked})
        return link(record, value, content) if link else content

    return cell


def _renderer(table: tables.Table, column: BoundColumn) -> tuple[Callable[..., object] | None, Sequence[str]]:
    """What renders a value, and what it asks for; nothing where a value stands as it is."""
    own = getattr(table, f"render_{column.name}", None)
    if own is None and type(column.column).render is tables.Column.render:
        return None, ()
    render: Callable[..., object] = own or column.column.render
    return render, _names(getattr(render, "__func__", render))


@cache
def _names(function: Callable[..., object]) -> Sequence[str]:
    return [name for name in inspect.signature(function).parameters if name in _GIVEN]


def _value_of(column: BoundColumn) -> Callable[[Any], Any]:
    """The value at the end of an accessor, in words where its field has choices; None where the way there ends."""
    *way, last = str(column.accessor).replace(".", "__").split("__")

    def value(record: Any) -> Any:  # noqa: ANN401 -- as the library resolves it
        for name in way:
            record = _at(record, name)
            if record is None:
                return None
        if isinstance(record, Model) and last in _with_choices(type(record)):
            return getattr(record, f"get_{last}_display")()
        found = _at(record, last)
        return found() if inspect.ismethod(found) else found

    return value


@cache
def _with_choices(model: type[Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.concrete_fields if field.choices)


def _at(record: Any, name: str) -> Any:  # noqa: ANN401 -- a record of any table
    return record.get(name) if isinstance(record, dict) else getattr(record, name, None)


def _link_of(table: tables.Table, column: BoundColumn) -> Callable[[Any, Any, object], object] | None:
    """What puts a cell inside the link to its record, or to wherever the column says."""
    link = column.link
    if link is None:
        return None
    if link.url is not None:
        asked = _names(link.url)

        def address(record: Any, value: Any) -> str | None:  # noqa: ANN401 -- a record of any table
            given = {"value": value, "record": record, "table": table}
            return link.url(**{name: given[name] for name in asked})  # type: ignore[no-any-return]
    else:

        def address(record: Any, value: Any) -> str | None:  # noqa: ANN401 -- a record of any table
            linked = value if hasattr(value, "get_absolute_url") else record
            return linked.get_absolute_url()  # type: ignore[no-any-return]

    def linked(record: Any, value: Any, content: object) -> object:  # noqa: ANN401 -- a record of any table
        where = address(record, value)
        if where is None:
            return content
        return mark_safe(f'<a href="{conditional_escape(where)}">{_escaped(content)}</a>')  # noqa: S308 -- escaped

    return linked
