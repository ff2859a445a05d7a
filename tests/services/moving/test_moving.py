"""A desk that moves to another database is the same desk there, to the last digit."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import post_migrate
from django.db.utils import ConnectionHandler

from factcheck.core.roles import NotPermittedError
from factcheck.databases.configuring import of_address
from factcheck.models import Citation, Claim, Import, Person, Source, Topic
from factcheck.models.append_only import unguarded
from factcheck.models.claim_search import claims_about
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.importing import import_citations
from factcheck.services.importing.receiving import receive_import
from factcheck.services.importing.undoing import undo_import
from factcheck.services.ledger import GUARDED, check_history
from factcheck.services.moving.errors import NotMovedError
from factcheck.services.moving.moving import Hearing, move_desk
from factcheck.services.moving.places import MARK, standing_in
from tests.conftest import CASE_FILE
from tests.services.desk_work import flag_on, propose
from tests.services.dumping import differences, dump
from tests.services.files import row, write_csv

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("moving"),
]
EXACT = "123,456,789,012,345.678901234567891"
AT = datetime(2026, 3, 3, 12, 0, 0, 123457, tzinfo=UTC)


@pytest.fixture
def desk(disputed, cite, make_claim, make_source, contributor, reviewer, approver, tmp_path) -> Claim:
    """A desk on which much has happened: a case, decisions, an import undone, a file, exact figures."""
    import_citations(path=CASE_FILE, by=contributor)
    propose(disputed, reviewer)
    approve_resolution(discrepancy=flag_on(disputed), by=approver)
    first, second = Source.objects.order_by("pk")[:2]
    make_source("Drawn on two", derived_from=[first, second])
    claim = make_claim("Wie viele Füße, “genau”?", topic="Füße and feet", ref="exact")
    cite(claim, EXACT, quote='line\nbreak, "quoted"\tand a \\ — 𝄞', attribution="One Office")
    cite(claim, "12", attribution="The Office")
    receive_import(name="rows.csv", content=CASE_FILE.read_bytes(), by=contributor)
    Person.objects.filter(pk=contributor.pk).update(last_login=AT)
    # What was undone last: its keys are not to be given again.
    path = write_csv(
        tmp_path / "undone.csv", [row(claim_ref="gone", question="Gone?", source_ref="gone-too")]
    )
    report = import_citations(path=path, by=contributor)
    undo_import(run=Import.objects.get(pk=report.number), by=contributor)
    return claim


@contextmanager
def at(address: str):
    """The desk that is at an address."""
    other = ConnectionHandler({"default": of_address(address)})["default"]
    try:
        with standing_in(other):
            yield
    finally:
        other.close()


@pytest.fixture
def new_address(tmp_path):
    """Addresses of new databases: files, or databases beside the one of the tests."""
    made = []

    def make(vendor: str) -> str:
        name = f"{connection.settings_dict['NAME']}_moved_{len(made)}"
        made.append(name)
        if vendor == "sqlite":
            return f"sqlite:///{tmp_path}/{len(made)}.sqlite3"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        given = connection.settings_dict
        user = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
        return f"postgres://{user}@{given['HOST']}:{given['PORT']}/{name}"

    yield make
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            for name in made:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def move(address: str) -> str:
    out = StringIO()
    call_command("move_to", address, stdout=out, stderr=StringIO())
    return out.getvalue()


INSIDE_A_SEARCH = ("_data", "_idx", "_docsize", "_content", "_config")
"""How SQLite keeps an index of words depends on the order in which it was filled; what it keeps is compared."""


def everything() -> dict:
    """All rows but those that say when the tables were made."""
    return {
        table: rows
        for table, rows in dump().items()
        if table != "django_migrations" and not table.endswith(INSIDE_A_SEARCH)
    }


def require_whole(claim: Claim, undone: dict[str, int]) -> None:
    """What is asked of a desk in whichever database it is."""
    exact = Citation.objects.get(claim=claim, figure=EXACT)
    assert str(exact.stated_low) == EXACT.replace(",", "")
    assert exact.quote == 'line\nbreak, "quoted"\tand a \\ — 𝄞'
    assert Person.objects.get(username="contributor").last_login == AT
    assert Person.objects.get(username="contributor").check_password("contributor-pass")
    assert bytes(Import.objects.get(name="rows.csv").file.content) == CASE_FILE.read_bytes()
    assert Source.objects.get(title="Drawn on two").derived_from.count() == 2
    assert claims_about([["feet"]]) == [[claim.pk]]
    assert check_history(by=None).is_whole
    assert unguarded(connection, *(model._meta.db_table for model in GUARDED)) == []
    by = Person.objects.get(username="contributor")
    new = record_claim(words=ClaimWords(question="New?"), by=by)
    cited = record_citation(claim=new, source=exact.source, words=CitationWords(figure="1"), by=by)
    assert new.pk > undone["Claim"]
    assert cited.pk > undone["Citation"]


def test_a_desk_is_the_same_in_the_other_database(desk, new_address):
    # The keys that were given last are of rows that are gone.
    undone = {"Claim": desk.pk + 1, "Citation": Citation.objects.order_by("pk").last().pk + 1}
    before, there = everything(), new_address("sqlite")
    said = move(there)
    assert "Moved: every row is there, and says the same" in said
    assert "≠" not in said
    assert differences(before, everything()) == {}, "the desk was only read"
    if connection.vendor == "postgresql":
        back = new_address("postgresql")
        with at(there):
            assert "Moved" in move(back)
            require_whole(desk, undone)
    else:
        back = there
    with at(back):
        assert differences(before, everything()) == {}
        require_whole(desk, undone)


class _KilledError(BaseException):
    """As if the process were gone."""


def test_a_move_that_is_broken_off_leaves_nothing_but_a_mark(desk, new_address):
    there = new_address(connection.vendor)

    class Killing(Hearing):
        def goes_on(self, table: str, rows: int, *, is_compared: bool) -> None:
            if table == "factcheck_citation":
                raise _KilledError

    with pytest.raises(_KilledError):
        move_desk(to=there, by=None, hearing=Killing())
    with at(there):
        assert MARK in connection.introspection.table_names()
        assert not Claim.objects.exists()
    with pytest.raises(NotMovedError, match="another move into this database was broken off"):
        move_desk(to=there, by=None, hearing=Hearing())


_SPOILS = {
    "sqlite": """
CREATE TRIGGER spoils AFTER INSERT ON factcheck_topic BEGIN
UPDATE factcheck_topic SET name = name || '?' WHERE id = new.id; END
""",
    "postgresql": """
CREATE FUNCTION spoils() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.name = new.name || '?'; RETURN new; END $$;
CREATE TRIGGER spoils BEFORE INSERT ON factcheck_topic FOR EACH ROW EXECUTE FUNCTION spoils()
""",
}


def test_a_difference_is_found_and_nothing_is_kept(desk, new_address):
    there = new_address(connection.vendor)

    def spoil(sender, **rest) -> None:
        if sender.label == "factcheck":
            with connection.cursor() as cursor:
                cursor.execute(_SPOILS[connection.vendor])

    post_migrate.connect(spoil)
    try:
        with pytest.raises(CommandError, match=r"these tables are not the same there.*: factcheck_topic"):
            move(there)
    finally:
        post_migrate.disconnect(spoil)
    with at(there):
        assert MARK in connection.introspection.table_names()
        assert not Topic.objects.exists()


def test_what_is_in_the_other_database_already_is_not_touched(desk, new_address):
    there = new_address("sqlite")
    with at(there), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE precious (words text)")
    with pytest.raises(CommandError, match="the other database is not empty"):
        move(there)
    with at(there):
        assert connection.introspection.table_names() == ["precious"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("somewhere", "this is no address of a database"),
        ("mysql://somebody@localhost/desk", "this is no address of a database"),
        ("sqlite:////no/such/folder/desk.sqlite3", "the other database cannot be opened"),
        ("postgres://nobody@127.0.0.1:1/desk", "the other database cannot be opened"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(db, address, why):
    with pytest.raises(CommandError, match=why):
        move(address)


def test_a_desk_that_is_not_up_to_date_is_not_moved(new_address):
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM django_migrations")
        (last,) = cursor.fetchone()
        cursor.execute("UPDATE django_migrations SET app = 'other' || app WHERE id = %s", [last])
        try:
            with pytest.raises(CommandError, match=r"brought up to date first, by manage\.py migrate"):
                move(new_address("sqlite"))
        finally:
            cursor.execute("UPDATE django_migrations SET app = substr(app, 6) WHERE id = %s", [last])


def test_only_who_administers_moves_a_desk(contributor, new_address):
    with pytest.raises(NotPermittedError):
        move_desk(to=new_address("sqlite"), by=contributor, hearing=Hearing())
