"""Two people find out that several origins are fewer: a contributor merges and links, a reviewer sees what follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Claim, Source
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.sources import SourceWords, record_source
from factcheck.services.verdicts import VerdictWords, propose_verdict
from tests.stories.arriving import opens
from tests.stories.axe import found_wrong, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

MINISTRY, TURNED = "Unification Ministry", "Ministry of Unification"
QUOTE = "The ministry has counted 33,834 arrivals since the first of them came."


@pytest.fixture
def arrivals(db_people) -> Claim:
    """A claim that four sources agree on: two credit one ministry by two names, one repeats another's very words."""
    claim = record_claim(
        words=ClaimWords(question="How many have arrived?", unit="person"), by=None, ref="arrivals"
    )
    for title, published, attribution in (
        ("Agency report", "2018-01-02", MINISTRY),
        ("Evening paper", "2018-01-03", TURNED),
        ("Table of arrivals", "2017-12-20", ""),
        ("Weekly magazine", "2018-01-10", ""),
    ):
        source = record_source(words=SourceWords(title=title, published=published), by=None)
        words = CitationWords(figure="33,834", attribution=attribution, quote="" if attribution else QUOTE)
        record_citation(claim=claim, source=source, words=words, by=None)
    answer = VerdictWords(answer="33,834", sentence="33,834 have arrived.", basis="Four origins agree.")
    propose_verdict(claim=claim, words=answer, by=db_people[Role.REVIEWER])
    return Claim.objects.get(pk=claim.pk)


def test_a_merge_and_a_link_leave_two_origins_of_four_and_the_reviewer_proposes_anew(arrivals, sit_down):
    assert arrivals.origin_count == 4
    contributor, reviewer = sit_down(Role.CONTRIBUTOR), sit_down(Role.REVIEWER)

    contributor.goto("/claims/arrivals/")
    for link in ("The names on this claim", TURNED, "Merge this name into it"):
        with opens(contributor):
            contributor.get_by_role("link", name=link).first.click()
    expect(contributor.get_by_label("Merge it into")).to_have_value(MINISTRY)
    expect(contributor.get_by_text("1 claim rests on this name")).to_be_visible()
    contributor.get_by_label("Why the two names mean the same").fill("The ministry writes itself both ways.")
    contributor.get_by_role("button", name="Merge").click()
    expect(contributor.get_by_role("heading", name=MINISTRY)).to_be_visible()
    expect(contributor.get_by_text("The ministry writes itself both ways.")).to_be_visible()

    reviewer.goto("/claims/arrivals/")
    expect(reviewer.get_by_text("4 sources, 3 origins")).to_be_visible()
    expect(reviewer.get_by_role("heading", name="Proposed answer")).not_to_be_visible()
    expect(reviewer.get_by_text("credited as “Ministry of Unification”")).to_be_visible()

    contributor.goto(Source.objects.get(title="Weekly magazine").get_absolute_url())
    table = contributor.get_by_role("listitem").filter(
        has=contributor.get_by_role("heading", name="Table of arrivals")
    )
    expect(table.get_by_text("Both quote the same 12 words.")).to_be_visible()
    table.get_by_role("button", name="This source draws on it").click()
    expect(
        contributor.get_by_text("“Weekly magazine” draws on “Table of arrivals” from now on.")
    ).to_be_visible()
    agency = contributor.get_by_role("listitem").filter(
        has=contributor.get_by_role("heading", name="Agency report")
    )
    agency.get_by_role("button", name="Turn down").click()
    expect(contributor.get_by_text("It is suggested again only if something new")).to_be_visible()
    expect(contributor.get_by_role("heading", name="Turned down")).to_be_visible()

    reviewer.reload()
    expect(reviewer.get_by_text("4 sources, 2 origins")).to_be_visible()
    below = reviewer.get_by_role("list", name="Draws on Table of arrivals")
    expect(below.get_by_role("link", name="Weekly magazine")).to_be_visible()
    reviewer.get_by_role("button", name="Propose answer").click()
    expect(reviewer.get_by_role("heading", name="Propose")).to_be_visible()


def test_a_merge_that_was_wrong_is_taken_back_with_a_reason(arrivals, sit_down):
    contributor = sit_down(Role.CONTRIBUTOR)
    contributor.goto("/attributions/?q=Ministry")
    with opens(contributor):
        contributor.get_by_role("row").filter(has_text=TURNED).get_by_role(
            "link", name=MINISTRY
        ).first.click()
    contributor.get_by_label("Why the two names mean the same").fill("One ministry.")
    for kind, name in (("button", "Merge"), ("link", "Take apart"), ("button", "Take apart")):
        with opens(contributor):
            contributor.get_by_role(kind, name=name).click()
    expect(contributor.get_by_text("Not taken apart: say why").first).to_be_visible()
    contributor.get_by_label("Why the two names mean different ones").fill("The second is a former one.")
    contributor.get_by_role("button", name="Take apart").click()
    expect(contributor.get_by_text("The second is a former one.")).to_be_visible()
    assert Claim.objects.get(ref="arrivals").origin_count == 4


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_names_and_links_are_open_to_everybody(width, arrivals, sit_down):
    page = sit_down(Role.CONTRIBUTOR)
    page.set_viewport_size({"width": width, "height": 844})
    name = arrivals.citations.exclude(attribution=None).earliest("pk").attribution.get_absolute_url()
    source = Source.objects.get(title="Weekly magazine").get_absolute_url()
    found = {}
    for address in (
        "/attributions/",
        name,
        f"{name}merge/",
        f"{name}part/",
        f"{source}origins/",
        source,
        "/claims/arrivals/",
    ):
        page.goto(address)
        found[address] = (goes_sideways(page), found_wrong(page))
    assert {address: wrong for address, wrong in found.items() if wrong != (0, {})} == {}
