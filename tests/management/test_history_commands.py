"""manage.py check_history and reopen_due: what an operator sees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from factcheck.models.append_only import release
from tests.services.desk_work import PREFER_30, change_from_outside, flag_on, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def call(name, *args):
        try:
            call_command(name, *args)
        except CommandError as error:
            return (*capsys.readouterr(), str(error))
        return (*capsys.readouterr(), "")

    return call


def test_a_whole_history_is_said_to_be_whole_and_gives_a_seal(run, disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    out, err, refused = run("check_history")
    assert "The history is whole: 6 entries on 1 claim." in out
    assert (err, refused) == ("", "")
    seal = re.search(r"Seal: (\d+-[0-9a-f]{64})", out)[1]
    assert run("check_history", f"--seal={seal}")[2] == ""
    assert "Seal" not in run("check_history", "--claim=fled")[0]


def test_the_first_broken_entry_is_named_with_its_claim(run, disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    seal = re.search(r"Seal: (\S+)", run("check_history")[0])[1]
    change_from_outside("UPDATE factcheck_resolution SET rationale = 'Otherwise.'")
    release(connection, "factcheck_step")
    _out, err, refused = run("check_history")
    assert "fled, entry 2: What was entered here was changed since." in err
    assert "The guard on the table factcheck_step is missing." in err
    assert refused == "The history is not whole. It was changed from outside the desk."
    change_from_outside("UPDATE factcheck_link SET digest = 'another' WHERE number = 2")
    refused = run("check_history", f"--seal={seal}")[2]
    assert refused == "What was decided before this seal was written anew since."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--claim=nowhere"], "There is no claim nowhere."),
        (["--seal=7"], "This is no seal."),
        (["--seal=7-" + "g" * 64], "This is no seal."),
    ],
)
def test_what_cannot_be_checked_is_said(run, arguments, says):
    assert says in run("check_history", *arguments)[2]


def test_answers_whose_day_has_come_are_opened_again(run, disputed, reviewer, approver):
    tomorrow = timezone.localdate() + timedelta(days=1)
    settle(disputed, reviewer, approver, standings=PREFER_30, review_on=tomorrow)
    assert run("reopen_due")[0] == "0 answers opened again.\n"
    change_from_outside("UPDATE factcheck_verdict SET review_on = CURRENT_DATE")
    assert run("reopen_due")[0] == "fled: How many people fled?\n1 answer opened again.\n"
    assert flag_on(disputed).state == "reopened"
