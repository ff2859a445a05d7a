"""Waiting as a person does: for the page that was asked for, never for a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

WANTS_THE_CURSOR = """document.activeElement === document.body
  && document.querySelector("input[autofocus], textarea[autofocus]") !== null"""


def settled(page: Page) -> None:
    """Wait until the page that stands there is there to its end: its scripts run, and a field that asks for the cursor
    has it.
    """
    page.wait_for_load_state("load")
    while page.evaluate(WANTS_THE_CURSOR):
        page.wait_for_timeout(20)


@contextmanager
def opens(page: Page) -> Iterator[None]:
    """What is done inside opens a page; afterwards that page is there to its end, and no longer the one before it."""
    with page.expect_navigation():
        yield
    settled(page)


@contextmanager
def held_still(page: Page) -> Iterator[None]:
    """A page that asks again how far it is gets its answer only afterwards."""
    waiting: list[Route] = []

    def hold(question: Route) -> None:
        waiting.append(question)

    page.route(page.url, hold)
    while not waiting:
        page.wait_for_timeout(20)
    yield
    # This lets go of what it holds, too.
    page.unroute(page.url, hold)
