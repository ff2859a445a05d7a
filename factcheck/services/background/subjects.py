"""What a task works on, as a page names it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.models import Person


@dataclass(frozen=True, slots=True)
class Subject:
    """A name, the page of it, and who asked for the work."""

    title: str
    address: str
    asked_by: Person | None = None
