"""The README says what is true."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.management import get_commands

from tests.documentation.readme import README, SECTIONS, written

TEXT = README.read_text(encoding="utf-8")


def test_its_tables_are_what_the_rules_say():
    assert set(re.findall(r"<!-- generated: (.+?) -->", TEXT)) == set(SECTIONS)
    assert written(TEXT) == TEXT


def test_every_picture_that_is_named_is_there_and_every_one_there_is_named():
    named = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT))
    folder = README.parent / "tests" / "documentation" / "tour"
    assert {README.parent / path for path in named} == set(folder.iterdir())
    assert all(picture.stat().st_size < 120_000 for picture in folder.iterdir())


def test_every_command_of_the_desk_is_described_and_no_other():
    ours = {name for name, app in get_commands().items() if app == "factcheck"}
    assert set(re.findall(r"^\| `manage\.py (\w+)", TEXT, flags=re.MULTILINE)) == ours


def test_every_variable_of_the_settings_is_described_and_no_other():
    source = (settings.BASE_DIR / "factcheck" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"(\w+)\"", source))
    assert set(re.findall(r"^\| `([A-Z_]+)` ", TEXT, flags=re.MULTILINE)) == read


def test_the_two_commands_are_there():
    assert "pip install uv && uv run manage.py demo" in TEXT
    assert "<!-- test command -->\n```\npip install uv && uv run pytest\n```" in TEXT


def test_the_layers_are_those_that_are_held():
    held = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    for layer in ("web", "admin", "management", "templatetags", "services", "exports", "models", "core"):
        assert layer in TEXT.split("## Architecture")[1]
        assert f'"{layer}' in held or f" {layer}" in held
