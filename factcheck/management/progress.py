"""How far a long command is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from factcheck.services.moving.moving import Hearing

_WIDTH = 40


class Bar(Hearing):
    """Says how much of a desk was moved; copying and comparing count the same."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out, self._is_terminal = out, out.isatty()
        self._all = self._done = 0
        self._percent, self._is_open = 0, False

    def begins(self, rows: int) -> None:
        self._all = 2 * rows

    def goes_on(self, table: str, rows: int, *, is_compared: bool) -> None:
        self._done += rows
        percent = min(100, 100 * self._done // max(self._all, 1))
        if percent == self._percent or (not self._is_terminal and percent < self._percent + 10):
            return
        self._percent = percent
        doing = _("comparing") if is_compared else _("copying")
        if self._is_terminal:
            filled = "█" * (_WIDTH * percent // 100)
            self._out.write(f"\r{filled:·<{_WIDTH}} {percent:>3} % {doing} {table:<40}", ending="")
            self._is_open = True
        else:
            self._out.write(f"{percent} % {doing} {table}")

    def ends(self) -> None:
        """What is said next begins a line of its own."""
        if self._is_open:
            self._out.write("")
