"""Imports, and their undoing, while others work."""

# ruff: noqa: B023 -- every act of a round is over before the next round begins

from __future__ import annotations

import pytest

from factcheck.models import Claim, Comment, Import
from factcheck.services.comments import add_comment
from factcheck.services.importing import import_citations
from factcheck.services.importing.undoing import carry_out_undoing, queue_undoing, undo_import
from factcheck.services.ledger import check_history
from tests.services.at_once import ROUNDS, at_once, told
from tests.services.dumping import differences, dump
from tests.services.files import row, write_csv

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]


@pytest.fixture
def file_of(tmp_path):
    """A file of its own claims and sources, whose figures disagree."""

    def make(name: str):
        rows = [
            row(
                claim_ref=f"{name}-{number // 2}",
                source_ref=f"{name}-{number}",
                figure=f"{number % 2 + 1}0,000",
                attribution=f"{name} {number}",
            )
            for number in range(60)
        ]
        return write_csv(tmp_path / f"{name}.csv", rows)

    return make


def test_of_two_imports_at_once_each_is_undone_without_the_other(file_of, contributor, administrator):
    empty = dump()
    for turn in range(ROUNDS):
        outcomes = at_once(
            lambda: import_citations(path=file_of("one"), by=contributor),
            lambda: import_citations(path=file_of("other"), by=administrator),
        )
        assert told(outcomes) == []
        one, other = (Import.objects.get(pk=report.number) for report in outcomes)
        first, second = (one, other) if turn % 2 else (other, one)
        undo_import(run=first, by=administrator)
        kept = {"one": one, "other": other}["one" if first is other else "other"]
        assert Claim.objects.count() == kept.counts["claims_added"] == 30
        undo_import(run=second, by=administrator)
        assert differences(empty, dump()) == {}
        assert check_history(by=None).is_whole


def test_an_import_is_undone_once_however_many_workers_take_it_up(file_of, contributor):
    empty = dump()
    for _turn in range(ROUNDS):
        run = Import.objects.get(pk=import_citations(path=file_of("one"), by=contributor).number)
        queue_undoing(run=run, by=contributor)
        assert told(at_once(*(lambda: carry_out_undoing(run.pk) for _worker in range(3)))) == []
        run.refresh_from_db()
        assert run.state == "undone"
        assert differences(empty, dump()) == {}


def test_a_comment_at_the_same_moment_stands_or_the_import_is_undone(file_of, contributor, administrator):
    for _turn in range(ROUNDS):
        Comment.objects.all().delete()
        run = Import.objects.get(pk=import_citations(path=file_of("one"), by=contributor).number)
        claim = Claim.objects.earliest("pk")
        at_once(
            lambda: add_comment(claim=claim, text="Who counted?", by=contributor),
            lambda: undo_import(run=run, by=administrator),
        )
        run.refresh_from_db()
        assert (run.state, Claim.objects.exists()) in {("undone", False), ("imported", True)}
        assert Comment.objects.exists() == (run.state == "imported")
        if run.state == "imported":
            Comment.objects.all().delete()
            undo_import(run=run, by=administrator)
