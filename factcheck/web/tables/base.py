"""What every table of the desk has in common."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

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
    query: str = ""
    """The filter under which the rows are shown; a page that one comes to from here goes on to the next of them."""
    chosen: Collection[int] = ()
    """The keys of the rows that are ticked."""

    class Meta:
        template_name = "factcheck/tables/table.html"
        empty_text = _("Nothing found. Clear a filter, or search for fewer words.")
        default = "—"
        per_page = 25
        show_footer = False

    @property
    def order_by(self) -> object:
        """What the rows are sorted by; rows alike in that stand in the order in which they were recorded, so that each
        stands on one page only.
        """
        return self._order_by

    @order_by.setter
    def order_by(self, value: object) -> None:
        tables.Table.order_by.fset(self, value)
        rows = self.data.data
        if isinstance(rows, QuerySet):
            self.data.data = rows.order_by(*rows.query.order_by, "pk")

    @property
    def total(self) -> int:
        """Rows on all pages; counted once, by the paginator where there is one."""
        paginator = getattr(self, "paginator", None)
        return int(paginator.count if paginator is not None else len(self.rows))

    @property
    def found(self) -> str:
        """The number found, in words: "114 claims"."""
        return str(self.counted % {"count": self.total})
