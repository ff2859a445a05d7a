"""The whole history of a claim, a source and a citation: who changed what from what to what, when and why."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.core.claims import Lives
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.models import Claim, Desk
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.desk import change_desk_settings
from factcheck.services.holding import end_hold
from factcheck.services.reopening import reopen_answer, reopen_discrepancy
from factcheck.services.retracting import retract_source, take_back_retraction
from factcheck.services.sources import SourceWords, amend_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.desk_work import HOLD, PREFER_30, flag_on, propose, settle
from tests.web.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(browse, reader):
    return browse(reader)


def events(response) -> list[str]:
    """The events on a page, each in one line, latest first."""
    page = response.content.decode()
    found = re.findall(r'<div class="what">(.*?)</div>\s*</li>', page, re.DOTALL)
    lines = (re.sub(r"<(/?)(del|ins)>", r"[\1\2]", event) for event in found)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).replace("&#x27;", "'").split()) for line in lines]


def marked(response) -> str:
    return " | ".join(events(response))


def amend(citation, by, **changed):
    words = {
        "figure": citation.figure,
        "quote": citation.quote,
        "as_of": citation.as_of,
        "attribution": str(citation.attribution or ""),
        "credibility": citation.credibility,
    }
    return amend_citation(citation=citation, words=CitationWords(**(words | changed)), by=by)


AMENDED = [
    (
        "a figure with another word",
        {"figure": "over 30,000"},
        "Figure before: [del]about[/del] 30,000 after: [ins]over[/ins] 30,000",
    ),
    (
        "one word in a quote",
        {"quote": "about 30,000 persons"},
        "Quote before: about 30,000 [del]people[/del] after: about 30,000 [ins]persons[/ins]",
    ),
    ("an as-of that was not there", {"as_of": "2018-06"}, "As of [ins]June 2018[/ins]"),
    ("a name instead of a key", {"attribution": "The Ministry"}, "Attribution [ins]The Ministry[/ins]"),
    (
        "a grade by its name",
        {"credibility": 2},
        "Credibility [ins]2 · probably true[/ins]",
    ),
    (
        "words that were taken away",
        {"quote": ""},
        "Quote before: [del]about 30,000 people[/del] after: nothing",
    ),
]


@pytest.mark.parametrize(("what", "changed", "said"), AMENDED, ids=[row[0] for row in AMENDED])
def test_an_amendment_is_told_field_by_field(what, changed, said, disputed, contributor, reading):
    citation = disputed.citations.first()
    amend(citation, contributor, **changed)
    for address in ("/claims/fled/history/", f"/citations/{citation.pk}/history/", "/claims/fled/"):
        [told] = [event for event in events(reading.get(address)) if event.startswith("Amended “")]
        assert said in told, address
        assert "· Contributor" in told


def test_a_date_written_in_another_way_is_told_as_it_was_typed(disputed, contributor, reading):
    citation = amend(disputed.citations.first(), contributor, as_of="2018")
    amend(citation, contributor, as_of="in 2018")
    assert "As of before: 2018 after: [ins]in [/ins]2018" in marked(reading.get("/claims/fled/history/"))


def test_a_claim_is_amended_with_topic_and_choices_by_name(make_claim, contributor, reading):
    claim = make_claim("How many fled?", topic="Flight", ref="fled")
    words = ClaimWords(question="How many people fled?", topic="Arrivals", unit="person", lives=Lives.RUNNING)
    amend_claim(claim=claim, words=words, by=contributor)
    told, recorded = events(reading.get("/claims/fled/history/"))
    assert "Question before: How many fled? after: How many [ins]people [/ins]fled?" in told
    assert "Topic before: [del]Flight[/del] after: [ins]Arrivals[/ins]" in told
    assert "[ins]running: a total that never falls[/ins]" in told
    assert recorded.startswith("Recorded the claim · Contributor Question How many fled? Topic Flight")


def test_a_source_is_amended_with_what_it_draws_on_by_name(make_source, contributor, reading):
    source, report = make_source("Article", ref="article"), make_source("The report")
    record = SourceWords(title="Article", reliability="B", published="2018-01", kind="report")
    amend_source(source=source, words=record, derived_from=[report], by=contributor)
    told, recorded = events(reading.get("/sources/article/history/"))
    for part in (
        "Kind [ins]report[/ins]",
        "Published [ins]January 2018[/ins]",
        "Reliability [ins]B · usually reliable[/ins]",
        "Derived from [ins]The report[/ins]",
    ):
        assert part in told
    assert recorded.startswith("Recorded the source · Contributor")


def test_a_source_that_draws_on_another_is_recorded_once(make_source, reading):
    report = make_source("The report")
    make_source("Article", ref="article", derived_from=[report])
    [recorded] = events(reading.get("/sources/article/history/"))
    assert "Derived from The report" in recorded


def test_a_claim_tells_what_became_of_its_sources_after_they_were_cited(
    make_claim, make_source, contributor, cite, reading
):
    claim, source = make_claim("How many?", ref="many"), make_source("Article", ref="article")
    amend_source(source=source, words=SourceWords(title="Article", kind="report"), by=contributor)
    cite(claim, "12", source=source)
    amend_source(source=source, words=SourceWords(title="Article", published="2018"), by=contributor)
    told = [event for event in events(reading.get("/claims/many/history/")) if "the source" in event]
    assert told == [
        "Amended the source · Contributor Article "
        "Kind before: [del]report[/del] after: nothing Published [ins]2018[/ins]"
    ]
    assert len(events(reading.get("/sources/article/history/"))) == 4


def test_a_source_that_was_retracted_tells_when_and_why(make_source, reviewer, reading):
    source = make_source("Article", ref="article")
    retract_source(source=source, because="The author took it back.", by=reviewer)
    take_back_retraction(source=source, by=reviewer)
    back, retracted = events(reading.get("/sources/article/history/", {"kind": "retracted"}))
    assert retracted.startswith("The source was retracted · Reviewer Retracted on [ins]")
    assert "Retracted because [ins]The author took it back.[/ins]" in retracted
    assert back.startswith("The retraction was taken back · Reviewer Retracted on before: [del]")


def test_a_source_tells_what_was_recorded_of_it_and_where(disputed, contributor, reading):
    source = disputed.citations.first().source
    told = marked(reading.get(f"{source.get_absolute_url()}history/"))
    assert "Recorded “about 30,000” · Contributor How many people fled?" in told
    assert "about 35,000" not in told


def test_a_citation_that_moves_to_another_claim_is_told_on_both(disputed, make_claim, contributor, reading):
    other = make_claim("How many came back?", ref="back")
    citation = disputed.citations.first()
    amend_citation(citation=citation, words=CitationWords(figure="12"), claim=other, by=contributor)
    for ref in ("fled", "back"):
        told = marked(reading.get(f"/claims/{ref}/history/"))
        assert "Claim before: How many [del]people fled?[/del] after: How many [ins]came back?[/ins]" in told


def hold(desk):
    propose(desk.disputed, desk.reviewer, rationale="Wait.", owner=desk.approver, **HOLD)


def decide(desk):
    settle(desk.disputed, desk.reviewer, desk.approver, standings=PREFER_30)


def send_back(desk):
    propose(desk.disputed, desk.reviewer)
    return_resolution(discrepancy=flag_on(desk.disputed), comment="Too thin.", by=desk.approver)


def reopen(desk):
    decide(desk)
    reopen_discrepancy(discrepancy=flag_on(desk.disputed), reason="A letter came.", by=desk.reviewer)


def withdraw(desk):
    withdraw_citation(citation=desk.first, because="misread", by=desk.contributor)


def restore(desk):
    withdraw(desk)
    restore_citation(citation=desk.first, by=desk.contributor)


def split(desk):
    first = desk.disputed.citations.first()
    settle(
        desk.disputed,
        desk.reviewer,
        desk.approver,
        outcome=Outcome.SPLIT_CLAIM,
        answer="",
        sentence="",
        split_question="How many children fled?",
        moved=frozenset({first.pk}),
    )


def correct(desk):
    settle(
        desk.disputed,
        desk.reviewer,
        desk.approver,
        cause=Cause.OUR_TRANSCRIPTION_ERROR,
        corrections={desk.disputed.citations.last().pk: "about 30,500"},
    )


def reopen_the_answer(desk):
    claim = desk.disputed
    withdraw_citation(citation=desk.first, because="misread", by=desk.contributor)
    words = VerdictWords(
        answer="35,000", sentence="So many.", basis="One.", single_origin_reason="It counts."
    )
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=desk.reviewer), by=desk.approver)
    reopen_answer(claim=claim, reason="A letter came.", by=desk.reviewer)


def change_the_unit(desk):
    words = ClaimWords(question=desk.disputed.question, unit="km")
    amend_claim(claim=desk.disputed, words=words, by=desk.contributor)


def change_the_tolerance(desk):
    change_desk_settings(tolerance="0.2", single_review=False, by=desk.administrator)


DEEDS = [
    (withdraw, "withdrawn", "Withdrew “about 30,000” · Contributor Source 1 misread"),
    (restore, "restored", "Restored “about 30,000” · Contributor Source 1"),
    (
        hold,
        "held",
        "Discrepancy “rival figures”: put on hold · Reviewer What we print Hold Rationale Wait. ",
    ),
    (
        decide,
        "proposed",
        "Discrepancy “rival figures”: open → proposed · Reviewer What we print Use with a note",
    ),
    (
        decide,
        "proposed",
        "How each citation stands: 1 preferred, 1 rejected “about 30,000” Preferred · Source 1",
    ),
    (decide, "decided", "Discrepancy “rival figures”: proposed → resolved · Approver"),
    (decide, "decided", "Answer “about 30,000”: approved · Approver Sentence About 30,000 people fled."),
    (send_back, "returned", "Discrepancy “rival figures”: proposed → returned · Approver Too thin."),
    (reopen, "reopened", "Discrepancy “rival figures”: resolved → re-opened · Reviewer A letter came."),
    (
        withdraw,
        "flag",
        "Discrepancy “rival figures”: open → withdrawn · Contributor The citations no longer disagree.",
    ),
    (reopen_the_answer, "reopened", "Answer “35,000”: re-opened · Reviewer A letter came."),
    (
        split,
        "amended",
        "Claim before: How many [del]people[/del] fled? after: How many [ins]children[/ins] fled?",
    ),
    (split, "amended", "Split off from “How many people fled?”"),
    (split, "decided", "New claim How many children fled? Moves to the new claim “about 30,000”"),
    (correct, "amended", "Figure before: about [del]35,000[/del] after: about [ins]30,500[/ins]"),
    (correct, "amended", "Corrected: the desk had copied it wrongly"),
    (correct, "decided", "Corrected “about 35,000” → “about 30,500”"),
    (change_the_unit, "amended", "Unit before: [del]person[/del] after: [ins]km[/ins]"),
    (
        change_the_tolerance,
        "settings",
        "The desk's tolerance was changed · Administrator Tolerance before: [del]0.05[/del] after: [ins]0.2[/ins]",
    ),
]


@pytest.fixture
def desk(disputed, contributor, reviewer, approver, administrator):
    class People:
        pass

    people = People()
    vars(people).update(
        disputed=disputed,
        first=disputed.citations.first(),
        contributor=contributor,
        reviewer=reviewer,
        approver=approver,
        administrator=administrator,
    )
    return people


@pytest.mark.parametrize(
    ("deed", "kind", "said"), DEEDS, ids=[f"{row[0].__name__}-{row[1]}" for row in DEEDS]
)
def test_what_somebody_did_is_told_and_found_by_its_kind(deed, kind, said, desk, reading):
    deed(desk)
    whole = events(reading.get("/claims/fled/history/"))
    assert any(said in event for event in whole)
    narrowed = events(reading.get("/claims/fled/history/", {"kind": kind}))
    assert any(said in event for event in narrowed)
    assert set(narrowed) < set(whole)


def test_a_figure_read_anew_tells_how_it_reads_now(make_claim, cite, contributor, reading):
    claim = make_claim("How long is it?", unit="km", ref="long")
    cite(claim, "1 June 2020")
    words = ClaimWords(question=claim.question, unit="person")
    amend_claim(claim=claim, words=words, by=contributor)
    cite(claim, "12")
    words = ClaimWords(question=claim.question, unit="km")
    amend_claim(claim=claim, words=words, by=contributor)
    told = marked(reading.get("/claims/long/history/", {"kind": "read-anew"}))
    assert "“12” was read anew" in told
    assert "Read anew, because the terms of the claim were amended" in told
    assert re.search(r"Read as before: .* after: ", told)


def test_a_verdict_of_its_own_is_told_from_proposal_to_approval(small_desk, reviewer, approver, reading):
    return_verdict(verdict=small_desk.proposed, comment="Say since when.", by=approver)
    again = VerdictWords(answer="12", sentence="Twelve came back by 2019.", basis="Both reports.")
    approve_verdict(
        verdict=propose_verdict(claim=small_desk.settled, words=again, by=reviewer),
        by=approver,
        comment="Fine.",
    )
    told = events(reading.get("/claims/came-back/history/"))
    assert [event[: event.index(" ·")] for event in told[:4]] == [
        "Answer “12”: approved",
        "Answer “12”: proposed",
        "Answer “12”: returned",
        "Answer “12”: proposed",
    ]
    assert "Fine. Sentence Twelve came back by 2019. Basis Both reports." in told[0]
    assert "Say since when." in told[2]


def test_a_decision_by_one_person_says_single_review(disputed, second_reviewer, administrator, reading):
    change_desk_settings(tolerance=Desk.current().tolerance, single_review=True, by=administrator)
    propose(disputed, second_reviewer)
    approve_resolution(discrepancy=flag_on(disputed), by=second_reviewer)
    decided = events(reading.get("/claims/fled/history/", {"kind": "decided"}))
    assert len(decided) == 2
    assert all("· single review" in event for event in decided)


def test_settings_that_touched_nothing_are_not_told(make_claim, administrator, reading):
    make_claim("How many?", ref="own", tolerance="0.01")
    make_claim("How many boats?", ref="desks")
    change_desk_settings(tolerance="0.05", single_review=True, by=administrator)
    assert "tolerance" not in marked(reading.get("/claims/desks/history/"))
    change_desk_settings(tolerance="0.1", single_review=True, by=administrator)
    make_claim("How many carts?", ref="later")
    said = "The desk's tolerance was changed"
    assert said in marked(reading.get("/claims/desks/history/"))
    assert said not in marked(reading.get("/claims/own/history/"))
    assert said not in marked(reading.get("/claims/later/history/"))


def test_a_citation_tells_the_decisions_that_judged_it(disputed, reviewer, approver, cite, reading):
    settle(disputed, reviewer, approver, standings={"about 30,000": Standing.PREFERRED})
    judged, other = disputed.citations.first(), cite(disputed, "about 30,500")
    told = marked(reading.get(f"/citations/{judged.pk}/history/"))
    assert "proposed → resolved" in told
    assert "Recorded “about 30,000”" in told
    assert "Claim How many people fled?" in told
    assert "resolved" not in marked(reading.get(f"/citations/{other.pk}/history/"))


def test_an_import_is_said_to_be_one(load, reading):
    load(
        [
            {
                "claim_ref": "fled",
                "question": "How many?",
                "source_ref": "s",
                "source_title": "S",
                "figure": "12",
            }
        ]
    )
    told = events(reading.get("/claims/fled/history/"))
    assert all("Imported" in event for event in told)
    assert len(events(reading.get("/claims/fled/history/", {"by": "nobody"}))) == len(told)


def test_a_history_is_narrowed_by_person_and_by_date(disputed, reviewer, contributor, reading):
    propose(disputed, reviewer)
    mine = events(reading.get("/claims/fled/history/", {"by": reviewer.pk}))
    assert len(mine) == 1
    assert "open → proposed" in mine[0]
    today = timezone.localdate()
    found = {
        (since, until): len(
            events(
                reading.get(
                    "/claims/fled/history/",
                    {"since": today + timedelta(days=since), "until": today + timedelta(days=until)},
                )
            )
        )
        for since, until in ((-1, 1), (0, 0), (-2, -1), (1, 2))
    }
    assert found == {(-1, 1): 5, (0, 0): 5, (-2, -1): 0, (1, 2): 0}
    nothing = words(reading.get("/claims/fled/history/", {"since": today + timedelta(days=1)}))
    assert "Nothing of the kind happened." in nothing


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "x"},
        {"by": "999999"},
        {"kind": "nothing"},
        {"since": "yesterday"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"page": "0"},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"by": "\x00"},
    ],
)
def test_an_address_that_asks_for_what_there_is_not_opens_all_the_same(asked, disputed, reading):
    answer = reading.get("/claims/fled/history/", asked)
    assert answer.status_code == 200
    assert len(events(answer)) == 4


def test_the_page_of_a_claim_shows_the_latest_ten_and_the_way_to_the_others(disputed, contributor, reading):
    citation = disputed.citations.first()
    for number in range(12):
        citation = amend(citation, contributor, quote=f"about 30,000 people, {number}")
    answer = reading.get("/claims/fled/")
    assert len(events(answer)) == 10
    assert "before: about 30,000 people, [del]10[/del] after: about 30,000 people, [ins]11[/ins]" in marked(
        answer
    )
    assert 'href="/claims/fled/history/"' in answer.content.decode()
    assert f'href="/citations/{citation.pk}/history/"' in answer.content.decode()
    assert "version 13" in words(answer)


def test_a_long_history_is_paged_and_its_filters_stay_in_the_address(disputed, contributor, reading):
    citation = disputed.citations.first()
    for number in range(60):
        citation = amend(citation, contributor, quote=f"quote {number}")
    first = reading.get("/claims/fled/history/", {"kind": "amended"})
    assert len(events(first)) == 50
    [older] = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    assert older == "?kind=amended&amp;page=2"
    second = reading.get("/claims/fled/history/?kind=amended&page=2")
    assert len(events(second)) == 10
    assert "51 to 60 of 60" in words(second)
    assert "60 events" in words(second)


def test_a_source_shows_the_way_to_its_history(small_desk, reading):
    page = reading.get(small_desk.source.get_absolute_url()).content.decode()
    assert f'href="{small_desk.source.get_absolute_url()}history/"' in page


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_histories_ask_the_database_no_more_for_thirty_events_than_for_three(
    disputed, contributor, reviewer, approver, make_source, reading
):
    settle(disputed, reviewer, approver)
    citation = disputed.citations.first()
    today = timezone.localdate().isoformat()
    pages = [
        "/claims/fled/history/",
        f"{citation.source.get_absolute_url()}history/",
        f"/citations/{citation.pk}/history/",
        f"/claims/fled/on/?date={today}",
    ]
    amend(citation, contributor, attribution="Body")
    few = {page: queries(reading, page) for page in pages}
    for number in range(4):
        source = make_source(f"Paper {number}", derived_from=[citation.source])
        record_citation(
            claim=disputed,
            source=source,
            words=CitationWords(figure=f"about {number * 5 + 40},000", attribution=f"Body {number}"),
            by=contributor,
        )
        citation = amend(citation, contributor, quote=f"quote {number}", attribution=f"Body {number}")
        settle(disputed, reviewer, approver)
    assert len(events(reading.get("/claims/fled/history/"))) > 30
    assert {page: queries(reading, page) for page in pages} == few


UGLY = [
    "<script>alert(1)</script>",
    "w" * 400,
    "שלום עולם 12 سفينة",
    "%(figure)s {{ figure }} %s",
    "12 \u202e gnp.exe",
    "& &amp; “quotes” 'and' <b>",
]


@pytest.mark.parametrize("ugly", UGLY, ids=[ugly[:12] for ugly in UGLY])
def test_ugly_words_stay_words(ugly, disputed, contributor, reading):
    citation = disputed.citations.first()
    citation = amend(citation, contributor, figure=ugly, quote=ugly * 5, attribution=ugly[:100])
    amend(citation, contributor, figure=f"{ugly} 13", quote=f"{ugly * 5} 13")
    today = timezone.localdate().isoformat()
    for address in (
        "/claims/fled/",
        "/claims/fled/history/",
        f"/citations/{citation.pk}/history/",
        f"{citation.source.get_absolute_url()}history/",
        f"/claims/fled/on/?date={today}",
    ):
        answer = reading.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
        assert answer.content.decode().count("</main>") == 1
        assert ugly[:100] in words(answer)


def test_a_text_of_five_thousand_characters_shows_what_changed_in_it(disputed, contributor, reading):
    citation = amend(disputed.citations.first(), contributor, quote="first " + "word " * 900 + "last")
    amend(citation, contributor, quote="first " + "word " * 450 + "other " + "word " * 450 + "last")
    [told] = [event for event in events(reading.get("/claims/fled/history/")) if "[ins]other [/ins]" in event]
    assert len(told) < 1_000
    assert Claim.objects.get(pk=disputed.pk).citations.first().quote.count("word") == 900


def test_a_hold_and_its_end_are_two_things(disputed, reviewer, approver, browse):
    propose(disputed, reviewer, **HOLD, owner=approver)
    end_hold(discrepancy=flag_on(disputed), reason="The register answered.", by=reviewer)
    said = words(browse(reviewer).get("/claims/fled/history/"))
    assert "Discrepancy “rival figures”: no longer on hold · Reviewer" in said
    assert said.count("put on hold · Reviewer") == 1
