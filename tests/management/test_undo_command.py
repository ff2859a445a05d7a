"""manage.py undo_import: what an operator sees."""

from __future__ import annotations

import re

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Citation, Claim, Import, Person
from factcheck.services.comments import add_comment
from tests.conftest import CASE_FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def number(capsys, contributor) -> str:
    call_command("import_citations", CASE_FILE, by="contributor")
    return re.search(r"number of this import: (\d+)", capsys.readouterr().out)[1]


def test_an_import_is_undone_by_the_number_that_was_printed(number, capsys):
    call_command("undo_import", number, by="contributor")
    assert capsys.readouterr().out == "Undone: north_korea.csv, with all that it brought in.\n"
    assert not Citation.objects.exists()
    assert Import.objects.get().undone_by == Person.objects.get(username="contributor")
    call_command("check_history")
    said = capsys.readouterr().out
    assert (
        "The history is whole: 0 entries on 0 claims. 4 entries went with imports that were undone." in said
    )


def test_what_rests_on_it_is_said_and_nothing_is_undone(number, contributor):
    add_comment(claim=Claim.objects.get(ref="nk-total"), text="Who counted?", by=contributor)
    with pytest.raises(CommandError, match=r"something was added \(comment, “How many North Koreans"):
        call_command("undo_import", number)
    assert Citation.objects.count() == 49


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["0"], "There is no import 0."),
        (["{number}", "--by=nobody"], "Nobody here has the log-in nobody."),
        (["{number}", "--by=reviewer"], "Only administrators"),
    ],
)
def test_what_cannot_be_undone_is_said(number, reviewer, arguments, says):
    with pytest.raises(CommandError, match=says):
        call_command("undo_import", *(argument.format(number=number) for argument in arguments))
    assert Citation.objects.count() == 49
