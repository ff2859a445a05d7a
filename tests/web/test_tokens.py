"""The page on which people make tokens for their programs, see them, and revoke them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.core.scopes import Scope
from factcheck.models import ApiToken
from factcheck.services.tokens import make_token
from tests.web.seen import words

pytestmark = pytest.mark.django_db

ASKED = {"name": "Nightly export", "scopes": ["read", "record"], "ends": "90"}


def test_a_token_is_shown_once_and_works(contributor, browse, client):
    page = browse(contributor)
    made = page.post("/tokens/", ASKED)
    (secret,) = re.findall(r'value="(factcheck_[^"]+)"', made.content.decode())
    assert "no-store" in made.headers["Cache-Control"]
    assert secret not in page.get("/tokens/").content.decode()
    assert client.get("/api/v1/token", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    token = ApiToken.objects.get()
    assert (token.name, token.scopes) == ("Nightly export", ["read", "record"])
    assert timedelta(days=89) < token.expires_at - timezone.now() <= timedelta(days=90)
    assert "Nightly export" in words(page.get("/tokens/"))


def test_only_what_one_may_do_is_offered(reader, reviewer, browse):
    assert re.findall(r'name="scopes" value="(\w+)"', browse(reader).get("/tokens/").content.decode()) == [
        "read"
    ]
    offered = re.findall(r'name="scopes" value="(\w+)"', browse(reviewer).get("/tokens/").content.decode())
    assert offered == ["read", "propose"]
    refused = browse(reader).post("/tokens/", ASKED)
    assert refused.status_code == 422
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("missing", ["name", "scopes"])
def test_what_is_missing_is_said_and_the_rest_is_still_there(missing, contributor, browse):
    refused = browse(contributor).post(
        "/tokens/", {**ASKED, missing: ""} if missing == "name" else {"name": "Kept"}
    )
    assert refused.status_code == 422
    assert "Not made:" in words(refused)
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_once_one_has_said_so_twice(contributor, browse):
    token, _secret = make_token(name="Old", scopes=[Scope.READ], by=contributor)
    page = browse(contributor)
    asked = page.get(f"/tokens/{token.pk}/revoke/")
    assert "Revoke the token “Old”?" in words(asked)
    assert ApiToken.objects.get().revoked_at is None
    told = page.post(f"/tokens/{token.pk}/revoke/", follow=True)
    assert "Revoked “Old”." in words(told)
    assert ApiToken.objects.get().revoked_by == contributor
    again = page.post(f"/tokens/{token.pk}/revoke/", follow=True)
    assert "revoked already" in words(again)


def test_administrators_see_and_revoke_everybodys_and_others_their_own(
    contributor, reader, administrator, browse
):
    token, _secret = make_token(name="Of a contributor", scopes=[Scope.RECORD], by=contributor)
    assert "Of a contributor" not in words(browse(reader).get("/tokens/"))
    assert browse(reader).post(f"/tokens/{token.pk}/revoke/").status_code == 403
    assert ApiToken.objects.get().revoked_at is None
    chief = browse(administrator)
    assert "Of a contributor" in words(chief.get("/tokens/"))
    chief.post(f"/tokens/{token.pk}/revoke/")
    seen = words(browse(contributor).get("/tokens/"))
    assert "revoked by Administrator" in seen


def test_the_page_costs_as_many_queries_for_thirty_tokens_as_for_three(administrator, contributor, browse):
    page = browse(administrator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page.get("/tokens/")
        return len(queries)

    for number in range(3):
        make_token(name=f"T{number}", scopes=[Scope.READ], by=contributor)
    page.get("/tokens/")
    few = cost()
    for number in range(27):
        make_token(name=f"U{number}", scopes=[Scope.READ], by=contributor)
    assert cost() == few


def test_the_way_to_the_page_is_in_the_menu(reader, browse):
    assert 'href="/tokens/"' in browse(reader).get("/").content.decode()
