"""What whoever runs the desk is told: whether it lives, whether it is ready, its figures and its logs."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.conf import settings as real_settings
from django.db import connection
from django.test import Client

from factcheck.services import operating
from factcheck.services.background.workers import sign_on
from factcheck.services.log_lines import JsonLines
from factcheck.services.measuring import BOUNDS, RequestTimes
from factcheck.tasks import send_webhook

TOKEN = "t" * 40


def test_that_the_process_lives_is_said_without_the_database(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_a_desk_that_is_ready_says_so_with_few_queries(client, django_assert_num_queries):
    client.get("/ready/")
    with django_assert_num_queries(1):
        answer = client.get("/ready/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ready", "migrations": "ready", "storage": "ready"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_which_part_is_not_ready_is_said_and_no_more(client, tmp_path, settings, monkeypatch):
    settings.VAR_DIR = tmp_path / "closed"
    monkeypatch.setattr(operating.os, "access", lambda place, _how: "closed" not in str(place))
    (tmp_path / "closed").mkdir()
    monkeypatch.setattr(operating, "_known", set())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'factcheck' AND name LIKE '0027%'")
    answer = client.get("/ready/")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ready", "migrations": "not ready", "storage": "not ready"}
    assert str(tmp_path) not in answer.content.decode()


def test_a_database_that_is_away_is_said_and_not_raised(client, monkeypatch):
    """No test database is open to this test, and asking for one is refused as a database that is away would be."""
    from django.db import OperationalError

    def away():
        raise OperationalError("no route to postgres://desk:secret@db")

    monkeypatch.setattr(operating, "_database_answers", away)
    monkeypatch.setattr(operating, "_known", {"applied"})
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["database"]) == (503, "not ready")
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "sent", "code"),
    [
        ("", "", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, "Bearer x", 401),
        (TOKEN, f"Bearer {TOKEN}", 200),
    ],
)
def test_the_figures_are_for_whoever_has_the_token(client, settings, token, sent, code):
    settings.METRICS_TOKEN = token
    assert client.get("/metrics/", headers={"Authorization": sent}).status_code == code


@pytest.mark.django_db
def test_an_administrator_is_no_exception(client, settings, administrator):
    client.force_login(administrator)
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics/").status_code == 401


def figures(client: Client) -> dict[str, float]:
    text = client.get("/metrics/", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    return {
        name: float(value)
        for name, value in re.findall(r"^([a-z_]+(?:\{[^}]*\})?) ([-0-9.e+]+)$", text, flags=re.MULTILINE)
    }


@pytest.mark.django_db
def test_the_figures_tell_queues_workers_discrepancies_and_requests(client, settings, disputed, reader):
    settings.METRICS_TOKEN = TOKEN
    send_webhook.enqueue(1)
    sign_on("first")
    client.force_login(reader)
    before = figures(client)
    client.get("/claims/fled/")
    client.get("/claims/nothing/")
    now = figures(client)
    assert now["factcheck_database_up"] == 1
    assert now["factcheck_workers"] == 1
    assert now['factcheck_tasks{queue="messages",state="ready"}'] == 1
    assert now['factcheck_oldest_task_seconds{queue="messages"}'] >= 0
    assert now['factcheck_discrepancies{state="open"}'] == 1
    for status in ("200", "404"):
        name = f'factcheck_request_seconds_count{{page="claim",status="{status}"}}'
        assert now[name] == before.get(name, 0) + 1
    within = 'factcheck_request_seconds_bucket{page="claim",status="200",le="+Inf"}'
    assert now[within] == now['factcheck_request_seconds_count{page="claim",status="200"}']


def test_requests_are_counted_in_the_bucket_of_their_time():
    times = RequestTimes()
    for seconds in (0.001, 0.3, 0.31, 60):
        times.count(3, 200, seconds)
    times.count(3, 418, 0.1)
    times.count(10_000, 200, 0.1)
    told = {(one.page, one.status): one for one in times.told()}
    assert dict(zip(BOUNDS, told[3, 200].within, strict=True))[0.3] == 2
    assert (told[3, 200].count, told[3, 200].within[-1]) == (4, 3)
    assert told[3, 200].seconds == pytest.approx(60.611)
    assert {key: one.count for key, one in told.items()} == {(3, 200): 4, (3, 0): 1, (511, 200): 1}


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        ("0123456789abcdef", True),
        ("a.b_c-d.e", True),
        ("short", False),
        ("x" * 65, False),
        ('"} forged', False),
    ],
)
def test_the_number_of_a_request_is_taken_over_where_it_is_one(client, sent, is_kept):
    number = client.get("/health/", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert (number == sent) is is_kept
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", number)


@pytest.mark.django_db
def test_a_request_leaves_one_line_without_query_and_without_a_name(client, caplog, disputed, reader):
    client.force_login(reader)
    with caplog.at_level(logging.INFO, logger="factcheck.requests"):
        client.get("/claims/fled/?q=secret", headers={"X-Request-ID": "number-one"})
    (record,) = [one for one in caplog.records if one.name == "factcheck.requests"]
    assert vars(record)["path"] == "/claims/fled/"
    assert (vars(record)["status"], vars(record)["method"]) == (200, "GET")
    assert "secret" not in JsonLines().format(record)
    assert reader.username not in JsonLines().format(record)


@pytest.mark.django_db
def test_a_line_bears_the_number_of_the_request_and_the_key_of_the_person(client, reader, disputed):
    lines = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(JsonLines().format(record)))

    log, kept = logging.getLogger("factcheck.requests"), Kept()
    log.addHandler(kept)
    level = log.level
    log.setLevel(logging.INFO)
    try:
        client.force_login(reader)
        client.get("/claims/", headers={"X-Request-ID": "number-two"})
        client.logout()
        client.get("/health/")
    finally:
        log.removeHandler(kept)
        log.setLevel(level)
    first, second = lines
    assert (first["request"], first["person"], first["level"]) == ("number-two", reader.pk, "info")
    assert first["ms"] > 0
    assert "person" not in second


def test_an_error_tells_its_kind_and_place_and_not_its_words():
    said = "the source said 30,000"

    def fail() -> None:
        raise ValueError(said)

    with pytest.raises(ValueError, match="30,000") as caught:
        fail()
    failure = (caught.type, caught.value, caught.tb)
    record = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "It failed", (), failure)
    line = json.loads(JsonLines().format(record))
    assert (line["error"], line["message"], line["level"]) == ("ValueError", "It failed", "error")
    assert line["at"][0].startswith("test_operating.py:")
    assert said not in json.dumps(line)


def test_nobody_is_sent_to_https_where_a_machine_asks_from_inside(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/").status_code == 200
    assert client.get("/claims/").status_code == 301
    assert real_settings.SECURE_REDIRECT_EXEMPT
