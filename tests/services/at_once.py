"""Acts of several people at the same moment, each with a connection of their own."""

from __future__ import annotations

import threading

from django.db import connection

from factcheck.core.sentences import RuleError

ROUNDS = 4
PATIENCE = 120
"""Seconds that anybody may have to wait on a machine that is busy with something else."""


def at_once(*acts) -> list[object]:
    """What each act gave or raised, all of them begun at the same moment."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(PATIENCE)
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 -- which error it is, is what is tested
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "somebody still waits"
    return outcomes


def told(outcomes) -> list[str]:
    """The sentences of those who lost; anything but a sentence of a rule is an error of ours."""
    lost = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(outcome, RuleError) for outcome in lost), lost
    return [str(outcome) for outcome in lost]
