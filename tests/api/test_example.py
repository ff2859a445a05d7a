"""The example in the README is a program that runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from factcheck.core.scopes import Scope
from factcheck.models import Citation, Claim
from factcheck.services.tokens import make_token
from tests.documentation.readme import README

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_example_records_amends_and_is_refused_as_it_says(live_server, contributor):
    secret = make_token(name="Example", scopes=[Scope.READ, Scope.RECORD], by=contributor)[1]
    section = README.read_text(encoding="utf-8").split("\n## API\n")[1]
    (example,) = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], flags=re.DOTALL)
    wanted = {"FACTCHECK_URL": live_server.url, "FACTCHECK_TOKEN": secret}
    done = subprocess.run(  # noqa: S603 -- our own README
        [sys.executable, "-c", example],
        env=os.environ | wanted,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reading, amended, refused, listed = done.stdout.splitlines()
    assert "'hedge': 'about', 'low': '30000'" in reading
    assert amended == "200 p. 4"
    assert re.fullmatch(r"422 \[{'field': 'lives', 'reason': .Choose one of: 'fixed', .*", refused)
    assert listed == "how-many-people-have-arrived-in-all unverified "
    assert Claim.objects.get().citations.get() == Citation.objects.get(locator="p. 4")
