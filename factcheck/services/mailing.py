"""Sending by e-mail what people chose to get so. Never inside the transaction in which something happened.

A notice is marked as mailed before its mail goes out, in a transaction of its own, and unmarked where the mail server
refuses. So nothing is sent twice, whoever sends at the same time and whenever a process is killed; a mail that was
being sent at the moment of a kill may be lost, and the notice then waits in the app alone.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from factcheck.core.notices import Mail
from factcheck.core.roles import Act
from factcheck.models import Comment, Notification, Person
from factcheck.models.notices import NotificationQuerySet
from factcheck.models.speech import spoken
from factcheck.models.withholding import shown_to

logger = logging.getLogger(__name__)

MOST_LISTED = 200
"""As many notices as one mail lists; a file of a thousand surprises is read at the desk."""
MOST_IN_SUBJECT = 120
MOST_OF_QUESTION = 60
MOST_OF_COMMENT = 500


@dataclass(slots=True)
class Sent:
    """How many mails went out, with how many notices, and to how many people none could be sent."""

    mails: int = 0
    notices: int = 0
    failed: int = 0


def send_at_once(keys: Collection[int]) -> Sent:
    """Send what was just written and is wanted at once."""
    return _send(Notification.objects.awaiting_mail(Mail.AT_ONCE).filter(pk__in=keys))


def send_waiting(mail: Mail) -> Sent:
    """Send all that waits: one mail a person, with the notices of one claim together."""
    return _send(Notification.objects.awaiting_mail(mail))


def _send(waiting: NotificationQuerySet) -> Sent:
    sent = Sent()
    people = list(Person.objects.filter(pk__in=waiting.values("person")).order_by("pk"))
    if not people:
        return sent
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        logger.exception("The mail server does not answer; the mails wait for the next try.")
        sent.failed = len(people)
        return sent
    try:
        for person in people:
            _send_to(person, waiting, connection, sent)
    finally:
        connection.close()
    return sent


def _send_to(person: Person, waiting: NotificationQuerySet, connection: BaseEmailBackend, sent: Sent) -> None:
    with shown_to(lambda: person):
        notices = _take(person, waiting)
    if not notices:
        return
    try:
        with override(settings.LANGUAGE_CODE):  # whoever acted may speak another language than who is told
            _mail(person, notices, connection).send()
    except (OSError, SMTPException, ValueError):  # an address that is none is a ValueError
        logger.exception("No mail could be sent to %s; it waits for the next try.", person.username)
        Notification.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=None)
        sent.failed += 1
    else:
        sent.mails += 1
        sent.notices += len(notices)


@transaction.atomic
def _take(person: Person, waiting: NotificationQuerySet) -> list[Notification]:
    """Mark what waits for a person as mailed, so that nobody else sends it. Whoever may read nothing here any longer,
    or has no address any longer, gets none.
    """
    held = waiting.filter(person=person).select_for_update(of=("self",))
    notices = list(held.select_related("claim", "comment__by").order_by("claim__question", "claim_id", "pk"))
    mine = Notification.objects.filter(pk__in=[notice.pk for notice in notices])
    if not person.email or not person.may(Act.READ):
        mine.update(mail=Mail.NONE.value)
        return []
    mine.update(mailed_at=timezone.now())
    return notices


def _mail(person: Person, notices: Sequence[Notification], connection: BaseEmailBackend) -> EmailMessage:
    return EmailMessage(
        subject=_subject(notices), body=_body(notices), to=[person.email], connection=connection
    )


def _subject(notices: Sequence[Notification]) -> str:
    """One line, whatever anybody wrote: a line break would begin another header."""
    if len(notices) == 1:
        question = shortened(notices[0].claim.question, MOST_OF_QUESTION)
        said = f"{question} – {spoken(notices[0].sentence)}"
    else:
        said = ngettext("%(count)s notice", "%(count)s notices", len(notices)) % {
            "count": number_format(len(notices))
        }
    return shortened(_("Factcheck: %(said)s") % {"said": said}, MOST_IN_SUBJECT)


def _body(notices: Sequence[Notification]) -> str:
    parts = []
    for claim, of_claim in groupby(notices[:MOST_LISTED], key=lambda notice: notice.claim):
        parts.append("\n".join([shortened(claim.question, 500), *_lines(of_claim)]))
    hidden = len(notices) - MOST_LISTED
    if hidden > 0:
        parts.append(
            ngettext("And %(count)s more.", "And %(count)s more.", hidden) % {"count": number_format(hidden)}
        )
    parts.append(
        _("All notices: %(notices)s\nWhat you get, and how: %(choices)s")
        % {"notices": site_address("notices"), "choices": site_address("notice_choices")}
    )
    return "\n\n".join(parts) + "\n"


def _lines(notices: Iterator[Notification]) -> Iterator[str]:
    for notice in notices:
        when = date_format(timezone.localtime(notice.at), "DATETIME_FORMAT")
        yield f"\n* {shortened(spoken(notice.sentence), 2_000)} ({when})"
        if notice.comment and not notice.comment.withdrawn_at:
            yield f"  “{excerpt(notice.comment)}”"
        yield f"  {site_address('notice', notice.pk)}"


def excerpt(comment: Comment) -> str:
    """The beginning of a comment on one line."""
    return shortened(comment.text, MOST_OF_COMMENT)


def shortened(words: str, most: int) -> str:
    """On one line, and no longer than this."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def site_address(name: str, *parts: object) -> str:
    """An address that can be opened from outside the desk's pages."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=parts)}"
