"""A primary and a replica: what people see while one lags behind, and while one or the other is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from html import unescape

from tests.replica.desk import RunningDesk, Somebody, offered
from tests.replica.servers import until

CLAIM = "/claims/"


def pause(desk: RunningDesk) -> None:
    """From here on the replica receives what is written and shows nothing of it."""
    desk.replica.ask("SELECT pg_wal_replay_pause()")
    state = "SELECT pg_get_wal_replay_pause_state()"
    until(lambda: desk.replica.ask(state) == [("paused",)], "the pause")


def follow_again(desk: RunningDesk) -> None:
    desk.replica.ask("SELECT pg_wal_replay_resume()")
    until(desk.has_caught_up, "the replica's catching up")


def test_lists_are_read_from_the_replica_and_everybody_sees_what_they_wrote(desk):
    writer, other = desk.somebody("contributor"), desk.somebody("approver")
    elsewhere, program = desk.somebody("contributor"), desk.program("contributor")
    pause(desk)
    assert writer.ask_a_question("How many crossed the lake?").status_code == 302
    assert writer.sees("How many crossed the lake?")
    assert elsewhere.sees("How many crossed the lake?"), "the same person in another browser"
    assert "crossed the lake" in program.get("/api/v1/claims?q=lake").text, "the same person by a program"
    assert not other.sees("How many crossed the lake?"), "the list is read from the replica"
    assert "crossed the lake" not in desk.program("reader").get("/api/v1/claims?q=lake").text
    follow_again(desk)
    until(lambda: other.sees("How many crossed the lake?"), "the claim on the replica")


def test_an_export_holds_what_was_there_when_it_began(desk):
    writer, other = desk.somebody("contributor"), desk.somebody("approver")
    pause(desk)
    assert writer.ask_a_question("How many boats were counted?").status_code == 302
    assert not other.sees("How many boats were counted?")
    assert "How many boats were counted?" in other.get("/exports/of/claims/csv/").text


def test_what_is_withheld_and_taken_back_does_not_wait_for_the_replica(desk):
    ((source,),) = desk.primary.ask(
        "SELECT ref FROM factcheck_source WHERE NOT is_sensitive ORDER BY id LIMIT 1"
    )
    ((title,),) = desk.primary.ask(f"SELECT title FROM factcheck_source WHERE ref = '{source}'")  # noqa: S608
    reader, contributor = desk.somebody("reader"), desk.somebody("contributor")
    assert title in unescape(reader.get("/sources/").text)
    pause(desk)
    marked = contributor.post(
        f"/sources/{source}/sensitive/", data={"is_sensitive": "on", "because": "Asked."}
    )
    assert marked.status_code == 302, marked.text
    for path in ("/sources/", f"/sources/?q={title}", "/api/v1/sources"):
        found = (desk.program("reader") if path.startswith("/api") else reader).get(path)
        assert title not in unescape(found.text).replace(f'value="{title}"', ""), path
    assert reader.get(f"/sources/{source}/").status_code in {403, 404}


def test_what_is_kept_from_readers_is_gone_at_once_however_far_the_replica_is_behind(desk):
    stranger, approver = Somebody(desk.address), desk.somebody("approver")
    ref = desk.made["published"]
    assert stranger.get(f"/verified/{ref}/").status_code == 200
    pause(desk)
    kept_back = approver.post(
        f"/claims/{ref}/keep-back/", data={"is_kept_back": "True", "because": "A lawyer asked."}
    )
    assert kept_back.status_code == 302, kept_back.text
    assert stranger.get(f"/verified/{ref}/").status_code == 410
    assert ref not in stranger.get("/verified/").text


def test_a_replica_that_is_killed_is_noticed_by_nobody_and_taken_up_again(desk):
    people = [desk.somebody(name) for name in ("reader", "approver", "reviewer", "contributor")]
    assert all(one.get(CLAIM).status_code == 200 for one in people)
    assert desk.reads_from_the_replica()

    def read(one: Somebody) -> list[int]:
        return [one.get(path).status_code for path in ("/claims/", "/sources/", "/corrections/") * 4]

    with ThreadPoolExecutor(4) as at_once:
        reading = [at_once.submit(read, one) for one in people]
        desk.replica.kill()
        answers = [status for one in reading for status in one.result()]
    assert set(answers) == {200}
    assert people[3].ask_a_question("How many wells ran dry?").status_code == 302
    assert people[0].sees("How many wells ran dry?")
    assert "“replica_1” does not answer" in desk.log.read_text(encoding="utf-8")
    desk.replica.start()
    until(lambda: people[0].sees("How many wells ran dry?") and desk.reads_from_the_replica(), "its return")


def test_without_the_primary_people_read_on_and_are_told_that_nothing_was_saved(desk):
    writer, program = desk.somebody("contributor"), desk.program("contributor")
    assert writer.ask_a_question("How many houses burnt?").status_code == 302
    ((ref,),) = desk.primary.ask("SELECT ref FROM factcheck_claim ORDER BY id LIMIT 1")
    until(desk.has_caught_up, "the replica's catching up")
    desk.primary.kill()

    for path in ("/", "/claims/", f"/claims/{ref}/", "/discrepancies/", "/sources/", "/corrections/"):
        assert writer.get(path).status_code == 200, path
    assert writer.sees("How many houses burnt?")
    assert "houses burnt" in program.get("/api/v1/claims?q=burnt").text
    assert Somebody(desk.address).get("/verified/").status_code == 200
    assert writer.get("/exports/of/claims/csv/").status_code == 503, "an export is written down first"

    refused = writer.ask_a_question("How many <barns> burnt?")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert "Nothing was saved" in refused.text
    kept = offered(refused)
    assert kept["question"] == "How many <barns> burnt?"

    problem = program.post("/api/v1/claims", json={"question": "How many mills burnt?", "unit": "mill"})
    assert problem.status_code == 503
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["type"] == "urn:factcheck:problem:unreachable"
    assert "Nothing was saved" in problem.json()["detail"]

    newcomer = Somebody(desk.address)
    newcomer.get("/log-in/")
    shut_out = newcomer.post("/log-in/", data={"username": "reader", "password": "reader-demo"})
    assert shut_out.status_code == 503
    assert "reader-demo" not in shut_out.text

    desk.primary.start()
    assert writer.sees("How many houses burnt?"), "what was acknowledged is there"
    assert not writer.sees("How many <barns> burnt?"), "what was refused is not"
    until(lambda: writer.post("/record/claim/", data=kept).status_code == 302, "the primary's return")
    assert desk.primary.ask("SELECT count(*) FROM factcheck_claim WHERE question LIKE '%barns%'") == [(1,)]
    assert newcomer.log_in("reader").get(CLAIM).status_code == 200
    until(lambda: writer.get("/exports/of/claims/csv/").status_code == 200, "the exports' return")


def test_nothing_that_was_acknowledged_is_lost_when_the_primary_is_killed_in_the_middle(desk):
    writers = [desk.somebody("contributor"), desk.somebody("contributor")]
    said: dict[str, str] = {}

    def write(number: int) -> None:
        for turn in range(200):
            question = f"How many came to gate {number} on day {turn}?"
            answer = writers[number].ask_a_question(question)
            if answer.status_code == 302:
                said[question] = "saved"
            else:
                assert answer.status_code == 503, answer.text
                said[question] = "refused" if "Nothing was saved" in answer.text else "uncertain"
                return

    with ThreadPoolExecutor(2) as at_once:
        writing = [at_once.submit(write, number) for number in (0, 1)]
        until(lambda: len(said) > 10, "some writing")
        desk.primary.kill()
        for one in writing:
            one.result()
    desk.primary.start()
    rows = desk.primary.ask("SELECT question, count(*) FROM factcheck_claim GROUP BY question")
    kept = dict(rows)
    assert {question: kept.get(question) for question, how in said.items() if how == "saved"} == {
        question: 1 for question, how in said.items() if how == "saved"
    }
    assert not [question for question, how in said.items() if how == "refused" and question in kept]
    by_halves = """
        SELECT count(*) FROM factcheck_claim WHERE id NOT IN (SELECT id FROM factcheck_historicalclaim)
    """
    assert desk.primary.ask(by_halves) == [(0,)]
    until(lambda: writers[0].ask_a_question("How many came after?").status_code == 302, "writing again")
