"""What reviewers do again and again in these tests, said in a word."""

from __future__ import annotations

from django.db import connection

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.models import Desk, Discrepancy
from factcheck.models.append_only import guard, release
from factcheck.services.approving import approve_resolution
from factcheck.services.decisions import Decision
from factcheck.services.desk import change_desk_settings
from factcheck.services.ledger import GUARDED
from factcheck.services.proposing import propose_resolution


def decision(**changed) -> Decision:
    """A decision that every rule lets pass: print what the first citation says."""
    words = {
        "cause": Cause.GENUINE_DISAGREEMENT,
        "outcome": Outcome.USE_WITH_NOTE,
        "rationale": "The register counts everyone.",
        "answer": "about 30,000",
        "sentence": "About 30,000 people fled.",
        "single_origin_reason": "It is the register itself.",
    }
    return Decision(**(words | changed))


def flag_on(claim, kind="value") -> Discrepancy:
    return claim.discrepancies.get(kind=kind)


def propose(claim, by, *, kind="value", standings=None, **changed):
    """Propose on a claim's discrepancy; `standings` by the figure that stands in the citation."""
    keys = {citation.figure: citation.pk for citation in claim.citations.all()}
    named = {keys[figure]: standing for figure, standing in (standings or {}).items()}
    return propose_resolution(
        discrepancy=flag_on(claim, kind), decision=decision(standings=named, **changed), by=by
    )


def settle(claim, reviewer, approver, *, kind="value", standings=None, **changed) -> Discrepancy:
    """Propose and approve."""
    propose(claim, reviewer, kind=kind, standings=standings, **changed)
    return approve_resolution(discrepancy=flag_on(claim, kind), by=approver)


def publish(name: str = "The Desk", *, publishes: bool = True) -> Desk:
    """The desk begins to publish, or ends it."""
    return change_desk_settings(
        tolerance=Desk.current().tolerance, single_review=False, name=name, publishes=publishes, by=None
    )


def history_of(discrepancy) -> list[tuple[str, str]]:
    return list(discrepancy.steps.order_by("pk").values_list("from_state", "to_state"))


PREFER_30 = {"about 30,000": Standing.PREFERRED, "about 35,000": Standing.REJECTED}
HOLD = {"outcome": Outcome.HOLD, "next_step": "Ask the register."}


def change_from_outside(*statements: str) -> None:
    """Change the database as somebody would who has its file: past the guard on what is written once."""
    tables = [model._meta.db_table for model in GUARDED]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        release(connection, *tables)
        for statement in statements:
            cursor.execute(statement)
    guard(connection, *tables)
