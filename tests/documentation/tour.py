"""The tour with the keyboard: how its steps are walked in a browser, and how the README tells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.documentation.tour_keys import Part, Step, Write
from tests.documentation.tour_steps import PARTS


@dataclass
class Walked:
    """How many keys were pressed, in all and in each part."""

    strokes: int = 0
    parts: dict[str, int] = field(default_factory=dict)


def walk(part: Part, page: Page, walked: Walked, seen: Callable[[Page, Step], None]) -> None:
    """One person's part, by the keyboard of this page alone; `seen` is shown the page after every step."""
    before = walked.strokes
    for step in part.steps:
        page.wait_for_load_state()
        for key in step.keys:
            if isinstance(key, Write):
                page.keyboard.type(key.words)
                walked.strokes += len(key.words)
            else:
                for _time in range(key.times):
                    page.keyboard.press(key.key)
                walked.strokes += key.times
        found_as_told(page, step)
        seen(page, step)
    walked.parts[part.heading] = walked.strokes - before


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
