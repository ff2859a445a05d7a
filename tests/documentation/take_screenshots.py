"""Takes the pictures of the README's tour: uv run python -m tests.documentation.take_screenshots.

Serves a throw-away desk with the case of the demo, walks the tour in Chromium by the keyboard alone, and writes the
pictures to tests/documentation/tour.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.documentation.tour import Walked, walk
from tests.documentation.tour_keys import Step
from tests.documentation.tour_steps import PARTS

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "tour"
CHROMIUM = "/usr/bin/chromium"
COLOURS = 128
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo with a desk of its own, as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        served = subprocess.Popen(  # noqa: S603 -- our own demo
            [sys.executable, "-u", str(ROOT / "manage.py"), "demo"],
            env={**own, "FACTCHECK_VAR": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert served.stdout
            yield next(line.split()[1] for line in served.stdout if line.startswith("Open http"))
        finally:
            served.send_signal(signal.SIGINT)
            served.wait()


def take(page: Page, step: Step) -> None:
    if not step.picture:
        return
    keep(page, step.picture)
    if step.phone:
        page.set_viewport_size(PHONE)
        keep(page, f"{step.picture}-phone")
        page.set_viewport_size(DESK)


def keep(page: Page, name: str) -> None:
    taken = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    walked = Walked()
    with demo() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        for part in PARTS:
            page = browser.new_context(base_url=address, viewport=DESK).new_page()
            page.goto("/log-in/")
            walk(part, page, walked, take)
        browser.close()
    sys.stdout.write(
        f"{len(list(FOLDER.glob('*.png')))} pictures; {walked.strokes} keystrokes: {walked.parts}\n"
    )


if __name__ == "__main__":
    main()
