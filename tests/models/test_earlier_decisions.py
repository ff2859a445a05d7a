"""A desk that decided before there was a ledger: what it decided is entered, and holds."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from factcheck.models import Claim, Link
from factcheck.services.ledger import check_history
from factcheck.services.reopening import reopen_discrepancy
from tests.services.desk_work import PREFER_30, change_from_outside, flag_on, settle

pytestmark = pytest.mark.django_db


def test_earlier_decisions_are_entered_in_order_and_what_is_printed_is_known(disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="Revised.", by=reviewer)
    settle(disputed, reviewer, approver, standings=PREFER_30)
    change_from_outside("DELETE FROM factcheck_correction", "DELETE FROM factcheck_link")
    Claim.objects.update(ledger_length=0, ledger_head="", printed=None)
    assert not check_history(by=None).is_whole
    enter = import_module("factcheck.migrations.0004_enter_earlier_decisions").enter
    enter(apps, None)
    state = check_history(by=None)
    assert (state.is_whole, state.decisions) == (True, Link.objects.count())
    disputed.refresh_from_db()
    assert disputed.printed == disputed.verdict
