"""manage.py check_quotes: whether every quote still stands in the stored text of its source."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.models import QuoteState, Source
from factcheck.models.speech import spoken
from factcheck.services.quotes import check_quotes

SHOWN = 120
"""As many characters of a quote as are printed."""


class Command(BaseCommand):
    help = "Check that every quote stands word for word in the stored text of its source; nothing is moved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", metavar="REF", help="only the citations of this source")

    def handle(self, *_args: Any, **options: Any) -> None:
        report = check_quotes(source=_source(options["source"]), by=None)
        for one in report.unheld:
            self.stdout.write(
                _("%(ref)s, %(state)s: “%(quote)s” (%(source)s; %(claim)s) %(why)s")
                % {
                    "ref": one.citation,
                    "state": one.state.word,
                    "quote": Truncator(" ".join(one.quote.split())).chars(SHOWN),
                    "source": one.source,
                    "claim": one.claim,
                    "why": spoken(one.why),
                }
            )
        counts = ", ".join(f"{report.counts[state]} {state.word}" for state in QuoteState)
        self.stdout.write(_("Quotes: %(counts)s.") % {"counts": counts})
        self.stdout.write(
            _("%(placed)s placed for the first time, %(changed)s changed since the last check.")
            % {"placed": report.placed, "changed": report.changed}
        )
        if report.broken:
            raise CommandError(
                ngettext(
                    "%(count)s quote does not stand at its place.",
                    "%(count)s quotes do not stand at their place.",
                    report.broken,
                )
                % {"count": report.broken}
            )


def _source(ref: str | None) -> Source | None:
    if ref is None:
        return None
    source = Source.objects.filter(ref=ref).first()
    if source is None:
        raise CommandError(_("There is no source %(ref)s.") % {"ref": ref})
    return source
