"""Tokens: made for oneself, for no more than one may do, shown once, and ended by whoever may."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.roles import NotPermittedError
from factcheck.core.scopes import Scope
from factcheck.models import ApiToken
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.tokens import make_token, recognise_token, revoke_token

pytestmark = pytest.mark.django_db


def test_a_token_is_random_and_kept_as_its_digest_only(contributor):
    (token, secret), (other, another) = (
        make_token(name="Nightly", scopes=[Scope.RECORD, Scope.READ], by=contributor) for _two in range(2)
    )
    assert secret != another
    assert len(secret.removeprefix("factcheck_")) == 43, "256 bits"
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    kept = "".join(str(value) for row in ApiToken.objects.values() for value in row.values())
    assert secret not in kept
    assert (token.scopes, token.prefix) == (["read", "record"], secret[:16])
    assert recognise_token(secret) == token
    assert recognise_token(another) == other


@pytest.mark.parametrize(
    ("role", "scopes", "sentence"),
    [
        ("reader", [Scope.RECORD], "Only contributors record here."),
        ("contributor", [Scope.READ, Scope.PROPOSE], "Only reviewers propose here."),
        ("reviewer", [Scope.APPROVE], "Only approvers approve here."),
        ("stranger", [Scope.READ], "You have no role at this desk."),
    ],
)
def test_nobody_makes_a_token_for_what_they_may_not_do(role, scopes, sentence, request):
    with pytest.raises(NotPermittedError, match=sentence):
        make_token(name="More", scopes=scopes, by=request.getfixturevalue(role))
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 81}, "name"),
        ({"scopes": []}, "scopes"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "expires_at"),
    ],
)
def test_a_token_has_a_name_a_purpose_and_a_day_to_come(said, field, reader):
    with pytest.raises(InvalidInputError) as refused:
        make_token(**{"name": "N", "scopes": [Scope.READ], "by": reader} | said)
    assert refused.value.field == field


def test_one_revokes_ones_own_and_administrators_everybodys(reader, contributor, administrator):
    token, secret = make_token(name="Mine", scopes=[Scope.READ], by=reader)
    with pytest.raises(NotPermittedError, match="belongs to Reader"):
        revoke_token(token=token, by=contributor)
    assert recognise_token(secret)
    assert revoke_token(token=token, by=administrator).revoked_by == administrator
    assert recognise_token(secret) is None
    with pytest.raises(ChangedMeanwhileError):
        revoke_token(token=token, by=reader)
