"""Keys: each belongs to a button, a link or a field, says so, and is written down where scripts are not needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.web.keys import SINGLE_KEYS
from tests.services.desk_work import propose, settle
from tests.web.seen import words

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
_TAG = re.compile(r"<[^<>]*\bdata-key=\"([^\"]+)\"[^<>]*>")


def keyed(page) -> dict[str, str]:
    """The tags that have a key, by key; no key is given twice."""
    found = [(match[1], match[0]) for match in _TAG.finditer(page.content.decode())]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_every_key_stands_on_the_page_of_keys(browse, reader):
    listed = {key for key, _what in SINGLE_KEYS}
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("factcheck/web/**/*.py")]
    used = {
        key for file in files for key in re.findall(r"data-key[\"']?[=:] ?[\"'](.)[\"']", file.read_text())
    }
    assert used <= listed
    seen = words(browse(reader).get("/keys/"))
    for key, what in SINGLE_KEYS:
        assert f"{key} {what}" in seen
    assert "Ctrl+Enter" in seen


@pytest.fixture
def offered(disputed, make_claim, cite, browse, reviewer, approver):
    """What keys a person finds on a discrepancy in each state, in the middle of a list."""
    claims = [disputed, *(make_claim(f"Question {number}?") for number in range(2))]
    for claim in claims[1:]:
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")

    def find(who, state):
        found = claims[1].discrepancies.get()
        if state == "proposed":
            propose(claims[1], reviewer)
        elif state == "resolved":
            settle(claims[1], reviewer, approver)
        return keyed(browse(who).get(f"{found.get_absolute_url()}?state=all"))

    return find


ALWAYS = {"/", "?", "h", "v", "n", "b", "u"}
OFFERED = [
    ("reviewer", "open", ALWAYS | {"p", "m", "c"}),
    ("reader", "open", ALWAYS),
    ("approver", "proposed", ALWAYS | {"a", "r", "m", "c"}),
    ("reviewer", "proposed", ALWAYS | {"m", "c"}),
    ("reviewer", "resolved", ALWAYS | {"o", "c"}),
    ("administrator", "open", ALWAYS | {"p", "m", "c"}),
]


@pytest.mark.parametrize(("who", "state", "keys"), OFFERED)
def test_each_person_has_the_keys_of_what_they_may_do(who, state, keys, offered, request):
    found = offered(request.getfixturevalue(who), state)
    assert set(found) == keys
    for key, tag in found.items():
        assert f'aria-keyshortcuts="{key}"' in tag


def test_the_foot_of_each_page_names_the_key_that_shows_the_keys(browse, reader):
    page = browse(reader).get("/claims/")
    assert "? shows the keys" in words(page)
    assert 'href="/keys/"' in page.content.decode()
