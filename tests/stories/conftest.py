"""Real people at a real browser: Chromium, driven against a server that runs the application."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from factcheck.core.roles import Role
from factcheck.models import Person
from factcheck.services.importing import import_citations
from tests.conftest import CASE_FILE, person

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 60_000
"""Milliseconds that anything may take on a machine busy with something else: only what never comes is missed."""


@receiver(post_migrate)
def bring_the_roles_back(sender: AppConfig, **_rest: object) -> None:
    """A story is followed by emptying the database, roles and all, and that by this signal."""
    if sender.label == "auth":
        make_roles()


def make_roles() -> None:
    """The roles under the keys that the migration gives them, as other tests bring them back."""
    for key, role in enumerate(Role, 1):
        if not Group.objects.filter(name=role.value).exists():
            Group.objects.create(pk=key, name=role.value)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing")
        pytest.skip(f"{CHROMIUM} is not on this machine")
    # The driver keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _is_a_complaint(said: ConsoleMessage) -> bool:
    """A refused form is no error of the page, though the browser says so."""
    return said.type == "error" and "422" not in said.text


@pytest.fixture(scope="session", autouse=True)
def sheets_are_kept() -> Iterator[None]:
    """A browser keeps the sheets and scripts from page to page, as it does in earnest; the server of the tests alone
    would send all thirty of them with every page.
    """
    serve = StaticFilesHandler.serve

    def serve_to_keep(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=600"
        return response

    StaticFilesHandler.serve = serve_to_keep
    yield
    StaticFilesHandler.serve = serve


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complains of; at the end of a story there must be nothing."""
    found: list[str] = []
    yield found
    assert found == []


def session_of(somebody: Person, address: str) -> dict[str, str]:
    """What a browser keeps once somebody has logged in."""
    client = Client()
    client.force_login(somebody)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


@pytest.fixture
def sit_down(
    chromium: Browser, live_server, complaints: list[str], db_people
) -> Iterator[Callable[..., Page]]:
    """Somebody at a browser of their own, logged in; only who does it `by_hand` begins at the page to log in."""
    contexts: list[BrowserContext] = []

    def log_in(role: Role | None = None, *, by_hand: bool = False, **how: object) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 800}, **how
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_a_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if role is not None and not by_hand:
            context.add_cookies([session_of(db_people[role], live_server.url)])
        elif role is not None:
            page.goto("/log-in/")
            page.get_by_label("Username").fill(role.value)
            page.get_by_label("Password").fill(f"{role.value}-pass")
            page.get_by_role("button", name="Log in").click()
            page.get_by_role("heading", name="Desk", exact=True).wait_for()
        return page

    yield log_in
    for context in contexts:
        context.close()


@pytest.fixture
def db_people(transactional_db) -> dict[Role, Person]:
    make_roles()
    return {role: person(role.value, role) for role in Role}


@pytest.fixture
def case(transactional_db) -> None:
    import_citations(path=CASE_FILE, by=None)
