"""manage.py check_history: whether every decision is as it was written."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.models import Claim
from factcheck.models.speech import spoken
from factcheck.services.ledger import LedgerState, check_history, seal_of_history

SEAL = re.compile(r"(\d{1,18})-([0-9a-f]{64})")


class Command(BaseCommand):
    help = "Check that every decision is as it was written: none changed, none missing, none slipped in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claim", metavar="REF", help="only this claim")
        parser.add_argument(
            "--seal", help="a seal printed earlier: check that nothing before it was written anew"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        state = check_history(by=None, claim=_claim(options["claim"]))
        for fault in state.faults:
            place = _("%(ref)s, entry %(number)s: %(sentence)s") % {
                "ref": fault.claim.ref,
                "number": fault.number,
                "sentence": spoken(fault.sentence),
            }
            self.stderr.write(place)
        for sentence in state.faults_of_undoing:
            self.stderr.write(spoken(sentence))
        for table in state.unguarded:
            self.stderr.write(_("The guard on the table %(table)s is missing.") % {"table": table})
        _require_seal(options["seal"])
        if not state.is_whole:
            raise CommandError(_("The history is not whole. It was changed from outside the desk."))
        self.stdout.write(_said(state))
        if options["claim"] is None:
            number, seal = seal_of_history(by=None)
            self.stdout.write(_("Seal: %(seal)s") % {"seal": f"{number}-{seal}"})


def _claim(ref: str | None) -> Claim | None:
    if ref is None:
        return None
    claim = Claim.objects.filter(ref=ref).first()
    if claim is None:
        raise CommandError(_("There is no claim %(ref)s.") % {"ref": ref})
    return claim


def _require_seal(given: str | None) -> None:
    if given is None:
        return
    found = SEAL.fullmatch(given.strip())
    if found is None:
        raise CommandError(
            _("This is no seal. Give the whole line that an earlier check printed after “Seal:”.")
        )
    number, seal = int(found[1]), found[2]
    if seal_of_history(by=None, up_to=number)[1] != seal:
        raise CommandError(_("What was decided before this seal was written anew since."))


def _said(state: LedgerState) -> str:
    decisions = ngettext("%(count)s entry", "%(count)s entries", state.decisions) % {"count": state.decisions}
    claims = ngettext("%(count)s claim", "%(count)s claims", state.claims) % {"count": state.claims}
    said = _("The history is whole: %(decisions)s on %(claims)s.") % {
        "decisions": decisions,
        "claims": claims,
    }
    if not state.undone:
        return said
    undone = ngettext(
        "%(count)s entry went with an import that was undone.",
        "%(count)s entries went with imports that were undone.",
        state.undone,
    ) % {"count": state.undone}
    return f"{said} {undone}"
