"""People and what they may do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from factcheck.core import roles
from factcheck.core.roles import ALLOWED, Act, Role

if TYPE_CHECKING:
    from factcheck.models.queues import Waiting


class Person(AbstractUser):
    """Somebody with a log-in. What they may do follows from their roles, which are groups."""

    wrote_until = models.BigIntegerField(null=True, editable=False)
    wrote_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    @classmethod
    def deciders(cls) -> QuerySet[Person]:
        """Who can take the next step on a discrepancy: people whose role lets them propose or approve."""
        able = {role.value for act in (Act.PROPOSE, Act.APPROVE) for role in roles.ALLOWED[act]}
        by_role = Q(groups__name__in=able) | Q(is_superuser=True)
        return cls.objects.filter(by_role, is_active=True).distinct().order_by("first_name", "username")

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds; a superuser is an administrator. One query, kept with the object."""
        if not self.is_active:
            return frozenset()
        named = set(self.groups.values_list("name", flat=True))
        if self.is_superuser:
            named.add(Role.ADMINISTRATOR.value)
        return frozenset(role for role in Role if role.value in named)

    def may(self, act: Act) -> bool:
        return roles.may(self.roles, act)

    def require(self, act: Act) -> None:
        """Raise NotPermittedError where this person has no role that allows the act."""
        roles.require(self.roles, act)

    def note_write(self) -> None:
        """Note how far the primary has come, so that this person is shown nothing older, in whatever browser or by
        whatever program. Of PostgreSQL only.
        """
        position = models.Func(
            template="(pg_current_wal_lsn() - '0/0')::bigint", output_field=models.BigIntegerField()
        )
        Person.objects.filter(pk=self.pk).update(wrote_until=position, wrote_at=timezone.now())

    def position_to_see(self, most_behind: float) -> int | None:
        """How far a replica has to have followed to show this person what they wrote; None where any has.

        A replica that is further behind than `most_behind` seconds is not asked at all, so what is older need not be
        looked for; nor is it where the position belonged to another server, from which the desk has moved.
        """
        if self.wrote_at is None or timezone.now() - self.wrote_at > 2 * timedelta(seconds=most_behind):
            return None
        return self.wrote_until

    @cached_property
    def waiting(self) -> Waiting:
        """How much waits for this person. One query, kept with the object, so that a page pays for it once."""
        from factcheck.models.queues import count_waiting

        return count_waiting(self)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


def may_do(act: Act) -> Q:
    """A person who may do this now, as Person.may says of one."""
    in_a_role = Person.groups.through.objects.filter(
        person=OuterRef("pk"), group__name__in=sorted(ALLOWED[act])
    )
    is_chief = Q(is_superuser=True) if Role.ADMINISTRATOR in ALLOWED[act] else Q()
    return Q(is_active=True) & (is_chief | Q(Exists(in_a_role)))
