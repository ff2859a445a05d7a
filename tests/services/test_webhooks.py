"""Webhooks: other programs are told when an answer changes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from factcheck.core.roles import NotPermittedError
from factcheck.core.webhooks import WAITS, VerdictEvent
from factcheck.models import Citation, Claim, Import, Webhook, WebhookDelivery
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.errors import InvalidInputError
from factcheck.services.importing.undoing import undo_import
from factcheck.services.intake.addresses import NotFetchedError
from factcheck.services.intake.fetching import Reach
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.retracting import retract_source
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.webhooks.registering import (
    change_secret,
    choose_events,
    register_webhook,
    send_test,
    switch_webhook,
)
from factcheck.services.webhooks.sending import send, send_due
from tests.services.desk_work import PREFER_30, flag_on, settle
from tests.services.dumping import differences, dump
from tests.services.web_server import page, site

pytestmark = pytest.mark.django_db

HERE = Reach(seconds=3, silent_seconds=1, allow_loopback=True, any_port=True)
ALL = list(VerdictEvent)


@pytest.fixture(autouse=True)
def asks_others(settings):
    settings.FETCH_ADDRESSES = True
    settings.SITE_URL = "https://desk.example.org"


@pytest.fixture
def receiver():
    with site() as shown:
        shown.pages["/hook"] = page(b"", status=204)
        yield shown


@pytest.fixture
def hook(receiver, administrator) -> Webhook:
    return register_webhook(address=receiver.url("/hook"), events=ALL, by=administrator, reach=HERE)[0]


def told() -> list[tuple[str, str | None, str | None]]:
    """Event, what was printed and what is, of each message in order."""
    rows = WebhookDelivery.objects.order_by("pk").values_list("event", "body")
    return [
        (event, *((body["data"][side] or {}).get("answer") for side in ("was", "now")))
        for event, body in rows
    ]


def signed_with(secret: str, headers: dict[str, str], body: bytes) -> str:
    """A signature, computed as the specification says it, by nothing of the desk."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def test_the_life_of_an_answer_is_told_step_by_step(hook, disputed, contributor, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="The register was revised.", by=reviewer)
    settle(disputed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    another = ClaimWords(question="How many people left?", unit="person")
    amend_claim(claim=disputed, words=another, by=contributor)
    assert told() == [
        ("verdict.approved", None, "about 30,000"),
        ("verdict.reopened", "about 30,000", None),
        ("verdict.approved", "about 30,000", "about 31,000"),
        ("verdict.withdrawn", "about 31,000", None),
    ]
    first = WebhookDelivery.objects.earliest("pk").body
    assert first["type"] == "verdict.approved"
    assert first["data"] | {"was": None} == {
        "claim": "fled",
        "question": "How many people fled?",
        "link": "https://desk.example.org/claims/fled/",
        "was": None,
        "now": {"answer": "about 30,000", "sentence": "About 30,000 people fled."},
        "why": "The register counts everyone.",
    }


def test_a_message_arrives_once_and_is_signed(hook, receiver, disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    delivery = WebhookDelivery.objects.get()
    assert send(delivery.pk, reach=HERE) is True
    assert send(delivery.pk, reach=HERE) is None
    (body,), (headers,) = receiver.posted, receiver.asked
    assert headers["webhook-id"] == delivery.message
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert headers["webhook-signature"] == signed_with(hook.secret, headers, body)
    assert json.loads(body)["data"]["now"]["answer"] == "about 30,000"
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.next_try_at) == (204, 1, None)
    assert delivery.delivered_at is not None


def test_for_a_day_after_a_change_both_secrets_sign(hook, receiver, administrator):
    new = change_secret(webhook=hook, by=administrator)
    send_test(webhook=hook, by=administrator)
    assert send_due(reach=HERE).delivered == 1
    assert receiver.asked[0]["webhook-signature"].split() == [
        signed_with(secret, receiver.asked[0], receiver.posted[0]) for secret in (new, hook.secret)
    ]
    Webhook.objects.update(earlier_until=timezone.now())
    send_test(webhook=hook, by=administrator)
    send_due(reach=HERE)
    assert receiver.asked[1]["webhook-signature"] == signed_with(new, receiver.asked[1], receiver.posted[1])


@pytest.mark.parametrize(
    ("status", "says"), [(500, "It answered 500."), (302, "It answered 302."), (404, "It answered 404.")]
)
def test_what_does_not_arrive_is_tried_again_after_growing_waits_and_then_given_up(
    hook, receiver, administrator, status, says
):
    receiver.pages["/hook"] = page(b"", status=status, Location="/elsewhere")
    delivery = send_test(webhook=hook, by=administrator)
    for wait in WAITS:
        before = timezone.now()
        assert send(delivery.pk, reach=HERE) is False
        assert send(delivery.pk, reach=HERE) is None
        delivery.refresh_from_db()
        assert wait <= delivery.next_try_at - before < wait + timedelta(seconds=10)
        WebhookDelivery.objects.update(next_try_at=timezone.now())
    assert send(delivery.pk, reach=HERE) is False
    delivery.refresh_from_db()
    assert (delivery.problem, delivery.next_try_at, delivery.delivered_at) == (says, None, None)
    assert len(receiver.posted) == len(WAITS) + 1


def test_a_message_whose_sender_was_killed_is_sent_by_another(hook, receiver, administrator):
    delivery = send_test(webhook=hook, by=administrator)
    WebhookDelivery.objects.update(attempts=1, next_try_at=timezone.now() + timedelta(minutes=2))
    assert send(delivery.pk, reach=HERE) is None
    WebhookDelivery.objects.update(next_try_at=timezone.now())
    assert send(delivery.pk, reach=HERE) is True


def test_an_address_that_says_it_is_gone_is_switched_off(hook, receiver, administrator):
    receiver.pages["/hook"] = page(b"", status=410)
    send(send_test(webhook=hook, by=administrator).pk, reach=HERE)
    hook.refresh_from_db()
    assert not hook.is_on
    assert WebhookDelivery.objects.get().next_try_at is None


def test_nothing_is_sent_into_a_private_network(hook, administrator, receiver, capsys):
    send_test(webhook=hook, by=administrator)
    call_command("send_webhooks")
    assert capsys.readouterr().out == "0 delivered, 1 to be tried again\n"
    assert (receiver.posted, WebhookDelivery.objects.get().problem[:12]) == ([], "This address")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.8/hook",
        "https://[::1]/hook",
        "https://localhost/hook",
        "https://me:secret@example.org/",
        "https://example.org:8443/hook",
        "ftp://example.org/",
        "hook",
        "",
    ],
)
def test_only_an_encrypted_address_of_the_public_web_is_registered(administrator, address):
    with pytest.raises(NotFetchedError):
        register_webhook(address=address, events=ALL, by=administrator)
    assert not Webhook.objects.exists()


def test_where_the_desk_asks_no_other_machine_nothing_is_registered_and_nothing_sent(
    hook, receiver, settings, administrator
):
    settings.FETCH_ADDRESSES = False
    with pytest.raises(NotFetchedError, match="sends nothing to other machines"):
        register_webhook(address="https://example.org/", events=ALL, by=administrator)
    assert send(send_test(webhook=hook, by=administrator).pk, reach=HERE) is False
    assert receiver.posted == []


@pytest.mark.parametrize("who", ["contributor", "reviewer", "approver", "reader", "stranger"])
def test_only_administrators_have_to_do_with_webhooks(hook, request, who):
    somebody = request.getfixturevalue(who)
    for act in (
        lambda: register_webhook(address="https://example.org/", events=ALL, by=somebody),
        lambda: choose_events(webhook=hook, events=ALL, by=somebody),
        lambda: switch_webhook(webhook=hook, is_on=False, by=somebody),
        lambda: change_secret(webhook=hook, by=somebody),
        lambda: send_test(webhook=hook, by=somebody),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_an_address_hears_only_what_it_was_registered_for_and_nothing_while_it_is_off(
    hook, administrator, disputed, reviewer, approver
):
    with pytest.raises(InvalidInputError, match="at least one event"):
        choose_events(webhook=hook, events=[], by=administrator)
    choose_events(webhook=hook, events=[VerdictEvent.REOPENED], by=administrator)
    settle(disputed, reviewer, approver, standings=PREFER_30)
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="Look again.", by=reviewer)
    assert [event for event, _was, _now in told()] == ["verdict.reopened"]
    switch_webhook(webhook=hook, is_on=False, by=administrator)
    assert send_due(reach=HERE).delivered == 0
    hook.refresh_from_db()
    with pytest.raises(InvalidInputError, match="Switch it on first"):
        send_test(webhook=hook, by=administrator)
    switch_webhook(webhook=hook, is_on=True, by=administrator)
    assert send_due(reach=HERE).delivered == 0


def test_no_message_tells_who_a_sensitive_source_is(
    hook, receiver, disputed, contributor, reviewer, approver
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    source = disputed.citations.earliest("pk").source
    retract_source(source=source, because="Source 1 was made up.", by=reviewer)
    assert source.title in WebhookDelivery.objects.latest("pk").body["data"]["why"]
    mark_sensitive(source=source, is_sensitive=True, because="They would be in danger.", by=contributor)
    assert send_due(reach=HERE).delivered == 2
    assert all(source.title.encode() not in body for body in receiver.posted)


def test_what_an_import_did_to_an_answer_is_told_and_taken_back_with_it(
    hook, receiver, disputed, contributor, reviewer, approver, bring
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    send_due(reach=HERE)
    before = dump()
    contrary = {"claim_ref": "fled", "source_ref": "other", "source_title": "Other", "figure": "about 90,000"}
    for is_told in (True, False):
        number = bring(contrary, by=contributor).number
        assert told()[-1] == ("verdict.reopened", "about 30,000", None)
        if is_told:
            send_due(reach=HERE)
        undo_import(run=Import.objects.get(pk=number), by=contributor)
        assert told()[-1] == ("verdict.approved", None, "about 30,000")
        assert len(told()) == 3
        assert set(differences(before, dump())) == {"factcheck_webhookdelivery"}
    assert Claim.objects.get().printed.answer == "about 30,000"


@pytest.mark.parametrize(
    "wants_no_more",
    [
        lambda hook, by: switch_webhook(webhook=hook, is_on=False, by=by),
        lambda hook, by: choose_events(webhook=hook, events=[VerdictEvent.REOPENED], by=by),
    ],
    ids=["switched off", "other events"],
)
def test_who_wants_to_hear_no_more_of_it_is_not_told_that_an_import_was_taken_back(
    wants_no_more, hook, receiver, disputed, contributor, reviewer, approver, administrator, bring
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    contrary = {"claim_ref": "fled", "source_ref": "other", "source_title": "Other", "figure": "about 90,000"}
    number = bring(contrary, by=contributor).number
    send_due(reach=HERE)
    before = told()
    wants_no_more(hook, administrator)
    undo_import(run=Import.objects.get(pk=number), by=contributor)
    assert told() == before


def test_where_nobody_listens_nothing_is_written(disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    assert not WebhookDelivery.objects.exists()


def test_a_change_that_did_not_come_about_is_not_told(hook, disputed, contributor, make_source):
    with pytest.raises(InvalidInputError):
        record_citation(
            claim=disputed, source=make_source("Other"), words=CitationWords(figure=""), by=contributor
        )
    assert Citation.objects.count() == 2
    assert told() == []
