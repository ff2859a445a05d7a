"""What every table of the desk has in common."""

from __future__ import annotations

from typing import ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.functional import Promise
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


class DeskTable(tables.Table):
    """A dense table: a caption for those who hear it, a way to sort, pages in words, cards on a phone.

    A subclass says what it holds: `caption`, `counted` (the number found, in words), and in a Meta that
    extends this one `empty_text`, where "Nothing found" would leave the reader without a next act.
    """

    caption: ClassVar[str | Promise] = ""
    counted: ClassVar[str | Promise] = ngettext_lazy("%(count)s row", "%(count)s rows", "count")

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
