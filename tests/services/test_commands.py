"""What the commands print, and how they end."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Citation, Claim
from tests.conftest import CASE_FILE
from tests.services.files import row, write_csv

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_importing_says_what_was_added_and_what_was_flagged():
    out, err = run("import_citations", str(CASE_FILE))
    assert "49 rows: 49 citations added, 0 changed, 0 left as they were, 0 left out" in out
    assert "claims: 25 added, 0 changed · sources: 5 added, 0 changed" in out
    assert "  nk-total: value opened, moderate" in out
    assert err == ""
    out, _err = run("import_citations", str(CASE_FILE))
    assert "0 citations added, 0 changed, 49 left as they were" in out


def test_a_bad_file_ends_in_an_error_that_lists_every_row_and_names_the_remedy(tmp_path):
    path = write_csv(tmp_path / "bad.csv", [row(), row(figure=""), row(as_of="2018-13")])
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"Nothing was saved: 2 of the rows.*--skip-bad"):
        call_command("import_citations", str(path), stderr=err)
    assert err.getvalue().splitlines()[0].startswith("line 3, column figure: ")
    assert err.getvalue().splitlines()[1].startswith("line 4, column as_of: ")
    assert not Claim.objects.exists()
    out, told = run("import_citations", str(path), "--skip-bad")
    assert "3 rows: 1 citations added, 0 changed, 0 left as they were, 2 left out" in out
    assert told.startswith("left out, line 3, column figure: ")


def test_unknown_columns_are_told(tmp_path):
    path = write_csv(tmp_path / "a.csv", [row(colour="red")], columns=[*row(), "colour"])
    _out, err = run("import_citations", str(path))
    assert "unknown column, not imported: colour" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.csv"], "nowhere.csv cannot be opened: No such file or directory."),
        ([str(CASE_FILE), "--by", "nobody"], "Nobody here has the log-in nobody."),
        ([str(CASE_FILE), "--by", "reader"], "Only contributors record here"),
    ],
)
def test_what_cannot_be_done_ends_in_a_sentence(reader, arguments, sentence):
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        run("import_citations", *arguments)
    assert not Citation.objects.exists()


def test_what_is_imported_in_somebody_s_name_carries_it(contributor):
    run("import_citations", str(CASE_FILE), "--by", "contributor")
    assert set(Citation.objects.values_list("recorded_by__username", flat=True)) == {"contributor"}


def test_comparing_again_prints_what_changed_and_then_nothing(disputed):
    assert run("reconcile")[0] == "1 claims compared, 0 changes\n"
    Citation.objects.filter(figure="about 35,000").update(stated_low=30_000, stated_high=30_000)
    out, _err = run("reconcile")
    assert out.splitlines() == [
        "fled: value withdrawn, the citations no longer disagree",
        "1 claims compared, 1 changes",
    ]
    assert run("reconcile")[0].endswith("0 changes\n")
