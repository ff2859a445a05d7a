"""Write the golden files anew, from a database of its own: python -m tests.exports.write_golden

Read the difference before it is kept: every line of it is a change of what other people's programs read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import django

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("annotations", "claimreview", "datafeed", "markdown", "print", "wikibase")


def golden_files() -> Iterator[tuple[Path, str]]:
    """Each golden file with what the format writes of the small desk now."""
    from factcheck.exports.formats import FORMATS
    from factcheck.exports.verified import verified_claims
    from tests.exports.small_desk import ABOUT, settled

    for name in NAMES:
        written = FORMATS[name]
        text = "".join(written.write(verified_claims(by=None), ABOUT))
        yield GOLDEN / f"small{written.suffix}", settled(text)


def write() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    from django.test.utils import setup_databases

    from factcheck.core.roles import Role
    from tests.conftest import person
    from tests.exports.small_desk import make_small_desk

    setup_databases(verbosity=0, interactive=False)
    make_small_desk(
        person("contributor", Role.CONTRIBUTOR),
        person("reviewer", Role.REVIEWER),
        person("approver", Role.APPROVER),
    )
    for path, text in golden_files():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
