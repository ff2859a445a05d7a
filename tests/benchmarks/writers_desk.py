"""The desk in which the writers write: `make` it in an empty database, and `check` what is there against what they were
told, given as JSON.
"""

from __future__ import annotations

import json
import os
import sys

import django


def make() -> None:
    from django.core.management import call_command

    from factcheck.core.roles import Role
    from factcheck.models import Claim
    from factcheck.services.claims import ClaimWords, record_claim
    from factcheck.services.sources import SourceWords, record_source
    from tests.benchmarks.writers import CLAIMS, SOURCES
    from tests.conftest import person

    call_command("migrate", verbosity=0)
    if Claim.objects.exists():
        sys.exit("This database is not empty.")
    by = person("contributor", Role.CONTRIBUTOR)
    for number in range(CLAIMS):
        record_claim(words=ClaimWords(question=f"How many crossed in year {number}?", unit="person"), by=by)
    for number in range(SOURCES):
        record_source(words=SourceWords(title=f"Report {number}"), by=by)


def check(done: dict[str, list[str]]) -> list[str]:
    """What is not as the writers were told: each figure is a version, in that order, and nothing else is there."""
    from factcheck.models import Citation
    from factcheck.services.everything import reconcile_all
    from factcheck.services.ledger import check_history

    there: dict[str, list[str]] = {}
    for ref, figure in Citation.history.order_by("history_id").values_list("ref", "figure"):
        there.setdefault(ref, []).append(figure)
    faults = [
        f"{ref}: told {done.get(ref)}, there {there.get(ref)}"
        for ref in sorted(done.keys() | there.keys())
        if done.get(ref) != there.get(ref)
    ]
    now = dict(Citation.objects.values_list("ref", "figure"))
    faults += [f"{ref} is {now.get(ref)}" for ref, said in done.items() if now.get(ref) != said[-1]]
    if not check_history(by=None).is_whole:
        faults.append("the history is not whole")
    faults += [
        str(one) for _run, changes in reconcile_all(by=None, is_anew=True) for one in changes.sentences
    ]
    return faults


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    if sys.argv[1] == "make":
        make()
    else:
        print(json.dumps(check(json.load(sys.stdin))))  # noqa: T201
