"""Drafts in the pages: kept while one writes, back on return, and the sentence that the app drafts."""

from __future__ import annotations

import pytest

from factcheck.models import Discrepancy, Draft
from factcheck.services.approving import return_resolution
from tests.services.desk_work import propose
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

TYPED = {"rationale": "The second report mistook arrivals for departures.", "cause": "source_error"}
QUICK = {"HX-Request": "true"}


@pytest.fixture
def found(disputed) -> Discrepancy:
    return disputed.discrepancies.get()


def page_of(client, found, query=""):
    return client.get(f"/discrepancies/{found.pk}/{query}")


def filled(client, found, query="", **changes) -> dict[str, object]:
    return form(page_of(client, found, query), f"/discrepancies/{found.pk}/propose/") | changes


def keep(client, found, *, quick=True, **changes):
    headers = QUICK if quick else {}
    return client.post(f"/discrepancies/{found.pk}/draft/", filled(client, found, **changes), headers=headers)


def test_what_one_writes_is_kept_and_is_there_again_in_another_browser(found, browse, reviewer):
    kept = keep(browse(reviewer), found, **TYPED)
    assert words(kept).startswith("Draft kept ")
    page = page_of(browse(reviewer), found)
    again = form(page, f"/discrepancies/{found.pk}/propose/")
    assert {name: again[name] for name in TYPED} == TYPED
    assert "Your draft of" in words(page)
    assert "Only you see it." in words(page)


def test_nobody_else_ever_sees_it(found, browse, reviewer, second_reviewer, administrator):
    keep(browse(reviewer), found, **TYPED)
    for somebody in (second_reviewer, administrator):
        page = page_of(browse(somebody), found)
        assert TYPED["rationale"] not in page.content.decode()
        assert "Your draft" not in words(page)


def test_without_scripts_a_button_keeps_it(found, browse, reviewer):
    client = browse(reviewer)
    answer = keep(client, found, quick=False, query="?state=open", **TYPED)
    assert address(answer) == f"/discrepancies/{found.pk}/?state=open"
    assert "Kept as a draft." in words(client.get(address(answer)))


def test_looking_at_a_form_keeps_nothing(found, browse, reviewer):
    assert words(keep(browse(reviewer), found)) == ""
    assert not Draft.objects.exists()


def test_a_draft_that_is_too_long_is_refused_in_a_sentence(found, browse, reviewer):
    kept = keep(browse(reviewer), found, rationale="x" * 70_000)
    assert "This has 70000 characters; at most 10000 are kept." in words(kept)


def test_a_draft_is_discarded_on_request(found, browse, reviewer):
    client = browse(reviewer)
    keep(client, found, **TYPED)
    answer = client.post(f"/discrepancies/{found.pk}/draft/discard/")
    assert address(answer) == f"/discrepancies/{found.pk}/"
    page = client.get(address(answer))
    assert "Draft discarded." in words(page)
    assert form(page, f"/discrepancies/{found.pk}/propose/")["rationale"] == ""


def test_what_happened_since_is_said(found, browse, reviewer, second_reviewer, approver):
    keep(browse(reviewer), found, **TYPED)
    propose(found.claim, second_reviewer)
    return_resolution(discrepancy=found, comment="Ask the author.", by=approver)
    seen = words(page_of(browse(reviewer), found))
    assert "Since then: Second-Reviewer: this became proposed" in seen
    assert "Approver: this became returned" in seen
    assert "Ask the author." in seen


def test_new_evidence_since_is_said_too(found, browse, reviewer, cite):
    keep(browse(reviewer), found, **TYPED)
    assert "the evidence on this claim changed" not in words(page_of(browse(reviewer), found))
    cite(found.claim, "about 30,500")
    assert "Since then the evidence on this claim changed." in words(page_of(browse(reviewer), found))


def test_a_proposal_comes_instead_of_its_draft(found, browse, reviewer):
    client = browse(reviewer)
    keep(client, found, **TYPED)
    sound = TYPED | {
        "answer": "about 30,000",
        "sentence": "About 30,000 fled.",
        "outcome": "use_one",
        "position_0": "preferred",
    }
    late = filled(client, found, **sound)
    client.post(f"/discrepancies/{found.pk}/propose/", late)
    assert not Draft.objects.exists()
    told = client.post(f"/discrepancies/{found.pk}/draft/", late, headers=QUICK)
    assert "Not kept: you have proposed this since." in words(told)


def drafted(client, found, *, quick=True, **changes):
    headers = QUICK if quick else {}
    return client.post(
        f"/discrepancies/{found.pk}/sentence/", filled(client, found, **changes), headers=headers
    )


CHOSEN = {"outcome": "use_one", "position_0": "preferred", "position_1": "rejected"}


def fields_of(page) -> dict[str, object]:
    page.content = f"<form method='post'>{page.content.decode()}</form>".encode()
    return form(page)


def test_the_sentence_is_drafted_from_outcome_standings_and_figures(found, browse, reviewer):
    page = drafted(browse(reviewer), found, **CHOSEN)
    fields = fields_of(page)
    assert fields["answer"] == "about 30,000"
    assert "bout 30,000 people" in fields["sentence"]
    assert fields["drafted_sentence"] == fields["sentence"]
    turned = CHOSEN | {"position_0": "rejected", "position_1": "preferred"}
    assert fields_of(drafted(browse(reviewer), found, **turned))["answer"] == "about 35,000"


def test_what_somebody_typed_is_never_drafted_over(found, browse, reviewer):
    mine = CHOSEN | {"sentence": "In my own words.", "answer": "30,000 or so"}
    fields = fields_of(drafted(browse(reviewer), found, **mine))
    assert (fields["sentence"], fields["answer"]) == ("In my own words.", "30,000 or so")
    one = fields_of(drafted(browse(reviewer), found, **CHOSEN | {"sentence": "In my own words."}))
    assert (one["sentence"], one["answer"]) == ("In my own words.", "about 30,000")


def test_an_older_draft_makes_way_for_a_newer_one(found, browse, reviewer):
    client = browse(reviewer)
    first = fields_of(drafted(client, found, **CHOSEN))
    before = {name: first[name] for name in ("answer", "sentence", "drafted_answer", "drafted_sentence")}
    second = fields_of(
        drafted(client, found, **CHOSEN | before | {"outcome": "report_range", "position_1": "uncertain"})
    )
    assert second["sentence"] != first["sentence"]
    assert "35,000" in second["sentence"]
    nothing = fields_of(drafted(client, found, **CHOSEN | before | {"outcome": "omit"}))
    assert (nothing["answer"], nothing["sentence"]) == ("", "")


def test_on_request_it_is_drafted_again_over_what_was_typed(found, browse, reviewer):
    mine = CHOSEN | {"sentence": "In my own words.", "answer": "30,000 or so"}
    page = drafted(browse(reviewer), found, **mine, again="1")
    assert fields_of(page)["answer"] == "about 30,000"
    none = drafted(browse(reviewer), found, **mine | {"outcome": "omit"}, again="1")
    assert fields_of(none)["answer"] == "30,000 or so"


def test_without_scripts_the_page_comes_back_with_the_sentence_and_everything_else(found, browse, reviewer):
    page = drafted(browse(reviewer), found, quick=False, **CHOSEN, **TYPED)
    assert page.status_code == 200
    back = form(page, f"/discrepancies/{found.pk}/propose/")
    assert back["answer"] == "about 30,000"
    assert {name: back[name] for name in (*TYPED, *CHOSEN)} == TYPED | CHOSEN
    assert "Draft it again" in words(page)


def test_without_an_outcome_there_is_nothing_to_draft(found, browse, reviewer):
    page = drafted(browse(reviewer), found, quick=False, **TYPED)
    assert page.status_code == 422
    assert "Choose what we print first" in words(page)
    assert form(page, f"/discrepancies/{found.pk}/propose/")["rationale"] == TYPED["rationale"]


def test_a_series_takes_each_citation_with_its_date(make_claim, cite, browse, reviewer):
    claim = make_claim("How many people fled?")
    for year, figure in (("2012", "1,000"), ("2014", "2,000"), ("2013", "1,500")):
        cite(claim, figure, as_of=year)
    found = claim.discrepancies.get()
    sentence = fields_of(drafted(browse(reviewer), found, outcome="series"))["sentence"]
    assert sentence.index("2012") < sentence.index("2013") < sentence.index("2014")


@pytest.mark.parametrize("outcome", ["nonsense", "hold", "omit", "unverifiable", "split_claim"])
def test_where_nothing_is_printed_nothing_is_drafted(outcome, found, browse, reviewer):
    fields = fields_of(drafted(browse(reviewer), found, **CHOSEN | {"outcome": outcome}))
    assert (fields["answer"], fields["sentence"]) == ("", "")
