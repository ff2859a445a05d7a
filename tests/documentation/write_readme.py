"""Writes the generated tables into the README: uv run python -m tests.documentation.write_readme."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from tests.documentation.readme import README, written  # noqa: E402 -- models need the settings first

README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
