"""A claim as the desk knew it on a date: what was asked, said, disputed, decided and printed then."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from factcheck.core.claims import Lives
from factcheck.models import Claim, Discrepancy, Verdict
from factcheck.models.flags import why_flagged
from factcheck.models.past import claim_at
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.claims import ClaimWords, amend_claim, record_claim
from factcheck.services.desk import change_desk_settings
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_answer, reopen_discrepancy
from factcheck.services.sources import SourceWords, amend_source, record_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from factcheck.web.pages.claim_page import SHOWN_CITATIONS
from factcheck.web.pages.past_page import past_page
from tests.services.desk_work import PREFER_30, decision, flag_on
from tests.web.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_day(monkeypatch):
    """Puts the clock to ten o'clock of a day in March 2026, from where it goes on."""

    def set_clock(day: int, hour: int = 10) -> None:
        moment = datetime(2026, 3, day, hour, tzinfo=UTC)

        def now() -> datetime:
            nonlocal moment
            moment += timedelta(milliseconds=5)
            return moment

        monkeypatch.setattr(timezone, "now", now)

    yield set_clock
    monkeypatch.undo()


@pytest.fixture
def march(on_day, monkeypatch, contributor, reviewer, approver, administrator) -> Claim:
    """A month on a desk: one thing happens on each day."""
    on_day(2)
    claim = record_claim(
        words=ClaimWords(question="How many people fled?", topic="Flight", unit="person"),
        by=contributor,
        ref="fled",
    )
    report = record_source(words=SourceWords(title="Annual report", reliability="B"), by=contributor)
    paper = record_source(words=SourceWords(title="Morning paper"), by=contributor)
    on_day(3)
    first = record_citation(
        claim=claim,
        source=report,
        words=CitationWords(figure="about 30,000", quote="about 30,000 people"),
        by=contributor,
    )
    on_day(4)
    second = record_citation(
        claim=claim, source=paper, words=CitationWords(figure="about 35,000"), by=contributor
    )
    on_day(5)
    standings = {
        citation.pk: standing for citation, standing in zip((first, second), PREFER_30.values(), strict=True)
    }
    propose_resolution(discrepancy=flag_on(claim), decision=decision(standings=standings), by=reviewer)
    on_day(6)
    approve_resolution(discrepancy=flag_on(claim), by=approver, comment="Checked.")
    on_day(7)
    reopen_discrepancy(discrepancy=flag_on(claim), reason="A letter came.", by=reviewer)
    on_day(8)
    amend_source(
        source=paper,
        words=SourceWords(title="The Evening Paper", reliability="D"),
        derived_from=[report],
        by=administrator,
    )
    on_day(9)
    first = amend_citation(
        citation=first,
        words=CitationWords(figure="about 31,000", quote="some 31,000", attribution="The Ministry"),
        by=contributor,
    )
    on_day(10)
    withdraw_citation(citation=second, because="It counts another river.", by=contributor)
    on_day(11)
    restore_citation(citation=second, by=contributor)
    on_day(12)
    change_desk_settings(tolerance="0.15", single_review=False, by=administrator)
    on_day(13)
    change_desk_settings(tolerance="0.05", single_review=False, by=administrator)
    on_day(14)
    amend_claim(
        claim=Claim.objects.get(pk=claim.pk),
        words=ClaimWords(question="How many people have fled so far?", topic="Rivers", unit="person"),
        by=contributor,
    )
    on_day(15)
    withdraw_citation(citation=second, because="For good.", by=contributor)
    on_day(16)
    propose_verdict(
        claim=claim,
        words=VerdictWords(
            answer="31,000",
            sentence="Some 31,000 fled.",
            basis="The report.",
            single_origin_reason="It counts.",
        ),
        by=reviewer,
    )
    monkeypatch.undo()
    return Claim.objects.get(pk=claim.pk)


@pytest.fixture
def reading(browse, reader):
    return browse(reader)


THEN = [
    (
        2,
        ["How many people fled?", "unverified", "No source said anything yet.", "Nothing was printed."],
        ["30,000"],
    ),
    (3, ["unverified", "about 30,000", "Annual report"], ["The Ministry", "35,000", "Rival figures"]),
    (
        4,
        [
            "disputed",
            "Rival figures",
            "moderate open",
            "about 35,000",
            "Morning paper",
            "2 sources, 2 origins",
        ],
        ["Evening", "The register counts everyone."],
    ),
    (
        5,
        ["proposed", "moderate proposed", "The register counts everyone.", "1 preferred, 1 rejected"],
        ["approved by"],
    ),
    (
        6,
        [
            "verified",
            "About 30,000 people fled.",
            "Printed answer: about 30,000 · approved by Approver on 6 Mar 2026",
            "moderate resolved",
            "The register counts everyone.",
        ],
        ["Evening", "31,000 people"],
    ),
    (
        7,
        ["disputed", "moderate re-opened", "“about 30,000” had been printed"],
        ["The register counts everyone."],
    ),
    (8, ["The Evening Paper", "D", "2 sources, 1 origin"], ["Morning paper", "2 origins"]),
    (
        9,
        ["about 31,000", "some 31,000", "The Ministry", "2 sources, 2 origins", "version 2"],
        ["about 30,000 people"],
    ),
    (10, ["Withdrawn by then", "about 35,000", "It counts another river."], ["Rival figures", "disputed"]),
    (11, ["disputed", "Rival figures", "version 3"], ["Withdrawn by then", "It counts another river."]),
    (12, ["“about” allowed 15 percent"], ["Rival figures", "disputed"]),
    (13, ["“about” allowed 5 percent", "Rival figures", "disputed"], []),
    (14, ["How many people have fled so far?", "Rivers", "Nothing was printed."], ["had been printed"]),
    (15, ["Withdrawn by then", "For good.", "unverified"], ["Rival figures"]),
    (16, ["proposed", "Some 31,000 fled.", "31,000 · proposed by Reviewer on 16 Mar 2026"], ["approved by"]),
]


@pytest.mark.parametrize(("day", "said", "unsaid"), THEN, ids=[f"{row[0]} March" for row in THEN])
def test_the_claim_is_shown_as_it_was_at_the_end_of_each_day(day, said, unsaid, march, reading):
    answer = reading.get("/claims/fled/on/", {"date": f"2026-03-{day:02}"})
    assert answer.status_code == 200
    seen = words(answer)
    seen = seen[seen.index("History How") if "History How" in seen else seen.index("History ") :]
    assert f"As the desk knew it on {day} Mar 2026. Today's claim →" in seen
    for part in said:
        assert part in seen, part
    for part in unsaid:
        assert part not in seen, part


def words_on(client, ref: str, day: int) -> str:
    return words(client.get(f"/claims/{ref}/on/", {"date": f"2026-03-{day:02}"}))


def test_nothing_can_be_done_to_the_past(march, browse, administrator):
    page = browse(administrator).get("/claims/fled/on/?date=2026-03-10").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert 'method="post"' not in main
    for act in ("Amend", "Withdraw<", "Restore", "Decide", "Propose answer", "Record citation"):
        assert act not in main


def test_looking_at_the_past_changes_nothing(march, reading):
    tables = (Claim, Discrepancy, Verdict)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    for day in range(2, 17):
        reading.get("/claims/fled/on/", {"date": f"2026-03-{day:02}"})
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_the_last_day_is_the_claim_as_it_is_today(march, reading):
    today = timezone.localdate().isoformat()
    then, now = words(reading.get(f"/claims/fled/on/?date={today}")), words(reading.get("/claims/fled/"))
    for part in ("How many people have fled so far?", "Some 31,000 fled.", "proposed", "1 source, 1 origin"):
        assert part in then
        assert part in now


def test_before_a_claim_was_recorded_its_page_says_so(march, reading):
    seen = words(reading.get("/claims/fled/on/?date=2026-03-01"))
    assert (
        "On 1 Mar 2026 the desk did not have this question yet. It was recorded on 2 Mar 2026 at 10:00."
        in seen
    )
    assert "Citations" not in seen


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"date": ""}, "Give the date on which you want to see the claim."),
        ({"date": "March"}, "Enter a valid date."),
        ({"date": "0001-01-01"}, "Give a date from 1900 on."),
        ({"date": "9999-12-31"}, "Give a date before the year 3000."),
        ({"date": "2999-12-31"}, "This day is still to come."),
        ({"at": "noon"}, "This address names no moment."),
        ({"at": "0001-01-01T00:00:00Z"}, "This address names no moment."),
        ({"at": "x" * 100}, "at most 40 characters"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_with_the_remedy(asked, said, march, reading):
    answer = reading.get("/claims/fled/on/", asked)
    assert answer.status_code == 422
    assert said in words(answer)


def test_without_a_day_the_page_asks_for_one(march, reading):
    seen = words(reading.get("/claims/fled/on/"))
    assert "As we knew it on" in seen
    assert "Show the claim then" in seen
    assert "As the desk knew it on" not in seen


def test_each_event_leads_to_the_claim_as_it_was_just_after_it(march, reading):
    page = reading.get("/claims/fled/history/").content.decode()
    found = re.findall(r'href="(/claims/fled/on/\?at=[^"]+)".*?<bdi>(.*?)</bdi>', page, re.DOTALL)
    states = {what: words(reading.get(address)) for address, what in found}
    after = states["Recorded “about 35,000”"]
    assert "As the desk knew it on 4 Mar 2026 at 10:00:00." in after
    assert "moderate open" in after, "what the desk made of it at once belongs to the deed"
    assert "verified" in states["Discrepancy “rival figures”: proposed → resolved"]
    assert "About 30,000 people fled." in states["Discrepancy “rival figures”: proposed → resolved"]
    assert "No source said anything yet." in states["Recorded the claim"]
    assert len(found) == len(re.findall(r"<time ", page))


def test_a_moment_without_a_zone_is_one_of_the_desk(march, reading):
    assert "No source said anything yet." in words(reading.get("/claims/fled/on/?at=2026-03-02T10:30:00"))


def test_a_day_ends_at_midnight_where_the_desk_is(march, reading, settings):
    settings.TIME_ZONE = "Asia/Seoul"
    timezone.get_default_timezone.cache_clear()
    try:
        late = reading.get("/claims/fled/on/?at=2026-03-03T18:00:00")
        assert "No source said anything yet." in words(late), "ten o'clock in Greenwich is seven in Seoul"
        assert "about 30,000" in words(reading.get("/claims/fled/on/?date=2026-03-03"))
    finally:
        timezone.get_default_timezone.cache_clear()


def test_an_answer_that_was_opened_again_was_not_printed(
    on_day, make_claim, cite, reviewer, approver, reading
):
    on_day(2)
    claim = make_claim("How many came back?", ref="back")
    cite(claim, "12")
    words = VerdictWords(answer="12", sentence="Twelve.", basis="One.", single_origin_reason="It counts.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    on_day(3)
    reopen_answer(claim=claim, reason="A letter came.", by=reviewer)
    on_day(4)
    assert "Printed answer: 12" in words_on(reading, "back", 2)
    seen = words_on(reading, "back", 3)
    assert "“12” had been printed and was opened again" in seen
    assert "A letter came." in seen
    assert "unverified" in seen


def test_a_citation_is_shown_on_the_claim_where_it_was(make_claim, on_day, contributor, make_source, reading):
    on_day(2)
    fled = make_claim("How many fled?", ref="fled")
    back = make_claim("How many came back?", ref="back")
    citation = record_citation(
        claim=fled, source=make_source("Report"), words=CitationWords(figure="12"), by=contributor
    )
    on_day(3)
    amend_citation(citation=citation, words=CitationWords(figure="13"), claim=back, by=contributor)
    on_day(4)
    seen = {
        (ref, day): claim_at(claim, datetime(2026, 3, day, 23, tzinfo=UTC))
        for ref, claim in (("fled", fled), ("back", back))
        for day in (2, 3)
    }
    figures = {key: [one.figure for one in then.citations.values()] for key, then in seen.items()}
    assert figures == {("fled", 2): ["12"], ("fled", 3): [], ("back", 2): [], ("back", 3): ["13"]}


def test_a_total_that_fell_then_is_flagged_then(make_claim, on_day, contributor, make_source, browse, reader):
    on_day(2)
    claim = make_claim("How many in all?", lives=Lives.RUNNING, ref="all")
    for figure, as_of in (("500", "2016"), ("300", "2018")):
        record_citation(
            claim=claim,
            source=make_source(f"Report of {as_of}"),
            words=CitationWords(figure=figure, as_of=as_of),
            by=contributor,
        )
    on_day(3)
    amend_claim(
        claim=claim,
        words=ClaimWords(question=claim.question, unit="person", lives=Lives.LEVEL),
        by=contributor,
    )
    then = claim_at(claim, datetime(2026, 3, 2, 23, tzinfo=UTC))
    now = claim_at(claim, datetime(2026, 3, 3, 23, tzinfo=UTC))
    assert [found.discrepancy.kind for found in past_page(then).discrepancies] == ["falls"]
    assert past_page(now).discrepancies == []


def test_what_is_flagged_now_was_flagged_just_now(case):
    """On every claim of the case: computed from the versions, the same flags in the same state as are kept."""
    moment = timezone.now()
    for claim in Claim.objects.all():
        then = past_page(claim_at(claim, moment))
        kept = claim.discrepancies.order_by("pk")
        assert sorted(
            (one.discrepancy.kind, one.discrepancy.state, one.discrepancy.severity)
            for one in then.discrepancies
        ) == sorted(kept.values_list("kind", "state", "severity"))
        kept_why = [str(why_flagged(found)) for found in kept.for_deciding()]
        assert sorted(str(one.why) for one in then.discrepancies) == sorted(kept_why)
        assert (then.sources, then.origins) == (claim.source_count, claim.origin_count)
        assert then.state == Claim.objects.with_state().get(pk=claim.pk).state


def test_of_thousands_of_citations_a_page_shows_the_first_and_the_way_to_the_others(load, reading):
    load(
        {
            "claim_ref": "fled",
            "question": "How many people fled?",
            "unit": "person",
            "source_ref": f"source-{index % 50}",
            "source_title": f"Report {index % 50}",
            "figure": f"{1_000 * (index % 7 + 1):,}",
            "quote": f"the quote of {index}",
        }
        for index in range(600)
    )
    today = timezone.localdate().isoformat()
    answer = reading.get(f"/claims/fled/on/?date={today}")
    page = answer.content.decode()
    assert page.count('<tr id="citation-') == SHOWN_CITATIONS
    assert f'href="?date={today}&amp;from={SHOWN_CITATIONS}#all-citations"' in page
    last = reading.get(f"/claims/fled/on/?date={today}&from=400").content.decode()
    assert last.count('<tr id="citation-') == SHOWN_CITATIONS
    assert 'rel="next"' not in last
    for odd in ("x", "-1", "600", "99999999999999"):
        assert reading.get(f"/claims/fled/on/?date={today}&from={odd}").status_code == 200
