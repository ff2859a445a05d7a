"""What keeps the desk safe: headers, cookies, tokens, and templates without anything that runs inline."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter

from factcheck.web.urls import urlpatterns

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/claims/", "/log-in/", "/nothing/", "/desk/verified/download/csv/", "/admin/"]
)
def test_every_answer_forbids_what_no_page_needs(path, administrator):
    client = Client()
    client.force_login(administrator)
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
    ):
        assert directive in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(reader):
    client = Client()
    client.get("/log-in/")
    client.post("/log-in/", {"username": "reader", "password": "reader-pass"})
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


@pytest.mark.django_db
def test_nothing_is_done_without_a_token(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    for found in urlpatterns:
        assert isinstance(found, URLPattern)
        parts = {"ref": "x", "file_format": "csv"}
        numbers = {
            name: UUID(int=1) if isinstance(converter, UUIDConverter) else 1
            for name, converter in found.pattern.converters.items()
        }
        address = reverse(
            found.name, kwargs={name: parts.get(name, number) for name, number in numbers.items()}
        )
        assert client.post(address, {"figure": "1"}).status_code == 403, found.name


@pytest.mark.django_db
def test_a_log_in_from_another_site_is_refused():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/log-in/", {"username": "a", "password": "b"}).status_code == 403


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(path.relative_to(ROOT)) for path in TEMPLATES])
def test_no_template_holds_what_the_policy_forbids(path):
    text = path.read_text(encoding="utf-8")
    # A file that is taken away has its style with it; no page of the desk does.
    sheet = r"(?!x)x" if "exports" in path.parts else r"<style"
    assert not re.search(rf"{sheet}|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text)
    # What is marked as data is never run.
    assert not re.search(r'<script(?![^>]*\bsrc=|\stype="application/ld\+json">)', text)
    assert "|safe" not in text.replace('"<kbd>/</kbd>"|safe', "").replace("help_text|safe", "")
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(path.relative_to(ROOT)) for path in TEMPLATES])
def test_every_form_that_does_something_carries_its_token(path):
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL):
        assert "{% csrf_token %}" in form


def test_a_deployment_over_https_passes_every_check(tmp_path):
    environment = os.environ | {
        "HTTPS": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "desk.example",
        "FACTCHECK_VAR": str(tmp_path),
    }
    for name in ("DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # the second is set by the stories in the browser
        environment.pop(name, None)
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
