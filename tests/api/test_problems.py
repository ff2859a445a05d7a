"""Whatever goes wrong, a program is told in its own form: problem+json."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from factcheck.api.problems import KINDS
from factcheck.models import Claim

pytestmark = pytest.mark.django_db

FIELDS = {"type", "title", "status", "detail", "errors", "changed"}


def problem(response, status: int) -> dict:
    said = json.loads(response.content)
    assert response.status_code == status == said["status"]
    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(said) == FIELDS
    assert (said["type"], status) in {(kind.type, kind.status) for kind in KINDS}
    assert said["detail"]
    return said


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing",
        "/api/v1/",
        "/api/v2/claims",
        "/api/nothing",
        "/api/v1/claims/",
        "/api/v1/claims/nowhere",
        "/api/v1/claims/a%2Fb",
        "/api/v1/claims/" + "x" * 121,
        "/api/v1/claims/%00",
        "/api/v1/discrepancies/x",
        "/api/v1/discrepancies/0",
        "/api/v1/discrepancies/99999999999999999999999",
        "/api/v1/discrepancies/4294967296",
        "/api/v1/verdicts/1.5",
        "/api/v1/sources/withheld-9999",
        "/api/v1/exports/pdf",
    ],
)
def test_what_is_not_there_is_a_problem_too(path, reader, program):
    problem(program(reader).get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/claims", "GET, POST"),
        ("PUT", "/claims/fled", "GET, PATCH"),
        ("POST", "/vocabulary", "GET"),
        ("GET", "/discrepancies/1/approve", "POST"),
        ("TRACE", "/claims", "GET, POST"),
        ("OPTIONS", "/claims", "GET, POST"),
        ("POST", "/openapi.json", "GET"),
    ],
)
def test_what_cannot_be_done_says_what_can(method, path, allowed, administrator, program):
    response = program(administrator).ask(method, path)
    problem(response, 405)
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "application/json", 422),
        (b"null", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"question": NaN}', "application/json", 422),
        (b'{"question": "\\ud800"}', "application/json", 422),
        (b"question=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b'{"question": "?"}', "application/json; charset=utf-8", 201),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(content, media_type, status, contributor, program):
    one = program(contributor)
    headers = {"Authorization": f"Bearer {one.secret}"}
    response = Client().post("/api/v1/claims", content, content_type=media_type, headers=headers)
    if status == 201:
        assert response.status_code == 201
    else:
        problem(response, status)
        assert not Claim.objects.exists()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(contributor, program, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    problem(program(contributor).post("/claims", {"question": "?" * 200}), 413)


def test_an_error_of_ours_tells_no_more_than_that(reader, program, monkeypatch, caplog):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the secret of the desk")

    one = program(reader)
    monkeypatch.setattr("factcheck.api.claims.listed", broken)
    said = problem(one.get("/claims"), 500)
    assert "secret" not in json.dumps(said)
    assert "the secret of the desk" in caplog.text


def test_an_error_of_ours_leaves_the_key_free(contributor, program, monkeypatch):
    one = program(contributor)
    with monkeypatch.context() as patched:
        patched.setattr("factcheck.api.claims.claim_answer", lambda *_a, **_k: 1 / 0)
        problem(one.post("/claims", {"question": "?"}, Idempotency_Key="k"), 500)
    assert not Claim.objects.exists(), "what was done is undone with the answer"
    assert one.post("/claims", {"question": "?"}, Idempotency_Key="k").status_code == 201


def test_whoever_only_asks_for_the_head_is_answered_alike(disputed, reader, program):
    one = program(reader)
    head = one.ask("HEAD", "/claims/fled")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == one.get("/claims/fled").headers["ETag"]
