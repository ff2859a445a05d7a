"""Which columns of somebody's spreadsheet are which of ours."""

from __future__ import annotations

import pytest

from factcheck.core.built_references import MOST, build_reference, told_apart
from factcheck.core.column_names import COLUMN_WORDS, SYNONYMS, fold_name, guess_columns
from factcheck.core.file_format import COLUMNS


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("claim_ref", "claim_ref"),
        ("Claim ID", "claim_ref"),
        ("ClaimRef", "claim_ref"),
        ("Source title", "source_title"),
        ("SOURCE", "source_title"),
        ("Headline", "source_title"),
        ("Value", "figure"),
        ("Figure*", "figure"),
        ("Reported figure", "figure"),
        ("Link", "url"),
        ("Publicaton date", "published"),
        ("As-of", "as_of"),
        ("Attributed to", "attribution"),
        ("Quotation", "quote"),
        ("Page no.", ""),
        ("Notes", ""),
        ("Scop", "scope"),
        ("Score", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_name_or_left_out(name, column):
    assert guess_columns([name], {}) == {name: column}


def test_two_columns_are_never_taken_for_the_same():
    assert guess_columns(["Value", "Figure", "Amount"], {}) == {"Value": "", "Figure": "figure", "Amount": ""}


@pytest.mark.parametrize(
    ("name", "cells", "column"),
    [
        ("Where", ["https://a.example/1", "http://b.example"], "url"),
        ("Column 3", ["How many fled?", "How many came back?"], "question"),
        ("Claim", ["How many fled to the South", "How many came back"], "question"),
        ("Claim", ["fled-2019", "back-2020"], "claim_ref"),
        ("Source ID", ["The Ministry of Unification", "The other paper"], "source_title"),
        ("Remarks", ["seen", "to do"], ""),
    ],
)
def test_cells_tell_a_column_where_its_name_does_not(name, cells, column):
    assert guess_columns([name], {name: cells}) == {name: column}


def test_no_name_stands_for_two_columns_and_every_column_has_words():
    names = [fold_name(name) for column in COLUMNS for name in (column, *SYNONYMS[column])]
    assert len(names) == len(set(names))
    assert set(COLUMN_WORDS) == set(COLUMNS)


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        (["How many arrived in 2019?"], "how-many-arrived-in-2019"),
        (["  How  many\narrived in 2019 "], "how-many-arrived-in-2019"),
        (["Combien d’arrivées à Séoul ?"], "combien-d-arrivées-à-séoul"),
        (["탈북민은 몇 명인가?"], "탈북민은-몇-명인가"),
        (["Annual report", "", "2019"], "annual-report-2019"),
        ([""], ""),
    ],
)
def test_a_reference_is_made_of_the_words(words, reference):
    assert build_reference(*words) == reference


def test_long_questions_that_begin_alike_have_references_of_their_own():
    one, other = build_reference("How many " * 60 + "a?"), build_reference("How many " * 60 + "b?")
    assert one != other
    assert max(len(one), len(other)) <= MOST
    assert one == build_reference("How many " * 60 + "a?")


def test_a_reference_without_letters_is_a_digest_and_one_that_is_taken_is_told_apart():
    assert build_reference("???") == build_reference("???") != ""
    assert told_apart("fled", "Who fled?").startswith("fled-")
