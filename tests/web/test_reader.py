"""The reader: figures marked by what the desk knows of them, and one filled in for recording."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.core.claims import AnswerKind
from factcheck.models import Citation, Claim, IgnoredFigure, Received, Snapshot, Verdict
from factcheck.services.citations import CitationWords
from factcheck.services.intake.citing import Range, cite_figure
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import record_document
from factcheck.services.sources import SourceWords
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from factcheck.web.pages.reader_text import PART
from tests.web.seen import words
from tests.web.test_keys import keyed

pytestmark = pytest.mark.django_db

TEXT = (
    "Harvest in the hills\n\n"
    "Share this story\n\n"
    "In 2019 the district harvested about 4,300 tonnes of barley, officials said.\n\n"
    "Two dams had failed, and 12,500 people moved to the coast."
)


@pytest.fixture
def read(contributor):
    """A document that is a source, and its first snapshot."""

    def take(text: str = TEXT, **record: str) -> Snapshot:
        taken = take_in(Incoming(content=text.encode(), how=Received.PASTED), by=contributor)
        record = {"title": "Harvest", "published": "2020-03-01"} | record
        return record_document(document=taken.document, words=SourceWords(**record), by=contributor)

    return take


@pytest.fixture
def harvest(make_claim) -> Claim:
    return make_claim("How many tonnes of barley did the district harvest in 2019?", unit="t", ref="harvest")


@pytest.fixture
def at_the_desk(client, contributor):
    client.force_login(contributor)
    return client


def place_of(snapshot: Snapshot, said: str) -> Range:
    start = snapshot.document.text.index(said)
    return Range(start, start + len(said))


def address(snapshot: Snapshot, said: str, **more: str) -> str:
    place = place_of(snapshot, said)
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{snapshot.get_absolute_url()}?figure={place.start}-{place.end}{asked}"


def marks(page) -> dict[str, str]:
    """The figures that are marked, and how."""
    found = re.findall(r'class="mark mark-(\w+)" id="f[^>]*>([^<]*)<', page.content.decode())
    return {words: state for state, words in found}


def sent(page) -> dict[str, object]:
    """What the form of the page would send."""
    panel = page.context["shown"].panel
    values = {name: field.value() or "" for name, field in ((one.name, one) for one in panel.form)}
    if panel.claim_form:
        values |= {one.html_name: one.value() or "" for one in panel.claim_form}
    return values


def test_the_text_stands_with_its_figures_marked_and_its_furniture_folded(read, at_the_desk):
    snapshot = read()
    page = at_the_desk.get(snapshot.get_absolute_url())
    assert set(marks(page)) == {"about 4,300 tonnes", "Two", "12,500"}
    assert re.search(r"<details class=\"folded\">.*Share this story", page.content.decode(), re.DOTALL)
    assert page.context["shown"].panel.offer.found.words == "about 4,300 tonnes"


def test_the_claim_it_belongs_to_is_proposed_with_a_reason_and_all_is_filled_in(read, harvest, at_the_desk):
    snapshot = read()
    panel = at_the_desk.get(snapshot.get_absolute_url()).context["shown"].panel
    assert panel.choices[0].question == harvest.question
    assert panel.choices[0].why
    assert panel.form["figure"].value() == "about 4,300 tonnes"
    assert panel.form["as_of"].value() == "2019"
    assert panel.form["attribution"].value() == "officials"
    assert panel.form["locator"].value() == "line 5"
    assert "about 4,300 tonnes" in panel.form["quote"].value()


def test_each_act_of_the_reader_has_its_key(read, harvest, at_the_desk, reader, browse):
    address = read().get_absolute_url()
    assert set(keyed(at_the_desk.get(address))) == {*"hv/?un1cfaiew"}
    assert set(keyed(browse(reader).get(address))) == {*"hv/?un"}


def test_one_press_records_it_and_goes_on_to_the_next(read, harvest, at_the_desk):
    snapshot = read()
    page = at_the_desk.get(snapshot.get_absolute_url())
    page = at_the_desk.post(page.context["addresses"]["record_figure"], sent(page), follow=True)
    citation = Citation.objects.get()
    assert (citation.claim, citation.figure, citation.as_of) == (harvest, "about 4,300 tonnes", "2019")
    assert citation.quote_place.state == "verified"
    assert marks(page)["about 4,300 tonnes"] == "recorded"
    assert page.context["shown"].panel.offer.found.words != "about 4,300 tonnes"


def test_a_figure_that_conflicts_says_so_before_it_is_recorded(read, harvest, cite, at_the_desk):
    cite(harvest, "about 6,000 tonnes")
    snapshot = read()
    page = at_the_desk.get(address(snapshot, "about 4,300 tonnes"))
    assert marks(page)["about 4,300 tonnes"] == "conflicts"
    assert "would open a discrepancy with “about 6,000 tonnes”" in words(page)
    assert not harvest.discrepancies.exists()


def test_a_figure_that_agrees_with_a_verified_answer_says_so(
    read, harvest, cite, reviewer, approver, at_the_desk
):
    cite(harvest, "about 4,250 tonnes")
    propose_verdict(
        claim=harvest,
        words=VerdictWords(
            answer="about 4,250 tonnes",
            sentence="It was about 4,250 tonnes.",
            basis="One source says so.",
            single_origin_reason="The office.",
        ),
        by=reviewer,
    )
    approve_verdict(verdict=Verdict.objects.get(), by=approver)
    page = at_the_desk.get(address(read(), "about 4,300 tonnes"))
    assert marks(page)["about 4,300 tonnes"] == "agrees"
    assert "verified answer “about 4,250 tonnes”" in words(page)


def test_another_claim_is_chosen_by_its_key_or_looked_for_by_words(read, harvest, make_claim, at_the_desk):
    other = make_claim("What do dams cost?", unit="USD", ref="dams")
    snapshot = read()
    found = at_the_desk.get(address(snapshot, "about 4,300 tonnes", find="dams cost")).context["shown"].panel
    assert [choice.ref for choice in found.choices] == ["dams", "new"]
    chosen = at_the_desk.get(address(snapshot, "about 4,300 tonnes", claim="dams")).context["shown"].panel
    assert chosen.form["claim"].value() == other.ref
    assert chosen.choices[0].is_chosen


def test_a_new_claim_is_drafted_and_recorded_with_its_first_citation(read, at_the_desk):
    snapshot = read()
    page = at_the_desk.get(address(snapshot, "about 4,300 tonnes", claim="new"))
    drafted = page.context["shown"].panel.claim_form
    assert drafted["question"].value().endswith("?")
    assert drafted["unit"].value() == "t"
    at_the_desk.post(page.context["addresses"]["record_figure"], sent(page))
    assert Claim.objects.get().question == drafted["question"].value()
    assert Citation.objects.get().claim == Claim.objects.get()


def test_a_figure_is_ignored_and_heeded_again(read, at_the_desk):
    snapshot = read()
    page = at_the_desk.get(address(snapshot, "about 4,300 tonnes"))
    place = place_of(snapshot, "about 4,300 tonnes")
    where = {"start": place.start, "end": place.end}
    page = at_the_desk.post(page.context["addresses"]["ignore_figure"], where, follow=True)
    assert marks(page)["about 4,300 tonnes"] == "ignored"
    page = at_the_desk.post(page.context["addresses"]["heed_figure"], where, follow=True)
    assert marks(page)["about 4,300 tonnes"] == "new"
    assert not IgnoredFigure.objects.exists()


def test_words_chosen_by_hand_make_a_citation_too(read, make_claim, at_the_desk):
    make_claim("Where did people move to?", answer_kind=AnswerKind.TEXT, ref="where")
    snapshot = read()
    page = at_the_desk.get(f"{snapshot.get_absolute_url()}?words=to+the+coast", follow=True)
    assert page.redirect_chain[0][0] == address(snapshot, "to the coast")
    page = at_the_desk.get(address(snapshot, "to the coast", claim="where"))
    page = at_the_desk.post(page.context["addresses"]["record_figure"], sent(page), follow=True)
    assert Citation.objects.get().figure == "to the coast"
    assert marks(page)["to the coast"] == "recorded"


def test_words_that_stand_nowhere_are_said_to_and_kept(read, at_the_desk):
    page = at_the_desk.get(f"{read().get_absolute_url()}?words=to+the+mountains")
    assert "“to the mountains” does not stand word for word in this document." in words(page)
    assert 'value="to the mountains"' in page.content.decode()


def test_a_refused_citation_says_why_and_what_was_typed_stays(read, harvest, at_the_desk):
    snapshot = read()
    page = at_the_desk.get(address(snapshot, "about 4,300 tonnes"))
    refused = at_the_desk.post(
        page.context["addresses"]["record_figure"],
        sent(page) | {"as_of": "2019-13-45", "scope": "in the hills"},
    )
    assert refused.status_code == 422
    assert 'value="in the hills"' in refused.content.decode()
    assert not Citation.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        "figure=9-2",
        "figure=0-999999999",
        "figure=a-b",
        "part=99",
        "part=x",
        "claim=nothing",
        "after=7777777",
        "figure=1",
    ],
)
def test_an_address_that_asks_for_nothing_shows_the_document_all_the_same(asked, read, at_the_desk):
    assert at_the_desk.get(f"{read().get_absolute_url()}?{asked}").status_code == 200


def test_what_the_form_says_now_is_foreseen_and_nothing_is_written(read, harvest, cite, at_the_desk):
    cite(harvest, "about 6,000 tonnes")
    page = at_the_desk.get(address(read(), "about 4,300 tonnes", claim="harvest"))
    told = at_the_desk.post(
        page.context["addresses"]["figure_effect"], sent(page) | {"figure": "about 6,100 tonnes"}
    )
    assert "It agrees with “about 6,000 tonnes”" in words(told)
    assert Citation.objects.count() == 1


def test_somebody_who_may_not_record_reads_the_document_and_its_marks(read, harvest, reader, browse):
    snapshot = read()
    page = browse(reader).get(snapshot.get_absolute_url())
    assert "about 4,300 tonnes" in marks(page)
    assert "Record citation" not in page.content.decode()
    for name in ("record_figure", "ignore_figure", "heed_figure", "figure_effect"):
        refused = browse(reader).post(reverse(name, args=[snapshot.source.ref, 1]))
        assert refused.status_code == 403


def test_a_long_document_is_read_part_by_part(read, at_the_desk):
    lines = [f"In village {n} there were {1000 + n} people in 2019." for n in range(700)]
    snapshot = read("\n\n".join(lines))
    assert len(snapshot.document.text) > 2 * PART
    first = at_the_desk.get(snapshot.get_absolute_url())
    assert first.context["shown"].part.count > 2
    last = first.context["shown"].part.count
    page = at_the_desk.get(f"{snapshot.get_absolute_url()}?part={last}")
    assert "1699 people" in words(page)
    assert "1000 people" not in words(page)


def test_markup_in_a_text_is_words(read, at_the_desk):
    page = at_the_desk.get(read("A <script>alert(1)</script> tag, seen by 4,300 people.").get_absolute_url())
    assert "<script>alert" not in page.content.decode()
    assert "alert(1)" in page.content.decode()


def test_sixty_figures_cost_as_many_queries_as_three(read, harvest, at_the_desk):
    counts = []
    for villages in (3, 60):
        lines = [f"In 2019 village {n} harvested {1000 + n} tonnes of barley." for n in range(villages)]
        snapshot = read("\n\n".join(lines), title=f"Report of {villages}")
        for n in range(villages // 3):
            said = f"{1000 + n} tonnes"
            cite_figure(
                snapshot=snapshot,
                at=place_of(snapshot, said),
                claim=harvest,
                words=CitationWords(figure=said, quote=said, as_of="2019", scope=f"village {n}"),
                by=None,
            )
        at_the_desk.get(snapshot.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            at_the_desk.get(snapshot.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_chosen_across_long_paragraphs_are_shown_and_recorded(read, at_the_desk):
    long = "The harbour board had met in secret, " * 12
    snapshot = read(f"{long}and 40 ships sank.\n\n{long}and 12 were saved.")
    start, end = snapshot.document.text.index("40 ships"), snapshot.document.text.index(" were saved")
    page = at_the_desk.get(f"{snapshot.get_absolute_url()}?figure={start}-{end}")
    assert page.status_code == 200
    quote = page.context["shown"].panel.form["quote"].value()
    assert quote.startswith("40 ships sank.")
    assert quote.endswith("and 12")
    everything = f"{snapshot.get_absolute_url()}?figure=0-{len(snapshot.document.text)}"
    assert at_the_desk.get(everything).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"claim": "of-nowhere"}, "There is no such claim."), ({"claim": ""}, "Choose the claim")],
)
def test_what_is_wrong_with_a_choice_that_has_no_field_of_its_own_is_said(
    read, harvest, at_the_desk, changed, said
):
    page = at_the_desk.get(read().get_absolute_url())
    page = at_the_desk.post(page.context["addresses"]["record_figure"], sent(page) | changed)
    assert page.status_code == 422
    assert said in words(page)
