"""Whom a comment mentions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.mentions import names_in, spans_of, who_is_meant


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@approver", ["approver"]),
        ("Please look, @approver.", ["approver"]),
        ("@approver, @reviewer: which?", ["approver", "reviewer"]),
        ("(@approver)", ["approver"]),
        ("“@approver”", ["approver"]),
        ("see\n@approver\nplease", ["approver"]),
        ("@second-reviewer's figure", ["second-reviewer"]),
        ("@j.doe. Then", ["j.doe"]),
        ("@j_doe2!", ["j_doe2"]),
        ("@Zoë and @민수", ["Zoë", "민수"]),
        ("@approver @APPROVER @Approver", ["approver"]),
        ("@approver-", ["approver"]),
        ("@approver...", ["approver"]),
        ("—@approver—", ["approver"]),
        ("@7", ["7"]),
        # What mentions nobody.
        ("", []),
        ("@", []),
        ("@ approver", []),
        ("@@approver", []),
        ("@-approver", []),
        ("@.approver", []),
        ("desk@example.org", []),
        ("a.b-c+d@example.org", []),
        ("@anna@example.org", []),
        ("@anna.b@example.org", []),
        ("word@approver", []),
        ("https://example.org/@approver", []),
        ("3@approver", []),
        ("<script>@approver</script>", ["approver"]),
        ("\x07@approver\u2028@reviewer", ["approver", "reviewer"]),
    ],
)
def test_a_name_is_read_as_a_person_would_read_it(text, names):
    assert names_in(text) == names


@given(st.text(alphabet="@ab.-_+ /\n€é", max_size=60))
def test_the_pieces_of_a_comment_are_the_comment(text):
    spans = spans_of(text)
    assert "".join(span.text for span in spans) == text
    assert all(span.text == f"@{span.name}" for span in spans if span.name)


@pytest.mark.parametrize(
    "ugly", ["@a" * 2_500, "@" + "a" * 5_000, "@a" + "." * 5_000, "@" * 5_000, "@a." * 1_600]
)
def test_ugly_comments_are_read_at_once(ugly):
    start = time.process_time()
    names_in(ugly)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("name", "log_ins", "meant"),
    [
        ("anna", ["anna", "ben"], ["anna"]),
        ("ANNA", ["anna", "ben"], ["anna"]),
        ("Anna", ["anna", "Anna"], ["Anna"]),
        ("ANNA", ["anna", "Anna"], ["anna", "Anna"]),
        ("ann", ["anna"], []),
    ],
)
def test_a_name_means_whoever_is_called_so(name, log_ins, meant):
    assert who_is_meant(name, log_ins) == meant
