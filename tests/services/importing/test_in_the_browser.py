"""A file from somebody's spreadsheet: received, matched, checked, imported."""

from __future__ import annotations

import pytest

from factcheck.models import Citation, Claim, Discrepancy, Import, ImportState, Source
from factcheck.services.importing.committing import start_import
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import receive_import

pytestmark = pytest.mark.django_db

TABLE = """Question;Source title;Value;Link
How many fled to the South?;Café Ministry;about 30,000;https://a.example/1
How many fled to the South?;The Other Paper;about 60,000;https://a.example/2
How many fled to the South?;The Other Paper;;https://a.example/2
"""


def received(by, text=TABLE, name="rows.csv", encoding="cp1252") -> Import:
    return receive_import(name=name, content=text.encode(encoding), by=by)


def test_a_file_of_other_names_is_recognised_and_matched(contributor):
    run = received(contributor)
    assert (run.encoding, run.separator) == ("cp1252", ";")
    assert run.columns == {
        "Question": "question",
        "Source title": "source_title",
        "Value": "figure",
        "Link": "url",
    }
    assert run.state == ImportState.RECEIVED


def test_a_check_says_what_would_happen_and_writes_nothing(contributor):
    run = received(contributor)
    start_check(run=run, by=contributor)
    run.refresh_from_db()
    assert (run.state, run.problem) == (ImportState.CHECKED, "")
    assert not any(model.objects.exists() for model in (Claim, Source, Citation))
    assert [row.fate for row in run.outcomes.all()] == ["added", "added", "refused"]
    assert (run.counts["added"], run.counts["refused"], run.counts["opens"]) == (2, 1, 1)
    assert run.effects.get(kind="opens").title == "How many fled to the South?"


def test_what_was_foreseen_is_what_is_done(contributor):
    run = received(contributor)
    start_check(run=run, by=contributor)
    run.refresh_from_db()
    foreseen = run.counts
    start_import(run=run, by=contributor, skip_bad=True)
    run.refresh_from_db()
    assert run.state == ImportState.IMPORTED, run.problem
    assert run.counts == foreseen
    assert (Citation.objects.count(), Discrepancy.objects.count()) == (2, 1)
