"""What goes into our words, into BibTeX or into RIS comes out again, whatever it is."""

from __future__ import annotations

import unicodedata

from hypothesis import given

from factcheck.core.bibliography.bibtex import bibtex_of, record_of_bibtex
from factcheck.core.bibliography.completing import compare_with
from factcheck.core.bibliography.latex import from_latex, to_latex
from factcheck.core.bibliography.mapping import facts_of, record_of
from factcheck.core.bibliography.ris import record_of_ris, ris_of
from tests.core.bibliography.records import records, words


@given(records)
def test_the_columns_of_a_source_and_what_stands_beside_them_say_all_of_a_record(record):
    assert record_of(facts_of(record), key="key") == record


@given(records)
def test_a_record_goes_through_bibtex_unchanged(record):
    entry_type, said = bibtex_of(record)
    assert record_of_bibtex(entry_type, "key", said) == record
    assert all(
        text.replace("\\{", "").replace("\\}", "").count("{")
        == text.replace("\\{", "").replace("\\}", "").count("}")
        for text in said.values()
    ), "BibTeX counts braces"


@given(records)
def test_a_record_goes_through_ris_unchanged(record):
    said = ris_of(record)
    assert record_of_ris(said) == record
    assert all(len(text.splitlines()) <= 1 for _tag, text in said)


@given(words)
def test_every_text_can_be_spelled_in_latex(text):
    text = unicodedata.normalize("NFC", text)
    assert from_latex(to_latex(text)) == text


@given(records)
def test_a_source_that_came_from_an_entry_is_not_changed_by_the_same_entry(record):
    ours = facts_of(record)
    compared = compare_with(ours, record)
    assert (compared.facts, compared.filled, compared.differing) == (ours, (), ())


@given(records, records)
def test_completing_overwrites_nothing_and_is_done_once(ours, theirs):
    facts = facts_of(ours)
    compared = compare_with(facts, theirs)
    for column in ("title", "publisher", "author", "published", "url"):
        assert getattr(facts, column) in {"", getattr(compared.facts, column)}
    assert facts.kind == compared.facts.kind
    again = compare_with(compared.facts, theirs)
    assert (again.facts, again.filled) == (compared.facts, ())
