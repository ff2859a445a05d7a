"""Whose request it is, behind proxies and without."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from factcheck.api.authentication import MOST_FAILURES
from factcheck.web.client_address import client_address


@pytest.mark.parametrize(
    ("trusted", "connected", "said", "found"),
    [
        pytest.param([], "203.0.113.9", "198.51.100.1", "203.0.113.9", id="nobody is trusted"),
        pytest.param(["10.0.0.5"], "203.0.113.9", "198.51.100.1", "203.0.113.9", id="a stranger says so"),
        pytest.param(["10.0.0.5"], "10.0.0.5", "198.51.100.1", "198.51.100.1", id="one proxy"),
        pytest.param(
            ["10.0.0.5"], "10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1", id="forged before it"
        ),
        pytest.param(
            ["10.0.0.0/8"], "10.0.0.5", "1.1.1.1, 198.51.100.1, 10.7.7.7", "198.51.100.1", id="two proxies"
        ),
        pytest.param(["10.0.0.5"], "10.0.0.5", "", "10.0.0.5", id="a proxy that says nothing"),
        pytest.param(["10.0.0.5"], "10.0.0.5", "somebody", "10.0.0.5", id="a proxy that says no address"),
        pytest.param(["10.0.0.0/8"], "10.0.0.5", "10.1.1.1", "10.1.1.1", id="somebody inside"),
        pytest.param(["unix"], "", "198.51.100.1", "198.51.100.1", id="a proxy at a socket"),
        pytest.param(["10.0.0.5"], "", "198.51.100.1", "", id="a socket that is not trusted"),
        pytest.param(["::1"], "::1", "::ffff:198.51.100.1", "198.51.100.1", id="in the form of version 6"),
    ],
)
def test_the_address_is_that_of_whoever_asks(trusted, connected, said, found):
    assert client_address(connected, said.split(","), tuple(trusted)) == found


def test_a_setting_that_is_no_address_is_refused():
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        client_address("10.0.0.5", ["1.1.1.1"], ("proxy.example",))


@pytest.mark.django_db
class TestBehindAProxy:
    """Everybody comes from one address, and is told apart by what the proxy says."""

    def test_who_guesses_passwords_locks_out_nobody_else(self, reader, settings):
        settings.TRUSTED_PROXIES = ["10.0.0.5"]

        def log_in(address: str, password: str) -> int:
            client = Client(REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR=address)
            return client.post("/log-in/", {"username": "reader", "password": password}).status_code

        for _turn in range(11):
            last = log_in("198.51.100.1", "wrong")
        assert last == 429
        assert log_in("198.51.100.1", "reader-pass") == 429
        assert log_in("198.51.100.2", "reader-pass") == 302

    def test_without_trust_nobody_escapes_by_a_forged_header(self, reader):
        for turn in range(11):
            client = Client(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR=f"198.51.100.{turn}")
            last = client.post("/log-in/", {"username": "reader", "password": "wrong"})
        assert last.status_code == 429

    def test_a_program_without_a_token_is_told_to_wait_and_no_other(self, settings):
        settings.TRUSTED_PROXIES = ["10.0.0.5"]
        client = Client(REMOTE_ADDR="10.0.0.5")

        def ask(address: str) -> int:
            return client.get("/api/v1/claims", HTTP_X_FORWARDED_FOR=address).status_code

        assert {ask("198.51.100.3") for _turn in range(MOST_FAILURES)} == {401}
        assert ask("198.51.100.3") == 429
        assert ask("198.51.100.4") == 401
