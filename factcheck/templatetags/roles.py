"""Show people only what their roles open to them."""

from __future__ import annotations

from typing import cast

from django import template

from factcheck.core.roles import Act
from factcheck.models import Person

register = template.Library()


@register.filter
def may(somebody: object, act: str) -> bool:
    """Whether whoever looks at the page may do this; nobody is logged in on some pages."""
    return bool(getattr(somebody, "is_authenticated", False)) and cast("Person", somebody).may(Act(act))
