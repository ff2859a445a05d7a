"""What a person is told, in the app."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.notices import Choice, Kind, Mail
from factcheck.models import Notification
from factcheck.services.comments import add_comment, withdraw_comment
from factcheck.services.notice_choices import choices_of
from factcheck.services.watching import watch_claim
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db


def mention(disputed, reviewer, text="@approver, look."):
    return add_comment(claim=disputed, text=text, by=reviewer).comment


def test_the_head_of_every_page_says_how_many_wait_to_be_read(disputed, browse, reviewer, approver):
    client = browse(approver)
    assert "Notices (" not in words(client.get("/"))
    mention(disputed, reviewer)
    for path in ("/", "/claims/", disputed.get_absolute_url(), "/notices/"):
        assert "Notices (1)" in words(client.get(path)), path
    assert "Notices (" not in words(browse(reviewer).get("/"))


def test_the_count_costs_one_query_that_an_index_answers(disputed, browse, reviewer, approver):
    mention(disputed, reviewer)
    with CaptureQueriesContext(connection) as caught:
        browse(approver).get("/method/")
    asked = [query["sql"] for query in caught if "factcheck_notification" in query["sql"]]
    assert len(asked) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
            assert "INDEX notice_unread" in str(cursor.fetchall())


def test_opening_a_notice_leads_to_the_comment_and_marks_it_read(disputed, browse, reviewer, approver):
    comment = mention(disputed, reviewer)
    client = browse(approver)
    page = client.get("/notices/")
    assert "Reviewer mentioned you in a comment." in words(page)
    assert "“@approver, look.”" in words(page)
    notice = Notification.objects.get()
    assert f'href="/notices/{notice.pk}/"' in page.content.decode()
    answer = client.get(f"/notices/{notice.pk}/")
    assert address(answer) == f"{disputed.get_absolute_url()}#comment-{comment.pk}"
    assert "Notices (" not in words(client.get("/"))
    assert client.get(f"/notices/{notice.pk}/").status_code == 302


def test_a_comment_that_many_followed_is_still_reached(disputed, browse, reviewer, approver):
    comment = mention(disputed, reviewer)
    for number in range(60):
        mention(disputed, reviewer, f"Number {number}.")
    client = browse(approver)
    answer = client.get(f"/notices/{comment.notices.get().pk}/")
    assert f"?until={comment.pk}#" in address(answer)
    assert "@approver, look." in words(client.get(address(answer)))


def test_a_notice_about_a_discrepancy_leads_to_it(disputed, browse, reviewer, approver):
    found = disputed.discrepancies.get()
    add_comment(claim=disputed, discrepancy=found, text="@approver", by=reviewer)
    answer = browse(approver).get(f"/notices/{Notification.objects.get().pk}/")
    assert address(answer).startswith(found.get_absolute_url())


def test_a_notice_of_somebody_else_is_nowhere(disputed, browse, reviewer, approver, administrator, stranger):
    mention(disputed, reviewer)
    path = f"/notices/{Notification.objects.get().pk}/"
    assert browse(administrator).get(path).status_code == 404
    assert browse(stranger).get(path).status_code == 403
    assert browse(None).get(path).status_code == 302
    assert Notification.objects.unread().count() == 1
    assert "mentioned you" not in words(browse(administrator).get("/notices/"))


def test_a_withdrawn_comment_is_not_shown_in_the_notice_of_it(disputed, browse, reviewer, approver):
    withdraw_comment(comment=mention(disputed, reviewer), by=reviewer)
    seen = words(browse(approver).get("/notices/"))
    assert "The comment is withdrawn." in seen
    assert "look." not in seen


def test_unread_ones_come_first_and_all_are_marked_at_once(disputed, browse, reviewer, approver):
    for number in range(3):
        mention(disputed, reviewer, f"@approver {number}")
    client = browse(approver)
    client.get(f"/notices/{Notification.objects.order_by('pk').last().pk}/")
    seen = words(client.get("/notices/"))
    assert seen.index("@approver 1") < seen.index("@approver 0") < seen.index("@approver 2")
    client.post("/notices/read/")
    assert "2 notices marked as read." in words(client.get("/notices/"))
    assert "Mark all as read" not in words(client.get("/notices/"))


def test_notices_are_found_by_kind_and_by_whether_they_were_read(disputed, browse, reviewer, approver):
    watch_claim(claim=disputed, by=approver)
    mention(disputed, reviewer, "@approver one")
    mention(disputed, reviewer, "two")
    client = browse(approver)
    client.get(f"/notices/{Notification.objects.get(kind='commented').pk}/")
    for query, shown in [
        ("?kind=mentioned", {"one"}),
        ("?kind=commented", {"two"}),
        ("?read=no", {"one"}),
        ("?read=yes", {"two"}),
        ("?kind=mentioned&read=yes", set()),
        ("", {"one", "two"}),
        ("?kind=nonsense", {"one", "two"}),
    ]:
        seen = words(client.get(f"/notices/{query}"))
        assert {word for word in ("one", "two") if f"{word}”" in seen} == shown, query


def test_where_there_is_none_the_page_says_how_one_comes(browse, reader):
    assert "Watch a claim" in words(browse(reader).get("/notices/"))


def test_thirty_notices_cost_as_many_queries_as_three(disputed, browse, reviewer, approver):
    client = browse(approver)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get("/notices/")
        return len(caught)

    for _number in range(3):
        mention(disputed, reviewer)
    of_three = cost()
    for _number in range(27):
        mention(disputed, reviewer)
    assert cost() == of_three
    assert "Page 1 of 2" in words(client.get("/notices/"))


def test_one_chooses_what_one_gets(browse, reviewer):
    client = browse(reviewer)
    page = client.get("/notices/choices/")
    assert "The desk has no e-mail address of yours" in words(page)
    sent = form(page) | {"mentioned_in_app": "on", "mentioned_mail": "daily", "commented_mail": "none"}
    assert client.post("/notices/choices/", sent).status_code == 302
    chosen = choices_of(reviewer)
    assert chosen[Kind.MENTIONED] == Choice(in_app=True, mail=Mail.DAILY)
    assert chosen[Kind.COMMENTED] == Choice(in_app=False, mail=Mail.NONE)


def test_a_way_of_mail_that_is_none_is_refused(browse, reviewer):
    client = browse(reviewer)
    sent = form(client.get("/notices/choices/")) | {"mentioned_mail": "by pigeon"}
    answer = client.post("/notices/choices/", sent)
    assert answer.status_code == 422
    assert "Mentioned, by e-mail" in words(answer)
    assert not reviewer.notice_choices.exists()
