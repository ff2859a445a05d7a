"""What goes out by e-mail, when, to whom, and what happens where it cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.core.notices import Choice, Kind, Mail
from factcheck.core.roles import Role
from factcheck.core.sentences import Sentence
from factcheck.models import Notification
from factcheck.models.speech import spoken
from factcheck.services.comments import add_comment, withdraw_comment
from factcheck.services.mailing import send_at_once, send_waiting
from factcheck.services.notice_choices import choices_of, choose_notices, mark_all_read
from factcheck.services.notifying import News, tell, tell_all
from factcheck.services.watching import watch_claim
from tests.conftest import person

pytestmark = pytest.mark.django_db

REFUSED = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def no_mail_server(settings):
    """A mail server that refuses connections: nobody listens on the port that no program may take."""
    settings.EMAIL_BACKEND = REFUSED
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2


@pytest.fixture
def anna(db):
    return with_address("anna", Role.APPROVER)


@pytest.fixture
def ben(db):
    return with_address("ben", Role.REVIEWER)


def with_address(name, *roles):
    somebody = person(name, *roles)
    somebody.email = f"{name}@desk.example"
    somebody.save()
    return somebody


def choose(somebody, kind, mail_when, *, in_app=True):
    choose_notices(choices={kind: Choice(in_app, mail_when)}, by=somebody)


def test_what_is_wanted_at_once_goes_out_after_the_transaction(
    disputed, anna, ben, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as after:
        add_comment(claim=disputed, text="@anna, which\nregister?", by=ben)
        assert mail.outbox == []
    for send in after:
        send()
    (sent,) = mail.outbox
    assert sent.to == ["anna@desk.example"]
    assert sent.subject == "Factcheck: How many people fled? – Ben mentioned you in a comment."
    notice = Notification.objects.get()
    assert f"http://localhost:8000/notices/{notice.pk}/" in sent.body
    assert "“@anna, which register?”" in sent.body
    assert "http://localhost:8000/notices/choices/" in sent.body
    assert notice.mailed_at is not None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_where_the_act_is_undone_nothing_is_sent_and_nothing_told(anna, ben, make_claim):
    claim = make_claim()
    with transaction.atomic():
        add_comment(claim=claim, text="@anna", by=ben)
        transaction.set_rollback(True)
    assert (mail.outbox, Notification.objects.count()) == ([], 0)
    add_comment(claim=claim, text="@anna", by=ben)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_fails_breaks_nothing_and_the_mail_waits(
    disputed, anna, ben, no_mail_server, django_capture_on_commit_callbacks, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        add_comment(claim=disputed, text="@anna", by=ben)
    notice = Notification.objects.get()
    assert (notice.mail, notice.mailed_at) == ("at_once", None)
    assert "The mail server does not answer" in caplog.text
    with pytest.raises(CommandError, match="1 mail could not be sent"):
        call_command("send_notices")


def test_the_command_sends_later_what_could_not_be_sent_and_does_so_once(disputed, anna, ben, capsys):
    add_comment(claim=disputed, text="@anna", by=ben)  # nothing is committed here, so nothing was sent
    call_command("send_notices")
    assert capsys.readouterr().out == "At once: 1 mail with 1 notice\n"
    call_command("send_notices")
    assert capsys.readouterr().out == "At once: 0 mails with 0 notices\n"
    assert len(mail.outbox) == 1


def test_the_digest_is_one_mail_a_person_with_claims_together(
    disputed, make_claim, anna, ben, reader, capsys
):
    other = make_claim("How many came back?")
    for claim in (disputed, other):
        watch_claim(claim=claim, by=anna)
    for number in range(2):
        for claim in (disputed, other):
            add_comment(claim=claim, text=f"Number {number}.", by=ben)
    call_command("send_notices")
    assert mail.outbox == []
    call_command("send_notices", daily=True)
    assert "Daily: 1 mail with 4 notices" in capsys.readouterr().out
    (sent,) = mail.outbox
    assert sent.subject == "Factcheck: 4 notices"
    assert sent.body.count("How many people fled?") == sent.body.count("How many came back?") == 1
    assert sent.body.index("How many came back?") < sent.body.index("How many people fled?")
    call_command("send_notices", daily=True)
    assert len(mail.outbox) == 1


def test_what_is_being_sent_already_is_not_sent_again(disputed, anna, ben):
    add_comment(claim=disputed, text="@anna", by=ben)
    keys = [Notification.objects.get().pk]
    assert (send_at_once(keys).mails, send_at_once(keys).mails, send_waiting(Mail.AT_ONCE).mails) == (1, 0, 0)


class Killed(BaseException):
    """The process ends in the middle."""


def test_killed_in_the_middle_nothing_is_sent_twice(disputed, anna, ben, monkeypatch):
    carl = with_address("carl", Role.READER)
    add_comment(claim=disputed, text="@anna @carl", by=ben)
    send = mail.EmailMessage.send

    def die_after_sending(self, **rest):
        send(self, **rest)
        raise Killed

    monkeypatch.setattr(mail.EmailMessage, "send", die_after_sending)
    with pytest.raises(Killed):
        send_waiting(Mail.AT_ONCE)
    monkeypatch.undo()
    send_waiting(Mail.AT_ONCE)
    assert sorted(to for sent in mail.outbox for to in sent.to) == sorted([anna.email, carl.email])


def test_one_address_that_is_refused_holds_nobody_else_up(disputed, anna, ben, caplog):
    carl = with_address("carl", Role.READER)
    carl.email = "carl@desk.example\nBcc: everybody@desk.example"
    carl.save()
    add_comment(claim=disputed, text="@anna @carl", by=ben)
    sent = send_waiting(Mail.AT_ONCE)
    assert (sent.mails, sent.failed) == (1, 1)
    assert mail.outbox[0].to == [anna.email]
    assert "No mail could be sent to carl" in caplog.text
    assert Notification.objects.get(person=carl).mailed_at is None


@pytest.mark.parametrize("ugly", ["\nBcc: all@desk.example", "\r\n\r\nBody", "\u2028x", "\x0bx", "x" * 400])
def test_a_subject_is_one_short_line_whatever_anybody_wrote(make_claim, anna, ben, ugly):
    claim = make_claim(f"How many?{ugly}")
    ben.first_name = f"Ben{ugly[:100]}"
    ben.save()
    add_comment(claim=claim, text="@anna", by=ben)
    send_waiting(Mail.AT_ONCE)
    (sent,) = mail.outbox
    assert len(sent.subject) <= 120
    assert len(sent.subject.splitlines()) == 1
    assert set(sent.message().keys()) == set(mail.EmailMessage(to=["x@y.z"]).message().keys())


def test_people_without_an_address_get_no_mail_but_the_notice(disputed, approver, ben):
    add_comment(claim=disputed, text="@approver", by=ben)
    assert Notification.objects.get().mail == "none"
    approver.email = "approver@desk.example"
    approver.save()
    assert send_waiting(Mail.AT_ONCE).mails == 0


@pytest.mark.parametrize("lost", ["role", "address", "log-in"])
def test_who_lost_role_address_or_log_in_meanwhile_gets_no_mail(disputed, anna, ben, lost):
    add_comment(claim=disputed, text="@anna", by=ben)
    if lost == "role":
        anna.groups.clear()
    elif lost == "address":
        anna.email = ""
    else:
        anna.is_active = False
    anna.save()
    assert send_waiting(Mail.AT_ONCE).mails == 0
    assert not Notification.objects.awaiting_mail(Mail.AT_ONCE).exists()


def test_a_withdrawn_comment_is_not_mailed_though_its_notice_is(disputed, anna, ben):
    comment = add_comment(claim=disputed, text="@anna, secret words", by=ben).comment
    withdraw_comment(comment=comment, by=ben)
    send_waiting(Mail.AT_ONCE)
    assert "secret words" not in mail.outbox[0].body


@pytest.mark.parametrize("in_app", [True, False])
@pytest.mark.parametrize("wanted", list(Mail))
def test_each_person_gets_what_they_chose(disputed, anna, ben, in_app, wanted):
    choose(anna, Kind.MENTIONED, wanted, in_app=in_app)
    add_comment(claim=disputed, text="@anna", by=ben)
    sent = {one: send_waiting(one).notices for one in (Mail.AT_ONCE, Mail.DAILY)}
    assert sent == {one: int(one is wanted) for one in (Mail.AT_ONCE, Mail.DAILY)}
    assert Notification.objects.for_list(anna).exists() is in_app
    assert Notification.objects.filter(person=anna).unread().exists() is in_app
    assert choices_of(anna)[Kind.MENTIONED] == Choice(in_app, wanted)


def test_who_wants_no_mentions_hears_of_the_comment_where_that_is_wanted(disputed, anna, ben):
    choose(anna, Kind.MENTIONED, Mail.NONE, in_app=False)
    watch_claim(claim=disputed, by=anna)
    add_comment(claim=disputed, text="@anna", by=ben)
    assert Notification.objects.get().kind == "commented"


def test_a_second_choice_takes_the_place_of_the_first(anna):
    choose(anna, Kind.MENTIONED, Mail.NONE)
    choose(anna, Kind.MENTIONED, Mail.DAILY, in_app=False)
    assert choices_of(anna)[Kind.MENTIONED] == Choice(in_app=False, mail=Mail.DAILY)


def test_reading_in_the_app_marks_only_ones_own(disputed, anna, ben):
    carl = with_address("carl", Role.READER)
    add_comment(claim=disputed, text="@anna @carl", by=ben)
    assert mark_all_read(by=anna) == 1
    assert mark_all_read(by=anna) == 0
    assert Notification.objects.filter(person=carl).unread().count() == 1


def test_a_sentence_is_kept_so_that_it_can_be_spoken_later(disputed, anna, ben):
    inner = Sentence("because of %(what)s", {"what": "x%y"})
    sentence = Sentence(
        "%(who)s, %(count)s days, %(day)s: %(why)s",
        {"who": "Zoë %s", "count": 3, "day": date(2026, 3, 1), "why": inner},
    )
    tell(Kind.ASSIGNED, claim=disputed, by=ben, sentence=sentence, people=[anna])
    kept = Notification.objects.get().sentence
    assert kept == sentence
    assert spoken(kept) == "Zoë %s, 3 days, 1 Mar 2026: because of x%y"


def news_on(claims, watcher):
    for claim in claims:
        watch_claim(claim=claim, by=watcher)
    return [
        News(kind=Kind.REOPENED, claim=claim, by=None, sentence=Sentence("Open again."), discrepancy=None)
        for claim in claims
    ]


def test_telling_of_thirty_claims_asks_as_often_as_of_three(make_claim, anna):
    news = news_on([make_claim(f"Question {number}?") for number in range(33)], anna)
    with CaptureQueriesContext(connection) as of_three:
        tell_all(news[:3])
    with CaptureQueriesContext(connection) as of_thirty:
        tell_all(news[3:])
    assert len(of_thirty) == len(of_three)
    assert Notification.objects.filter(person=anna, kind="reopened").count() == 33


def test_a_thousand_surprises_are_one_mail_that_says_how_many(make_claim, anna):
    claim = make_claim()
    watch_claim(claim=claim, by=anna)
    one = News(kind=Kind.REOPENED, claim=claim, by=None, sentence=Sentence("Open again."))
    tell_all([one] * 1_000)
    assert send_waiting(Mail.AT_ONCE).mails == 1
    (sent,) = mail.outbox
    assert sent.subject == "Factcheck: 1,000 notices"
    assert sent.body.count("Open again.") == 200
    assert "And 800 more." in sent.body


def test_without_a_mail_server_mails_are_kept_as_files(disputed, anna, ben, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    add_comment(claim=disputed, text="@anna, Grüße 안녕", by=ben)
    send_waiting(Mail.AT_ONCE)
    (file,) = Path(settings.EMAIL_FILE_PATH).iterdir()
    assert "To: anna@desk.example" in file.read_text(encoding="utf-8")
