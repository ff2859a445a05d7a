"""manage.py send_webhooks: send what other programs are to be told and were not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from factcheck.services.webhooks.sending import send_due


class Command(BaseCommand):
    help = "Send the messages to webhooks that are due. The worker does so by itself; run this where one broke off."

    def handle(self, *_args: Any, **_options: Any) -> None:
        sent = send_due()
        self.stdout.write(
            _("%(delivered)s delivered, %(failed)s to be tried again")
            % {"delivered": sent.delivered, "failed": sent.failed}
        )
