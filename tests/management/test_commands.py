"""The commands: a desk to try in one step, importing, and comparing everything again."""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, Discrepancy, Person, Source, Step
from factcheck.services.citations import withdraw_citation
from tests.conftest import CASE_FILE

ROOT = Path(__file__).parent.parent.parent
HEADER = "claim_ref,question,unit,source_ref,source_title,figure,as_of\n"


def counts() -> tuple[int, int, int, int]:
    return (
        Claim.objects.count(),
        Source.objects.count(),
        Citation.objects.count(),
        Discrepancy.objects.live().count(),
    )


class TestDemo:
    @pytest.fixture
    def demo(self, db, capsys):
        def run(**options):
            call_command("demo", no_serve=True, **options)
            return capsys.readouterr().out

        return run

    def test_it_loads_the_case_and_five_log_ins_that_work(self, demo):
        said = demo()
        assert counts() == (25, 5, 49, 4)
        assert "25 claims, 5 sources and 49 citations; 4 discrepancies wait for you" in said
        for role in Role:
            assert re.search(rf"{role.value} +{role.value}-demo", said)
            client = Client()
            client.post("/log-in/", {"username": role.value, "password": f"{role.value}-demo"})
            assert client.get("/").status_code == 200
            assert Person.objects.get(username=role.value).roles == {role}

    def test_run_again_it_keeps_what_was_done(self, demo):
        demo()
        withdraw_citation(citation=Citation.objects.first(), because="misread", by=None)
        Person.objects.get(username="reader").set_password("mine")
        before, steps = counts(), Step.objects.count()
        said = demo()
        assert "The desk holds 25 claims; they are kept as they are." in said
        assert (counts(), Step.objects.count()) == (before, steps)
        assert Citation.objects.exclude(withdrawn_at=None).count() == 1

    @pytest.mark.parametrize("answer", ["no", "", "y", "NO", "yes please"])
    def test_fresh_asks_and_changes_nothing_unless_the_answer_is_yes(self, answer, demo, monkeypatch):
        demo()
        withdraw_citation(citation=Citation.objects.first(), because="misread", by=None)
        monkeypatch.setattr("builtins.input", lambda _question: answer)
        with pytest.raises(CommandError, match="Nothing was changed"):
            demo(fresh=True)
        assert Citation.objects.exclude(withdrawn_at=None).count() == 1

    def test_fresh_where_nobody_can_answer_changes_nothing(self, demo, monkeypatch):
        demo()

        def nobody(_question):
            raise EOFError

        monkeypatch.setattr("builtins.input", nobody)
        with pytest.raises(CommandError, match="Nothing was changed"):
            demo(fresh=True)
        assert counts() == (25, 5, 49, 4)


def environment(folder: Path) -> dict[str, str]:
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    }
    return own | {"FACTCHECK_VAR": str(folder), "PYTHONUNBUFFERED": "1"}


def look(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "factcheck.sqlite3")) as database:
        found = database.execute(question).fetchall()
        database.commit()
    return found


def test_the_demo_starts_over_with_its_roles_and_serves_on_a_free_port(tmp_path):
    """In processes of their own, because starting over empties the database for good."""
    first = subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-serve"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (first.returncode, first.stderr) == (0, "")
    look(tmp_path, "UPDATE factcheck_claim SET question = 'What did I do here?' WHERE ref = 'nk-total'")
    server = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--fresh", "--no-input"],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = ""
        while "Open http" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        assert "Loaded a case of 25 claims" in said
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", said).group(1))
        status, page = _get(port, "/log-in/")
        assert (status, "Log in" in page) == (200, True)
        sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', page).group(1)
        assert _get(port, sheet)[0] == 200
        assert _get(port, "/")[0] == 302
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        server.stdout.close()
    assert look(tmp_path, "SELECT count(*) FROM factcheck_claim") == [(25,)]
    assert not look(tmp_path, "SELECT ref FROM factcheck_claim WHERE question = 'What did I do here?'")
    assert look(tmp_path, "SELECT count(*) FROM auth_group") == [(len(Role),)]
    assert look(tmp_path, "SELECT count(*) FROM factcheck_person_groups") == [(len(Role),)]


def _get(port: int, path: str) -> tuple[int, str]:
    for _attempt in range(200):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                return answer.status, answer.read().decode()
            except OSError:
                time.sleep(0.1)
    raise AssertionError("nobody answers")


class TestImporting:
    @pytest.fixture
    def run(self, db, tmp_path, capsys):
        def import_file(text: str, **options):
            path = tmp_path / "citations.csv"
            path.write_text(text, encoding="utf-8")
            call_command("import_citations", path, **options)
            return capsys.readouterr()

        return import_file

    def test_it_says_what_was_added_and_what_disagrees(self, run):
        said = run(
            HEADER + 'fled,How many fled?,person,a,Paper A,"30,000",\nfled,,,b,Paper B,"35,000",\n'
        ).out
        assert "2 rows: 2 citations added, 0 changed, 0 left as they were, 0 left out" in said
        assert "claims: 1 added, 0 changed · sources: 2 added, 0 changed" in said
        assert "fled: value opened, moderate" in said

    def test_the_case_twice_changes_nothing(self, db, capsys):
        call_command("import_citations", CASE_FILE)
        assert counts() == (25, 5, 49, 4)
        capsys.readouterr()
        call_command("import_citations", CASE_FILE)
        assert "49 rows: 0 citations added, 0 changed, 49 left as they were" in capsys.readouterr().out
        assert counts() == (25, 5, 49, 4)

    def test_an_unknown_column_is_named(self, run):
        said = run("claim_ref,question,source_ref,source_title,figure,mood\nc,How many?,s,S,12,glad\n")
        assert "unknown column, not imported: mood" in said.err

    def test_a_bad_row_is_named_by_line_column_and_reason_and_nothing_is_saved(self, run, capsys):
        text = HEADER + "fled,How many fled?,person,a,Paper,30,\nfled,,,a,,40,2018-13\n"
        with pytest.raises(CommandError, match=r"Nothing was saved: 1 of the rows.*--skip-bad"):
            run(text)
        assert "line 3, column as_of: " in capsys.readouterr().err
        assert not Claim.objects.exists()
        said = run(text, skip_bad=True)
        assert "left out, line 3, column as_of" in said.err
        assert "2 rows: 1 citations added, 0 changed, 0 left as they were, 1 left out" in said.out

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "is empty"),
            ("name,age\nx,1\n", "has no column claim_ref"),
            ("claim_ref,claim_ref,source_ref,figure\n", "more than once"),
        ],
    )
    def test_what_is_no_such_file_is_refused_in_a_sentence(self, text, message, run):
        with pytest.raises(CommandError, match=message):
            run(text)

    def test_a_file_that_is_not_there_and_a_person_nobody_knows(self, db, tmp_path, stranger):
        with pytest.raises(CommandError, match="cannot be opened"):
            call_command("import_citations", tmp_path / "nothing.csv")
        with pytest.raises(CommandError, match="Nobody here has the log-in ghost"):
            call_command("import_citations", CASE_FILE, by="ghost")
        with pytest.raises(CommandError, match="Only contributors record here"):
            call_command("import_citations", CASE_FILE, by="stranger")

    def test_it_is_recorded_in_the_name_of_a_person(self, run, contributor):
        run(HEADER + "fled,How many fled?,person,a,Paper,30,\n", by="contributor")
        assert Citation.objects.get().recorded_by == contributor


@pytest.mark.django_db
def test_comparing_again_says_what_changed_and_then_nothing(disputed, capsys):
    found = disputed.discrepancies.get()
    # As after an upgrade of the rules: what is stored is not what the rules say now.
    Discrepancy.objects.filter(pk=found.pk).update(severity="major", severity_order=3)
    call_command("reconcile")
    assert capsys.readouterr().out == "fled: value changed, moderate\n1 claims compared, 1 changes\n"
    call_command("reconcile")
    assert capsys.readouterr().out == "1 claims compared, 0 changes\n"


@pytest.mark.django_db
def test_the_roles_are_groups_that_come_with_the_database():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
