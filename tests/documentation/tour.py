"""The tour with the keyboard: how its steps are walked in a browser, and how the README tells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.documentation.tour_keys import Part, Press, Step, Write
from tests.documentation.tour_steps import PARTS
from tests.stories.arriving import opens, settled


@dataclass
class Walked:
    """How many keys were pressed, in all and in each part."""

    strokes: int = 0
    parts: dict[str, int] = field(default_factory=dict)


def walk(part: Part, page: Page, walked: Walked, seen: Callable[[Page, Step], None]) -> None:
    """One person's part, by the keyboard of this page alone; `seen` is shown the page after every step."""
    before = walked.strokes
    for step in part.steps:
        settled(page)
        with opens(page) if step.opens else nullcontext():
            for key in step.keys:
                walked.strokes += strokes(page, key)
        found_as_told(page, step)
        seen(page, step)
    walked.parts[part.heading] = walked.strokes - before


def strokes(page: Page, key: Press | Write) -> int:
    """Press or write it; how many strokes that is."""
    if isinstance(key, Write):
        page.keyboard.type(key.words)
        return len(key.words)
    for _time in range(key.times):
        page.keyboard.press(key.key)
    return key.times


def found_as_told(page: Page, step: Step) -> None:
    """The page is as the step says; only looked at, never touched."""
    if step.says:
        expect(page.get_by_text(step.says).filter(visible=True).first).to_be_visible()
    if step.focus:
        focused = page.get_by_label(step.focus).or_(page.get_by_role("button", name=step.focus, exact=True))
        expect(focused.first).to_be_focused()
    label, value = step.holds
    if label:
        expect(page.get_by_label(label).first).to_have_value(re.compile(f"^{re.escape(value)}"))


def told() -> str:
    """The tour as the README tells it."""
    lines = []
    folder = "tests/documentation/tour"
    for part in PARTS:
        lines += [f"### {part.heading}", ""]
        for number, step in enumerate(part.steps, 1):
            keys = ", ".join(key.told() for key in step.keys)
            lines.append(f"{number}. {keys} — {step.why}")
            if step.picture:
                lines += ["", f"   ![{step.alt}]({folder}/{step.picture}.png)"]
                if step.phone:
                    lines += [
                        "",
                        f"   ![{step.alt}, on a telephone]({folder}/{step.picture}-phone.png)",
                    ]
                lines.append("")
        lines.append("")
    return "\n".join(lines)
