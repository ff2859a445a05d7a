"""manage.py check_quotes: what an operator sees."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import QuotePlace
from factcheck.services.quotes import place_quote
from tests.services.quoting import replace_text, snapshot_of

pytestmark = pytest.mark.django_db

TEXT = "About 30,000 people fled.\n\nIn May, 12 came back."


@pytest.fixture
def run(capsys):
    def call(*args):
        try:
            call_command("check_quotes", *args)
        except CommandError as error:
            return capsys.readouterr().out, str(error)
        return capsys.readouterr().out, ""

    return call


@pytest.fixture
def report(make_source):
    return snapshot_of(make_source("Annual report", ref="report"), TEXT)


def test_quotes_that_stand_are_counted_and_placed(run, report, make_claim, cite):
    cite(make_claim(), "30,000", source=report.source, quote="About 30,000 people")
    out, refused = run()
    assert "Quotes: 1 verified, 0 paraphrase, 0 moved, 0 not found." in out
    assert "1 placed for the first time, 0 changed since the last check." in out
    assert refused == ""


def test_a_paraphrase_is_named_and_is_no_failure(run, report, make_claim, cite):
    citation = cite(make_claim(), "30,000", source=report.source, quote="Some\n30,000  fled")
    place_quote(citation, report, by=None)
    out, refused = run("--source=report")
    assert (
        f"{citation.ref}, paraphrase: “Some 30,000 fled” (Annual report; How many people have arrived in all?) "
        "Its words do not stand in the stored text as they are written here." in out
    )
    assert refused == ""


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        (f"New. {TEXT}", "moved", "It stands no longer at its place, but once elsewhere in the text."),
        ("Gone.", "not found", "It stands no longer at its place, nor elsewhere."),
        (f"New. {TEXT} {TEXT}", "not found", "It stands 2 times in the text: choose the place."),
    ],
)
def test_a_quote_that_left_its_place_is_named_and_fails(run, report, make_claim, cite, text, word, why):
    citation = cite(make_claim(), "30,000", source=report.source, quote="About 30,000 people")
    place_quote(citation, report, by=None)
    replace_text(report, text)
    for _again in range(2):
        out, refused = run()
        assert f"{citation.ref}, {word}:" in out
        assert why in out
        assert refused == "1 quote does not stand at its place."
    assert QuotePlace.objects.get().start == 0


def test_a_source_that_nobody_has_is_said(run):
    assert run("--source=none") == ("", "There is no source none.")
