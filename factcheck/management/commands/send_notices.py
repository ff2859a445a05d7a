"""manage.py send_notices: send by e-mail what waits."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.core.notices import Mail
from factcheck.services.deadlines import tell_deadlines
from factcheck.services.mailing import Sent, send_waiting


class Command(BaseCommand):
    help = (
        "Send the notices that people want by e-mail at once and that could not be sent then. With --daily, also "
        "remind of deadlines, and send one digest to each person who wants the others once a day. Nothing is sent "
        "twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--daily", action="store_true", help="send the daily digests too")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["daily"]:
            tell_deadlines(today=timezone.localdate(), by=None)
        failed = self._say(_("At once"), send_waiting(Mail.AT_ONCE))
        if options["daily"]:
            failed += self._say(_("Daily"), send_waiting(Mail.DAILY))
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)s mail could not be sent. It waits; run this again.",
                    "%(count)s mails could not be sent. They wait; run this again.",
                    failed,
                )
                % {"count": failed}
            )

    def _say(self, what: str, sent: Sent) -> int:
        mails = ngettext("%(count)s mail", "%(count)s mails", sent.mails) % {"count": sent.mails}
        notices = ngettext("%(count)s notice", "%(count)s notices", sent.notices) % {"count": sent.notices}
        self.stdout.write(
            _("%(what)s: %(mails)s with %(notices)s") % {"what": what, "mails": mails, "notices": notices}
        )
        return sent.failed
