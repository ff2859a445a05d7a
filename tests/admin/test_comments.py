"""Comments in the admin: read where the decision is made, and written at the desk."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.admin.comments import COMMENTS_SHOWN
from factcheck.services.comments import add_comment, withdraw_comment
from tests.admin.conftest import address, discrepancy_of, words_on

pytestmark = pytest.mark.django_db


def pages_of(claim) -> tuple[str, str]:
    return address("claim", "change", claim.pk), address("discrepancy", "change", discrepancy_of(claim).pk)


def test_comments_are_read_on_the_page_of_the_claim_and_of_the_discrepancy(
    entering, disputed, reviewer, approver
):
    discrepancy = discrepancy_of(disputed)
    add_comment(claim=disputed, text="Ask the ministry.", by=reviewer)
    slip = add_comment(claim=disputed, discrepancy=discrepancy, text="A slip <b>?", by=approver).comment
    withdraw_comment(comment=slip, by=approver)
    of_claim, of_discrepancy = (words_on(entering(reviewer).get(page)) for page in pages_of(disputed))
    assert "Ask the ministry." in of_claim
    assert "<del>A slip <b>?</del>" in of_claim
    assert "Ask the ministry." not in of_discrepancy
    assert "withdrawn by Approver on" in of_discrepancy


def test_where_nobody_commented_the_page_says_so_and_leads_to_the_desk(entering, disputed, contributor):
    for page in pages_of(disputed):
        said = words_on(entering(contributor).get(page))
        assert "Nobody has commented yet." in said
        assert "#comments" in said


def test_ever_so_many_comments_cost_no_more_queries_and_the_latest_are_shown(entering, disputed, reviewer):
    door = entering(reviewer)
    asked = []
    for count in (3, COMMENTS_SHOWN):
        for number in range(count):
            add_comment(claim=disputed, text=f"{number} of {count}.", by=reviewer)
        door.get(pages_of(disputed)[0])
        with CaptureQueriesContext(connection) as queries:
            page = words_on(door.get(pages_of(disputed)[0]))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert "Only the latest are here." in page
    assert "0 of 3." not in page
    assert f"0 of {COMMENTS_SHOWN}." in page
