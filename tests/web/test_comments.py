"""Comments on the pages of a claim and of a discrepancy, and watching a claim."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.roles import Role
from factcheck.models import Comment, Watch
from factcheck.services.comments import add_comment, withdraw_comment
from tests.conftest import person
from tests.web.seen import address, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def discrepancy(disputed):
    return disputed.discrepancies.get()


def say(disputed, by, text, discrepancy=None):
    return add_comment(claim=disputed, discrepancy=discrepancy, text=text, by=by).comment


def test_a_comment_is_written_on_the_page_of_a_claim_and_stands_there(disputed, browse, reviewer, approver):
    client = browse(reviewer)
    assert "Nobody has commented yet." in words(client.get(disputed.get_absolute_url()))
    answer = client.post(f"/claims/{disputed.ref}/comment/", {"text": "Is it net, @approver?"})
    comment = Comment.objects.get()
    assert address(answer) == f"{disputed.get_absolute_url()}#comment-{comment.pk}"
    page = client.get(disputed.get_absolute_url())
    assert "Comment added." in words(page)
    assert "Is it net, @approver?" in words(page)
    assert f'id="comment-{comment.pk}"' in page.content.decode()
    assert "<strong>@approver</strong>" in page.content.decode()


def test_a_comment_on_a_discrepancy_stands_on_both_pages_and_says_where(
    disputed, discrepancy, browse, reviewer
):
    client = browse(reviewer)
    say(disputed, reviewer, "On the claim.")
    answer = client.post(f"/discrepancies/{discrepancy.pk}/comment/", {"text": "On the flag."})
    assert address(answer).startswith(discrepancy.get_absolute_url())
    decide, claim = (words(client.get(about.get_absolute_url())) for about in (discrepancy, disputed))
    assert "On the flag." in decide
    assert "On the claim." not in decide
    assert "All comments on the claim" in decide
    assert "All comments on the claim" not in claim
    assert "On the flag." in claim
    assert "on the discrepancy “rival figures”" in claim


def test_people_one_can_mention_are_named_below_the_field(disputed, browse, reviewer, approver, stranger):
    seen = words(browse(reviewer).get(disputed.get_absolute_url()))
    assert "You can mention: @approver, @contributor" in seen
    for nobody in ("@reviewer", "@stranger"):
        assert nobody not in seen


def test_a_reader_reads_comments_and_writes_none(disputed, browse, reviewer, reader):
    say(disputed, reviewer, "See here.")
    page = browse(reader).get(disputed.get_absolute_url())
    assert "See here." in words(page)
    for what in ("Your comment", "You can mention", "Withdraw comment"):
        assert what not in words(page)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "Not added: write something first."),
        ("long " * 1_001, "at most 5000 are kept"),
    ],
)
def test_a_comment_that_cannot_be_kept_comes_back_with_its_text(disputed, browse, reviewer, text, sentence):
    answer = browse(reviewer).post(f"/claims/{disputed.ref}/comment/", {"text": text})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_the_author_is_told_whom_nobody_is_called(disputed, browse, reviewer):
    client = browse(reviewer)
    answer = client.post(f"/claims/{disputed.ref}/comment/", {"text": "@nobody <b>"})
    assert address(answer) == disputed.get_absolute_url()
    page = client.get(disputed.get_absolute_url())
    assert "Nobody at this desk is called @nobody, so nobody was told there." in words(page)
    assert "<strong>@nobody</strong>" not in page.content.decode()


UGLY = [
    "<script>alert(1)</script> @approver",
    "</p></li><img src=x onerror=alert(1)>",
    '@approver"onmouseover="alert(1)',
    "{{ claim.ref }} {% csrf_token %} %(who)s",
    "\u202eevil\u202c " + "x" * 3_000,
]


@pytest.mark.parametrize("text", UGLY)
def test_ugly_words_stay_words(disputed, browse, reviewer, approver, text):
    say(disputed, reviewer, text)
    for path in (disputed.get_absolute_url(), "/notices/"):
        page = browse(approver).get(path)
        assert page.status_code == 200
        for tag in ("<script>alert", "<img src=x", '"onmouseover='):
            assert tag not in page.content.decode()


def test_withdrawing_asks_first_and_strikes_the_text_behind_who_and_when(disputed, browse, reviewer):
    comment = say(disputed, reviewer, "Mistaken.")
    client = browse(reviewer)
    path = f"/comments/{comment.pk}/withdraw/"
    assert path in client.get(disputed.get_absolute_url()).content.decode()
    assert "Mistaken." in words(client.get(path))
    client.post(path)
    page = client.get(disputed.get_absolute_url())
    assert "Withdrawn by Reviewer" in words(page)
    assert "<del>Mistaken.</del>" in page.content.decode()
    assert path not in page.content.decode()
    client.post(path)
    assert "This comment is withdrawn already." in words(client.get("/"))


@pytest.mark.parametrize("role", [*Role, None])
def test_a_comment_of_somebody_else_is_withdrawn_by_an_administrator_alone(disputed, browse, reviewer, role):
    comment = say(disputed, reviewer, "x")
    client = browse(person("somebody", *([role] if role else [])))
    path = f"/comments/{comment.pk}/withdraw/"
    is_open = role is Role.ADMINISTRATOR
    assert client.get(path).status_code == (200 if is_open else 403)
    assert client.post(path).status_code == (302 if is_open else 403)
    comment.refresh_from_db()
    assert (comment.withdrawn_at is not None) is is_open


def test_of_many_comments_the_latest_are_shown_and_the_earlier_are_a_link_away(disputed, browse, reviewer):
    comments = [say(disputed, reviewer, f"Number {number:03}.") for number in range(120)]
    client = browse(reviewer)
    seen = words(client.get(disputed.get_absolute_url()))
    assert "Number 119." in seen
    assert "Number 070." in seen
    assert "Number 069." not in seen
    earlier = client.get(f"{disputed.get_absolute_url()}?until={comments[69].pk}")
    assert (
        f'href="?until={comments[69].pk}#comments"'
        in client.get(disputed.get_absolute_url()).content.decode()
    )
    assert "Number 069." in words(earlier)
    assert "Number 020." in words(earlier)
    assert "Number 119." not in words(earlier)
    assert "Latest comments" in words(earlier)


@pytest.mark.parametrize("until", ["x", "-1", "0", "9" * 40, "²", "\x00"])
def test_where_no_comment_is_asked_for_the_latest_are_shown(disputed, browse, reviewer, until):
    say(disputed, reviewer, "Here.")
    answer = browse(reviewer).get(disputed.get_absolute_url(), {"until": until})
    assert answer.status_code == 200
    assert "Here." in words(answer)


def test_thirty_comments_cost_as_many_queries_as_three(disputed, browse, reviewer, approver):
    client = browse(reviewer)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(disputed.get_absolute_url())
        return len(caught)

    for number in range(3):
        say(disputed, reviewer if number % 2 else approver, "@approver", disputed.discrepancies.get())
    withdraw_comment(comment=Comment.objects.filter(by=reviewer).first(), by=reviewer)
    of_three = cost()
    for number in range(27):
        comment = say(disputed, reviewer if number % 2 else approver, "@approver @reviewer")
        if number % 5 == 0:
            withdraw_comment(comment=comment, by=comment.by)
    assert cost() == of_three


def test_one_watches_a_claim_and_stops(disputed, browse, reader):
    client = browse(reader)
    assert "Stop watching" not in words(client.get(disputed.get_absolute_url()))
    client.post(f"/claims/{disputed.ref}/watch/")
    assert Watch.objects.filter(claim=disputed, person=reader).exists()
    assert "Stop watching" in words(client.get(disputed.get_absolute_url()))
    client.post(f"/claims/{disputed.ref}/unwatch/")
    assert not Watch.objects.exists()


def test_the_field_is_reached_by_one_key(disputed, browse, reviewer):
    assert 'data-key="c"' in browse(reviewer).get(disputed.get_absolute_url()).content.decode()
