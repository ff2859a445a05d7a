"""What axe finds wrong with the page that a browser shows."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.stories.arriving import settled

# Only what is wrong comes back: with what is right, a page of axe's answer is larger than the page it is about.
RUN = """async only => {
  const options = {preload: false, resultTypes: ["violations"]};
  if (only.length) options.runOnly = only;
  const found = await axe.run(options);
  return found.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.target)]);
}"""

Found = dict[str, list[object]]


def found_wrong(page: Page, *only: str) -> Found:
    """The rules that the page breaks, each with the first places; of these rules alone where some are named."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return dict(page.evaluate(RUN, only))


def found_by_day_and_night(page: Page) -> dict[str, Found]:
    """The same by day and by night, where only the colours differ."""
    page.emulate_media(color_scheme="light")
    by_day = found_wrong(page)
    page.emulate_media(color_scheme="dark")
    by_night = found_wrong(page, "color-contrast")
    return {when: found for when, found in (("day", by_day), ("night", by_night)) if found}


def goes_sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    settled(page)
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
