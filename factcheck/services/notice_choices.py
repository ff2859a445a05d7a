"""What each person does with notices: reading them, and choosing which to get."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from factcheck.core.notices import DEFAULTS, Choice, Kind, Mail
from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Notification, NotificationChoice, Person
from factcheck.services.checking import require


def choices_of(person: Person) -> dict[Kind, Choice]:
    """What a person gets of each kind; what they chose, else what the policy gives."""
    rows = NotificationChoice.objects.filter(person=person)
    chosen = {Kind(row.kind): Choice(row.in_app, Mail(row.mail)) for row in rows}
    return DEFAULTS | chosen


@transaction.atomic
def choose_notices(*, choices: Mapping[Kind, Choice], by: Person) -> None:
    """Choose what one gets from now on, kind by kind; kinds that are not named stay as they are.

    Raises NotPermittedError.
    """
    require(by, Act.READ)
    NotificationChoice.objects.bulk_create(
        [
            NotificationChoice(person=by, kind=kind.value, in_app=choice.in_app, mail=choice.mail.value)
            for kind, choice in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["in_app", "mail"],
    )


@transaction.atomic
def mark_read(*, notice: Notification, by: Person) -> None:
    """Mark one notice as read; a second time changes nothing. Raises NotPermittedError where it is not one's own."""
    require(by, Act.READ)
    if notice.person_id != by.pk:
        raise NotPermittedError(_("This notice is for somebody else."))
    Notification.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, by: Person) -> int:
    """Mark everything that waits for a person in the app as read; says how much that was. Raises NotPermittedError."""
    require(by, Act.READ)
    return Notification.objects.filter(person=by).unread().update(read_at=timezone.now())
