"""The pages of webhooks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.core.webhooks import VerdictEvent
from factcheck.models import Webhook, WebhookDelivery
from tests.web.seen import words

pytestmark = pytest.mark.django_db

SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{32}")
PUBLIC = "https://93.184.215.14/hook"
"""A number of the public network, so that no name is looked up."""


@pytest.fixture(autouse=True)
def asks_others(settings):
    settings.FETCH_ADDRESSES = True


@pytest.fixture
def client(browse, administrator):
    return browse(administrator)


@pytest.fixture
def hook() -> Webhook:
    return Webhook.objects.create(
        address="https://news.example.org/factcheck", secret="whsec_c2VjcmV0", events=["verdict.changed"]
    )


def sent(hook: Webhook, number: int, **said: object) -> WebhookDelivery:
    return WebhookDelivery.objects.create(
        webhook=hook, message=f"msg_{number}", event="verdict.changed", claim_ref="fled", body={}, **said
    )


def test_an_address_is_registered_and_its_secret_is_shown_once(client):
    assert "No other program is told of answers yet." in words(client.get("/webhooks/"))
    answer = client.post("/webhooks/", {"address": PUBLIC, "events": list(VerdictEvent)})
    hook = Webhook.objects.get()
    assert SECRET.findall(answer.content.decode()) == [hook.secret]
    assert "no-store" in answer.headers["Cache-Control"]
    assert (hook.address, hook.events, hook.registered_by.username) == (
        PUBLIC,
        list(VerdictEvent),
        "administrator",
    )
    for path in ("/webhooks/", hook.get_absolute_url()):
        assert not SECRET.search(client.get(path).content.decode())


@pytest.mark.parametrize(
    ("sends", "says"),
    [
        ({"address": "http://93.184.215.14/", "events": ["verdict.changed"]}, "begins with https://"),
        ({"address": "https://10.0.0.8/", "events": ["verdict.changed"]}, "leads into a private network"),
        ({"address": "", "events": ["verdict.changed"]}, "Give the address"),
        ({"address": PUBLIC}, "Choose at least one event."),
    ],
)
def test_what_is_refused_is_said_and_still_there(client, sends, says):
    answer = client.post("/webhooks/", sends)
    assert answer.status_code == 422
    assert says in words(answer)
    assert sends["address"] in answer.content.decode()
    assert not Webhook.objects.exists()


def test_of_what_it_is_told_can_be_chosen_anew(client, hook):
    client.post(hook.get_absolute_url(), {"events": ["verdict.approved"]})
    hook.refresh_from_db()
    assert hook.events == ["verdict.approved"]
    answer = client.post(hook.get_absolute_url(), {})
    assert (answer.status_code, "Choose at least one event." in words(answer)) == (422, True)


def test_it_is_switched_off_and_on_again(client, hook):
    seen = client.post(f"{hook.get_absolute_url()}switch/", follow=True)
    assert "Switched off: nothing is sent." in words(seen)
    assert f"{hook.get_absolute_url()}test/" not in seen.content.decode()
    refused = client.post(f"{hook.get_absolute_url()}test/", follow=True)
    assert "Switch it on first." in words(refused)
    seen = client.post(f"{hook.get_absolute_url()}switch/", {"is_on": "yes"}, follow=True)
    assert f"{hook.get_absolute_url()}test/" in seen.content.decode()


def test_a_test_is_on_its_way_and_stands_in_the_log(client, hook):
    seen = words(client.post(f"{hook.get_absolute_url()}test/", follow=True))
    assert "A test is on its way." in seen
    assert "about to be sent" in seen
    assert WebhookDelivery.objects.get().event == "test"


def test_the_secret_is_changed_and_the_new_one_shown_once(client, hook):
    answer = client.post(f"{hook.get_absolute_url()}secret/")
    before = hook.secret
    hook.refresh_from_db()
    assert SECRET.findall(answer.content.decode()) == [hook.secret]
    assert "the earlier secret signs along, so that nothing is lost" in words(answer)
    assert hook.earlier_secret == before


def test_the_log_says_what_became_of_each_message(client, hook):
    now = timezone.now()
    sent(hook, 1, attempts=1, delivered_at=now)
    sent(hook, 2, attempts=2, problem="It answered 500.", next_try_at=now + timedelta(hours=1))
    sent(hook, 3, attempts=11, problem="It answered 404.")
    seen = words(client.get(hook.get_absolute_url()))
    assert "arrived on" in seen
    assert "It answered 500. Next try on" in seen
    assert "given up. It answered 404." in seen


def test_three_messages_cost_as_many_queries_as_thirty(client, hook):
    counted = []
    for first, last in ((0, 3), (3, 30)):
        for number in range(first, last):
            sent(hook, number)
            Webhook.objects.create(
                address=f"https://{number}.example.org/", secret="whsec_c2VjcmV0", events=[]
            )
        with CaptureQueriesContext(connection) as queries:
            client.get("/webhooks/")
            client.get(hook.get_absolute_url())
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("who", ["contributor", "reader"])
def test_only_administrators_are_shown_the_way(browse, request, client, who):
    assert 'href="/webhooks/"' in client.get("/").content.decode()
    assert 'href="/webhooks/"' not in browse(request.getfixturevalue(who)).get("/").content.decode()
