"""How far a move is: a bar where somebody looks, a line now and then where nobody does."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from factcheck.management.progress import Bar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def said_by(out: StringIO, steps: int) -> str:
    bar = Bar(OutputWrapper(out))
    bar.begins(steps)
    for _step in range(steps):
        bar.goes_on("factcheck_claim", 1, is_compared=False)
    for _step in range(steps):
        bar.goes_on("factcheck_claim", 1, is_compared=True)
    bar.ends()
    return out.getvalue()


def test_on_a_terminal_one_bar_fills_and_ends_its_line():
    said = said_by(Terminal(), 500)
    assert said.count("\r") == 100
    assert "\n" not in said.rstrip("\n")
    assert said.endswith("\n")
    assert f"{'█' * 20}{'·' * 20}  50 % copying" in said
    assert f"{'█' * 40} 100 % comparing" in said


def test_elsewhere_a_line_is_said_at_every_tenth():
    lines = said_by(StringIO(), 500).splitlines()
    assert len(lines) == 10
    assert lines[-1] == "100 % comparing factcheck_claim"


@pytest.mark.parametrize("rows", [0, 1])
def test_a_desk_with_hardly_anything_is_no_trouble(rows):
    assert said_by(StringIO(), rows).count("\n") == 2 * rows
