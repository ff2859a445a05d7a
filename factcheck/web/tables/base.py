"""What every table of the desk has in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models.paging import Total
from factcheck.web.tables.cells import class_of, rows_of
from factcheck.web.tables.shown import Heading, Said, Shown, address_with

if TYPE_CHECKING:
    from django_tables2.columns.base import BoundColumn

NUMBER = {"cell": {"class": "number"}}
"""Attributes of a column of figures: to the right, so that digits stand under digits."""

NAME = {"cell": {"class": "name"}}
"""Attributes of the column that names the row and links to it; it takes the room that is left."""

WORDS = {"cell": {"class": "words"}}
"""Attributes of a column of answers in words, which needs room and is held to two lines."""

ANSWER = {"cell": {"class": "answer"}}
"""Attributes of a column of one answer, or of a few rivals, held to two lines."""

META = {"cell": {"class": "meta"}}
"""Attributes of a column that is read second: ages, kinds, counts in words."""

PLOT = {"cell": {"class": "plot-cell"}}
"""Attributes of a column that holds a small plot."""

RIVALS = {"cell": {"class": "rivals"}}
"""Attributes of a column of rival answers, held to two lines, beside many other columns."""

DUE = {"cell": {"class": "meta due"}}
"""Attributes of a column of deadlines, each on one line with its warning."""

CHOICE = {"cell": {"class": "choice"}}
"""Attributes of a column of boxes to tick."""


def badge(kind: str, word: str) -> SafeString:
    """A word with its colour. `kind` is one of major, moderate, minor, open, verified, reopened, unread, or neutral."""
    return format_html('<span class="badge badge-{}">{}</span>', kind, word)


class ChoiceColumn(tables.Column):
    """A box to tick in each row, under the name `chosen`; with a script, one in the header that ticks them all."""

    def __init__(self, said_of: Callable[[Any], str]) -> None:
        super().__init__(verbose_name=_("Choose"), empty_values=(), orderable=False, attrs=CHOICE)
        self.said_of = said_of

    @property
    def header(self) -> SafeString:
        return format_html(
            '<span class="visually-hidden">{}</span>'
            '<input type="checkbox" data-choose-all hidden aria-label="{}">',
            _("Choose"),
            _("Choose all on this page"),
        )

    def render(self, record: Model, table: DeskTable) -> SafeString:
        return format_html(
            '<input type="checkbox" name="chosen" value="{}" aria-label="{}"{}>',
            record.pk,
            self.said_of(record),
            " checked" if record.pk in table.chosen else "",
        )


class DeskTable(tables.Table):
    """A dense table: a caption for those who hear it, a way to sort, pages in words, cards on a phone.

    A subclass says what it holds: `caption`, `counted` (the number found, in words), and in a Meta that
    extends this one `empty_text`, where "Nothing found" would leave the reader without a next act.
    """

    caption: ClassVar[str | Promise] = ""
    counted: ClassVar[str | Promise] = ngettext_lazy("%(count)s row", "%(count)s rows", "count")
    indexed: ClassVar[Collection[str]] = ()
    """The columns by which an index sorts the whole list. By the others a list is sorted while it is short."""
    long_order: ClassVar[Sequence[str]] = ()
    """The order of a long list, where no index has the one that a short list comes in."""
    query: str = ""
    """The filter under which the rows are shown; a page that one comes to from here goes on to the next of them."""
    chosen: Collection[int] = ()
    """The keys of the rows that are ticked."""
    is_cut = False
    """Whether a search found more than a list of what was found holds."""
    shown: Shown | None = None
    """The page of it that is shown, where it comes in pages."""
    request: HttpRequest

    class Meta:
        template_name = "factcheck/tables/table.html"
        empty_text = _("Nothing found. Clear a filter, or search for fewer words.")
        default = "—"
        show_footer = False

    @property
    def order_by(self) -> object:
        """What the rows are sorted by; rows alike in that stand in the order in which they were recorded, so that each
        stands on one page only. That order turns with the sort, so that one index serves both ways.
        """
        return self._order_by

    @order_by.setter
    def order_by(self, value: object) -> None:
        tables.Table.order_by.fset(self, value)
        rows = self.data.data
        if isinstance(rows, QuerySet):
            order = rows.query.order_by
            turned = bool(order) and all(str(name).startswith("-") for name in order)
            self.data.data = rows.order_by(*order, "-pk" if turned else "pk")

    @property
    def records(self) -> Sequence[Any]:
        """The records of the page that is shown; of a table without pages, all of them."""
        return self.shown.records if self.shown else list(self.data)

    @property
    def found_total(self) -> Total:
        """Rows on all pages, and whether there are more than are counted."""
        total = self.shown.total if self.shown else Total(len(self.data))
        return Total(total.count, is_more=total.is_more or self.is_cut)

    @property
    def total(self) -> int:
        """Rows on all pages, as far as they are counted."""
        return self.shown.total.count if self.shown else len(self.data)

    @property
    def found(self) -> str:
        """The number found, in words: “114 claims”, “more than 10,000 claims”."""
        said = str(self.counted % {"count": Said(self.total)})
        if self.found_total.is_more and not self.is_cut:
            return gettext("more than %(counted)s") % {"counted": said}
        return said

    @property
    def head(self) -> list[Heading]:
        """The cells above the columns, each with the way to sort by it."""
        return [
            Heading(
                said=column.header,
                classes=" ".join(sorted({*class_of(column).split(), *_sorting_classes(column)} - {""})),
                sorted_as=_SORTED[column.order_by_alias.is_descending] if column.is_ordered else "",
                address=self._sorted_by(column) if column.orderable and self._offers(column.name) else "",
            )
            for column in self.columns
        ]

    @property
    def body(self) -> SafeString:
        """The rows as HTML."""
        return rows_of(self, self.records)

    def _offers(self, name: str) -> bool:
        return self.shown is None or self.shown.sorts is None or name in self.shown.sorts

    def _sorted_by(self, column: BoundColumn) -> str:
        return address_with(self.request.GET, {self.prefixed_order_by_field: column.order_by_alias.next})


_SORTED = {False: "ascending", True: "descending"}


def _sorting_classes(column: BoundColumn) -> list[str]:
    if not column.orderable:
        return []
    if not column.is_ordered:
        return ["orderable"]
    return ["orderable", "desc" if column.order_by_alias.is_descending else "asc"]
