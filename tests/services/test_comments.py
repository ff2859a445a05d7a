"""Commenting, mentioning and watching."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.roles import NotPermittedError, Role
from factcheck.models import Comment, Notification, Watch
from factcheck.services.comments import add_comment, withdraw_comment
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.watching import unwatch_claim, watch_claim
from tests.conftest import person

pytestmark = pytest.mark.django_db


def told(somebody) -> list[tuple[str, str]]:
    notices = Notification.objects.filter(person=somebody).order_by("pk")
    return [(notice.kind, str(notice.sentence)) for notice in notices]


def test_who_is_mentioned_is_told_and_nobody_else(disputed, reviewer, approver, contributor):
    said = add_comment(claim=disputed, text="@Approver, is this the register?", by=reviewer)
    assert list(said.comment.mentioned.all()) == [approver]
    assert said.unknown is None
    assert told(approver) == [("mentioned", "Reviewer mentioned you in a comment.")]
    assert told(reviewer) == told(contributor) == []


def test_watchers_and_who_commented_before_are_told_of_a_comment(disputed, reviewer, approver, reader):
    watch_claim(claim=disputed, by=reader)
    add_comment(claim=disputed, text="First.", by=reviewer)
    add_comment(claim=disputed, text="Second.", by=approver)
    assert told(reviewer) == [("commented", "Approver commented.")]
    assert told(reader) == [("commented", "Reviewer commented."), ("commented", "Approver commented.")]


def test_who_watches_and_is_mentioned_hears_it_once_as_a_mention(disputed, reviewer, approver):
    watch_claim(claim=disputed, by=approver)
    add_comment(claim=disputed, text="@approver @approver", by=reviewer)
    assert told(approver) == [("mentioned", "Reviewer mentioned you in a comment.")]


def test_one_is_not_told_of_mentioning_oneself(disputed, reviewer):
    watch_claim(claim=disputed, by=reviewer)
    add_comment(claim=disputed, text="Note to @reviewer.", by=reviewer)
    assert told(reviewer) == []


def test_a_name_that_nobody_has_is_told_to_the_author_and_the_comment_kept(disputed, reviewer, stranger):
    said = add_comment(claim=disputed, text="@nobody, @stranger and @noon", by=reviewer)
    assert str(said.unknown) == (
        "Nobody at this desk is called @nobody, @stranger, @noon, so nobody was told there."
    )
    assert Comment.objects.count() == 1
    assert told(stranger) == []


def test_whose_log_in_was_closed_is_not_mentioned(disputed, reviewer, approver):
    approver.is_active = False
    approver.save()
    assert add_comment(claim=disputed, text="@approver", by=reviewer).unknown is not None
    assert told(approver) == []


def test_a_watcher_who_lost_every_role_hears_nothing_more(disputed, reviewer, reader):
    watch_claim(claim=disputed, by=reader)
    reader.groups.clear()
    add_comment(claim=disputed, text="x", by=reviewer)
    assert told(reader) == []


def test_a_superuser_without_a_role_can_be_mentioned(disputed, reviewer):
    chief = person("chief")
    chief.is_superuser = True
    chief.save()
    assert add_comment(claim=disputed, text="@chief", by=reviewer).unknown is None


def test_a_person_of_several_roles_is_told_once(disputed, reviewer, second_reviewer):
    add_comment(claim=disputed, text="@second-reviewer", by=reviewer)
    assert len(told(second_reviewer)) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Not added: write something first."),
        (" \r\n ", "Not added: write something first."),
        ("x" * 5_001, "This has 5001 characters; at most 5000 are kept."),
        ("a\x00b", "There is a null character in it"),
        ("\ud800", "There is half a character in it"),
    ],
)
def test_a_comment_that_cannot_be_kept_is_refused(disputed, reviewer, text, sentence):
    with pytest.raises(InvalidInputError) as refused:
        add_comment(claim=disputed, text=text, by=reviewer)
    assert str(refused.value).startswith(sentence)
    assert refused.value.field == "text"
    assert not Comment.objects.exists()


def test_a_comment_of_five_thousand_characters_is_kept(disputed, reviewer):
    assert len(add_comment(claim=disputed, text="é" * 5_000, by=reviewer).comment.text) == 5_000


def test_a_comment_is_on_the_discrepancy_of_its_own_claim(disputed, make_claim, reviewer):
    other = make_claim("Another?")
    with pytest.raises(InvalidInputError, match="belongs to another claim"):
        add_comment(claim=other, discrepancy=disputed.discrepancies.get(), text="x", by=reviewer)


def test_a_withdrawn_comment_keeps_its_text_and_says_by_whom(disputed, reviewer):
    comment = add_comment(claim=disputed, text="Wrong.", by=reviewer).comment
    withdraw_comment(comment=comment, by=reviewer)
    comment.refresh_from_db()
    assert (comment.text, comment.withdrawn_by) == ("Wrong.", reviewer)
    with pytest.raises(ChangedMeanwhileError):
        withdraw_comment(comment=comment, by=reviewer)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(role, role is Role.ADMINISTRATOR) for role in Role],
)
def test_a_comment_of_somebody_else_is_withdrawn_by_an_administrator_alone(disputed, reviewer, role, allowed):
    comment = add_comment(claim=disputed, text="x", by=reviewer).comment
    somebody = person("somebody", role)
    if allowed:
        withdraw_comment(comment=comment, by=somebody)
    else:
        with pytest.raises(NotPermittedError):
            withdraw_comment(comment=comment, by=somebody)
    comment.refresh_from_db()
    assert (comment.withdrawn_at is not None) is allowed


def test_who_withdrew_what_they_said_takes_part_no_longer(disputed, reviewer, approver):
    withdraw_comment(
        comment=add_comment(claim=disputed, text="Wrong place.", by=reviewer).comment, by=reviewer
    )
    add_comment(claim=disputed, text="x", by=approver)
    assert told(reviewer) == []


def test_watching_twice_is_once_and_not_watching_is_no_error(disputed, reader):
    watch_claim(claim=disputed, by=reader)
    watch_claim(claim=disputed, by=reader)
    assert Watch.objects.count() == 1
    unwatch_claim(claim=disputed, by=reader)
    unwatch_claim(claim=disputed, by=reader)
    assert not Watch.objects.exists()


def test_the_database_itself_keeps_no_comment_without_words(disputed, reviewer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(claim=disputed, by=reviewer, at=timezone.now(), text="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(
            claim=disputed, by=reviewer, at=timezone.now(), text="x", withdrawn_at=timezone.now()
        )
