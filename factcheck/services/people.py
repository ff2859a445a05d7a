"""Giving people a log-in and their roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from factcheck.core.roles import Act, Role
from factcheck.models import Person
from factcheck.services.checking import require


@transaction.atomic
def add_person(
    *,
    username: str,
    password: str,
    roles: Iterable[Role],
    by: Person | None,
    first_name: str = "",
    email: str = "",
) -> Person:
    """Give somebody a log-in with roles; where the log-in exists, it gets this password and these roles,
    and keeps its e-mail address unless another is given.
    """
    require(by, Act.ADMINISTER)
    person = Person.objects.filter(username=username).first() or Person(username=username)
    person.first_name = first_name
    person.email = email or person.email
    person.set_password(password)
    person.save()
    person.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return person
