"""Lists, a part at a time."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import Field

from factcheck.api.schemas.types import Answer

One = TypeVar("One", bound=Answer)


class Part(Answer, Generic[One]):
    """A part of a list, in the order in which things were recorded; `next` is where it goes on, null at its end."""

    items: list[One]
    next: Annotated[str, Field(json_schema_extra={"format": "uri"})] | None
