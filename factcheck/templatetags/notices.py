"""How much waits to be read."""

from __future__ import annotations

from django import template

from factcheck.models import Notification, Person

register = template.Library()


@register.simple_tag
def unread_notices(person: Person) -> int:
    """How many notices a person has not read; one query, answered from an index of unread ones alone."""
    return Notification.objects.filter(person=person).unread().count()
