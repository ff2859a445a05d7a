"""Programs that hold a token of somebody, and what they are answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client

from factcheck.core.scopes import Scope
from factcheck.models import Person
from factcheck.services.importing import import_citations
from factcheck.services.tokens import make_token
from tests.conftest import CASE_FILE


@pytest.fixture(autouse=True)
def nobody_has_failed_yet() -> None:
    """How often one place came without a token is remembered from test to test otherwise."""
    cache.clear()


@dataclass
class Program:
    """A program with a token, or without one."""

    secret: str = ""

    def __post_init__(self) -> None:
        self.client = Client()

    def ask(self, method: str, path: str, body: object = None, **headers: str):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            given.setdefault("Authorization", f"Bearer {self.secret}")
        data = "" if body is None else json.dumps(body)
        address = path if path.startswith("/api/") else f"/api/v1{path}"
        return self.client.generic(method, address, data, content_type="application/json", headers=given)

    def get(self, path: str, **headers: str):
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str):
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: object = None, **headers: str):
        return self.ask("PATCH", path, body, **headers)

    def decide(self, path: str, act: str, body: object = None, **headers: str):
        """Do something to a record as it is at this moment."""
        return self.post(f"{path}/{act}", body, If_Match=self.get(path).headers["ETag"], **headers)


@pytest.fixture
def program() -> Callable[..., Program]:
    """A program of somebody, with a token for all that they may do, or for what is said."""

    def make(person: Person, *scopes: Scope) -> Program:
        wanted = scopes or [scope for scope in Scope if person.may(scope.act)]
        return Program(make_token(name="A program", scopes=wanted, by=person)[1])

    return make


@pytest.fixture
def case(db) -> None:
    """The real case: 25 claims, 5 sources, 49 citations, four discrepancies."""
    import_citations(path=CASE_FILE, by=None)
