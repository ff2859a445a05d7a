"""How much waits for whoever looks, and who has a discrepancy."""

from __future__ import annotations

from typing import cast

from django import template
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.models import Discrepancy, Person

register = template.Library()


@register.filter
def waiting(somebody: object) -> int:
    """How many things wait for whoever looks at the page; asked once for the page."""
    return cast("Person", somebody).waiting.total if getattr(somebody, "is_authenticated", False) else 0


@register.inclusion_tag("factcheck/parts/assignment.html", takes_context=True)
def assignment(context: template.Context, discrepancy: Discrepancy) -> dict[str, object]:
    """Who has the discrepancy and when it is due, and for whoever may assign, the ways to change that."""
    person = cast("Person", context["user"])
    may_assign = discrepancy.is_live and person.may(Act.ASSIGN)
    due_on = discrepancy.due_on
    return {
        "discrepancy": discrepancy,
        "user": person,
        "is_mine": discrepancy.assigned_to_id == person.pk,
        "is_overdue": due_on is not None and discrepancy.is_live and due_on < timezone.localdate(),
        "may_assign": may_assign,
        "others": Person.deciders().exclude(pk=person.pk) if may_assign else Person.objects.none(),
        "today": timezone.localdate(),
        "query": context["request"].GET.urlencode(),
        "csrf_token": context.get("csrf_token"),
    }
