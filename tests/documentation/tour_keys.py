"""What a step of the tour is made of: keys, the reason for them, and what one finds then."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.roles import Role


@dataclass(frozen=True)
class Press:
    """One key, or one with another held down, so many times."""

    key: str
    times: int = 1

    def told(self) -> str:
        kbd = f"<kbd>{self.key.replace('Control', 'Ctrl').replace('Escape', 'Esc').replace('+', '</kbd>+<kbd>')}</kbd>"
        return kbd if self.times == 1 else f"{kbd} × {self.times}"


@dataclass(frozen=True)
class Write:
    """Words, or the first letters of a choice in a list."""

    words: str

    def told(self) -> str:
        return f"type “{self.words}”"


@dataclass(frozen=True)
class Step:
    """What is pressed, why, and what one finds then: what has the focus, what a field holds, what is said."""

    keys: tuple[Press | Write, ...]
    why: str
    focus: str = ""
    holds: tuple[str, str] = ("", "")
    opens: bool = False
    """Whether the last of its keys opens another page."""
    says: str = ""
    picture: str = ""
    alt: str = ""
    phone: bool = False
    """Whether a picture is taken as it is on a telephone, too."""


@dataclass(frozen=True)
class Part:
    """What one person does in one sitting."""

    heading: str
    who: Role
    steps: tuple[Step, ...]
