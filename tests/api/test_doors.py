"""Who is let in: a token for this, of a person who may do it, at this moment."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from factcheck.api.authentication import MOST_FAILURES
from factcheck.api.description import description, operations_in
from factcheck.core.roles import ALLOWED, Role
from factcheck.core.scopes import Scope
from factcheck.models import ApiToken, Verdict
from factcheck.services.tokens import make_token, revoke_token
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db

OPERATIONS = [
    (method.upper(), path, Scope(operation["x-scope"]))
    for path, method, operation in operations_in(description())
]
EVERYBODY = [*(role.value for role in Role), "stranger"]


@pytest.fixture
def addresses(disputed, make_claim, cite, reviewer):
    """Each address of the description, with what is on the desk in it."""
    from factcheck.services.verdicts import VerdictWords, propose_verdict

    settled = make_claim("How many came back?", ref="came-back")
    cite(settled, "12")
    words = VerdictWords(
        answer="12", sentence="Twelve.", basis="The report.", single_origin_reason="Only one."
    )
    verdict = propose_verdict(claim=settled, words=words, by=reviewer)
    citation = cite(disputed, "about 31,000", attribution="The Ministry")
    keys = {
        "claims": disputed.ref,
        "citations": citation.ref,
        "sources": citation.source.ref,
        "discrepancies": disputed.discrepancies.get().pk,
        "verdicts": verdict.pk,
        "attributions": citation.attribution_id,
        "exports": "csv",
    }
    found = {}
    for _method, path, _scope in OPERATIONS:
        noun = path.split("/")[3]
        found[path] = path.format(**dict.fromkeys(("ref", "key", "file_format"), keys.get(noun)))
    return found


def is_let_in(response) -> bool:
    """Whether it came past the door; what it then lacks, a body or an ETag, is another matter."""
    assert response.status_code != 401
    return response.status_code != 403


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_comes_through_its_doors_and_no_others(role, addresses, program, request):
    person = request.getfixturevalue(role)
    # A token for everything, whoever has it: one that was made before roles were lost, say.
    given = "factcheck_made-by-hand"
    digest = hashlib.sha256(given.encode()).hexdigest()
    ApiToken.objects.create(
        person=person, name="All", digest=digest, scopes=list(Scope), made_at=timezone.now()
    )
    everything = Program(given)
    opened = {
        (method, path): is_let_in(everything.ask(method, addresses[path], {} if method != "GET" else None))
        for method, path, _scope in OPERATIONS
    }
    roles = {Role(role)} if role != "stranger" else set()
    assert opened == {
        (method, path): not ALLOWED[scope.act].isdisjoint(roles) for method, path, scope in OPERATIONS
    }


@pytest.mark.parametrize("scope", Scope)
def test_a_token_opens_what_it_was_made_for_and_nothing_else(scope, addresses, program, administrator):
    one = program(administrator, scope)
    for method, path, needed in OPERATIONS:
        response = one.ask(method, addresses[path], {} if method != "GET" else None)
        assert is_let_in(response) is (needed is scope), (method, path)
        if needed is not scope:
            assert response.json()["detail"].startswith("This token is not for ")


def test_nobody_comes_in_without_a_token(addresses):
    nobody = Program()
    for method, path, _scope in OPERATIONS:
        response = nobody.ask(method, addresses[path], {} if method != "GET" else None)
        assert response.status_code == 401, (method, path)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Bearer factcheck_x", "Basic YTpi", "Bearer \xe4", "x" * 900]
)
def test_what_is_no_token_opens_nothing(given, db):
    assert Client().get("/api/v1/claims", headers={"Authorization": given}).status_code == 401


def test_a_cookie_opens_nothing(contributor):
    client = Client()
    client.force_login(contributor)
    assert client.get("/api/v1/claims").status_code == 401
    assert client.get("/api/").status_code == 200


@pytest.mark.parametrize(
    ("role", "scope", "path", "sentence"),
    [
        ("contributor", Scope.RECORD, "/claims", "Only contributors record here."),
        ("reviewer", Scope.PROPOSE, "/claims/{}/reopen", "Only reviewers propose here."),
        ("approver", Scope.APPROVE, "/discrepancies/1/approve", "Only approvers approve here."),
    ],
)
def test_a_role_that_is_lost_ends_what_its_token_could_do(
    role, scope, path, sentence, disputed, program, request
):
    """Beside the test of the pages, which refuses with the same sentence."""
    person = request.getfixturevalue(role)
    one = program(person, Scope.READ, scope)
    assert one.post(path.format(disputed.ref), {}).status_code != 403
    person.groups.set(Group.objects.filter(name=Role.READER.value))
    refused = one.post(path.format(disputed.ref), {})
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith(sentence)
    assert one.get("/claims").status_code == 200
    person.groups.clear()
    assert one.get("/claims").json()["detail"].startswith("You have no role at this desk.")


def test_a_token_that_was_revoked_opens_nothing_at_once(contributor, program):
    one = program(contributor)
    assert one.get("/claims").status_code == 200
    revoke_token(token=ApiToken.objects.get(), by=contributor)
    assert one.get("/claims").status_code == 401


def test_a_token_that_has_ended_opens_nothing(contributor):
    soon = timezone.now() + timedelta(minutes=5)
    token, secret = make_token(name="Short", scopes=[Scope.READ], by=contributor, expires_at=soon)
    assert Program(secret).get("/claims").status_code == 200
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())
    assert Program(secret).get("/claims").status_code == 401


def test_somebody_without_a_log_in_has_no_token_either(contributor, program):
    one = program(contributor)
    contributor.is_active = False
    contributor.save()
    assert one.get("/claims").status_code == 401


def test_that_a_token_is_used_is_noted_once_a_minute(contributor, program, django_assert_num_queries):
    one = program(contributor)
    one.get("/token")
    noted = ApiToken.objects.get().last_used_at
    one.get("/token")
    assert ApiToken.objects.get().last_used_at == noted
    ApiToken.objects.update(last_used_at=noted - timedelta(minutes=2))
    one.get("/token")
    assert ApiToken.objects.get().last_used_at > noted


def test_whoever_tries_tokens_is_told_to_wait_and_whoever_has_one_is_not(contributor, program):
    guesser, one = Program("factcheck_guessed"), program(contributor)
    assert {guesser.get("/claims").status_code for _try in range(MOST_FAILURES)} == {401}
    told = guesser.get("/claims")
    assert (told.status_code, told.headers["Retry-After"]) == (429, "60")
    assert one.get("/claims").status_code == 200


def test_a_token_says_for_whom_it_acts_and_what_it_may(reviewer, program):
    said = program(reviewer, Scope.READ, Scope.PROPOSE).get("/token").json()
    assert (said["username"], said["roles"], said["may"]) == ("reviewer", ["reviewer"], ["read", "propose"])


def test_whoever_proposed_does_not_approve_by_a_program_either(disputed, second_reviewer, program):
    one = program(second_reviewer)
    path = f"/discrepancies/{disputed.discrepancies.get().pk}"
    decision = {
        "outcome": "report_range",
        "cause": "genuine_disagreement",
        "answer": "30,000 to 35,000",
        "sentence": "Between 30,000 and 35,000 people fled.",
        "rationale": "Two counts.",
    }
    assert one.decide(path, "propose", decision).status_code == 200
    refused = one.decide(path, "approve", {})
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("Not approved: you proposed this.")
    assert not Verdict.objects.exists()
