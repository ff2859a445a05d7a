"""The cast of every test, named by role, and factories for what they work on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, Person, Source
from factcheck.models.append_only import guard, release
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.ledger import GUARDED
from factcheck.services.sources import SourceWords, record_source

# A busy machine is slow now and then; what is slow by itself is found by the tests of size.
hypothesis_settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("desk")

# A machine that keeps no compiled files would compile Django anew for every process that a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

CASE_FILE = Path(__file__).parent.parent / "factcheck" / "demo" / "north_korea.csv"
SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of given material; where it is absent the test is left out, but never in CI."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail("the shared folder is missing")
    return pytest.skip("the shared folder is not on this machine")


@pytest.fixture(scope="session", autouse=True)
def files_of_their_own(tmp_path_factory) -> Iterator[None]:
    """Documents that tests take in are kept apart from those of a desk."""
    folder = {"BACKEND": "factcheck.storages.folder.FolderStorage"}
    folder["OPTIONS"] = {"location": tmp_path_factory.mktemp("files")}
    with override_settings(STORAGES=settings.STORAGES | {"files": folder}):
        yield


def person(name: str, *roles: Role) -> Person:
    somebody = Person.objects.create_user(username=name, first_name=name.title(), password=f"{name}-pass")
    somebody.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return somebody


def written_once() -> list[str]:
    return [model._meta.db_table for model in GUARDED]


@receiver(post_migrate)
def guard_again(sender: AppConfig, **_rest: object) -> None:
    """Emptying the database ends with this signal: from here on decisions are under guard again."""
    if sender.label == "factcheck":
        guard(connection, *written_once())


@pytest.fixture(autouse=True)
def emptied_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits is followed by emptying the database, which the guard on decisions would refuse."""
    marker = request.node.get_closest_marker("django_db")
    commits = (marker is not None and marker.kwargs.get("transaction")) or (
        "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    )
    if commits:
        request.getfixturevalue("transactional_db")
        # The emptying before this test says nothing where it also puts back what migrations wrote.
        guard(connection, *written_once())
    yield
    if commits:
        release(connection, *written_once())


@pytest.fixture
def contributor(db) -> Person:
    return person("contributor", Role.CONTRIBUTOR)


@pytest.fixture
def reviewer(db) -> Person:
    return person("reviewer", Role.REVIEWER)


@pytest.fixture
def second_reviewer(db) -> Person:
    return person("second-reviewer", Role.REVIEWER, Role.APPROVER)


@pytest.fixture
def approver(db) -> Person:
    return person("approver", Role.APPROVER)


@pytest.fixture
def reader(db) -> Person:
    return person("reader", Role.READER)


@pytest.fixture
def administrator(db) -> Person:
    return person("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def stranger(db) -> Person:
    """Somebody with a log-in and no role: may see nothing."""
    return person("stranger")


@pytest.fixture
def make_claim(contributor) -> Callable[..., Claim]:
    def make(
        question: str = "How many people have arrived in all?",
        *,
        unit: str = "person",
        lives: Lives = Lives.FIXED,
        answer_kind: AnswerKind = AnswerKind.QUANTITY,
        topic: str = "",
        ref: str = "",
        tolerance=None,
    ) -> Claim:
        words = ClaimWords(
            question=question,
            unit=unit,
            lives=lives,
            answer_kind=answer_kind,
            topic=topic,
            tolerance=tolerance,
        )
        return record_claim(words=words, by=contributor, ref=ref)

    return make


@pytest.fixture
def make_source(contributor) -> Callable[..., Source]:
    def make(title: str = "Annual report", *, derived_from=(), ref: str = "", **words: str) -> Source:
        return record_source(
            words=SourceWords(title=title, **words), derived_from=derived_from, by=contributor, ref=ref
        )

    return make


@pytest.fixture
def cite(contributor, make_source) -> Callable[..., Citation]:
    """Record what a source says on a claim; without a source, one that nobody else has cited."""

    def make(claim: Claim, figure: str, *, source: Source | None = None, **words: str) -> Citation:
        source = source or make_source(f"Source {Source.objects.count() + 1}")
        return record_citation(
            claim=claim, source=source, words=CitationWords(figure=figure, **words), by=contributor
        )

    return make


@pytest.fixture
def disputed(make_claim, cite) -> Claim:
    """A claim on which two sources disagree: 30,000 against 35,000."""
    claim = make_claim("How many people fled?", ref="fled")
    cite(claim, "about 30,000", quote="about 30,000 people")
    cite(claim, "about 35,000", quote="about 35,000 people")
    return claim
