"""Who may do what, as a truth table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.core.notices import DEFAULTS
from factcheck.core.roles import NotPermittedError, Role
from factcheck.models import (
    Attribution,
    AttributionStep,
    Citation,
    Claim,
    Desk,
    Discrepancy,
    Source,
    Step,
    TurnedDownLink,
)
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.attributions import merge_attributions, part_attribution
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.claims import ClaimWords, amend_claim, record_claim
from factcheck.services.comments import add_comment, withdraw_comment
from factcheck.services.desk import change_desk_settings
from factcheck.services.everything import reconcile_all
from factcheck.services.importing import import_citations
from factcheck.services.notice_choices import choose_notices, mark_all_read
from factcheck.services.origin_links import draw_on, turn_down_link
from factcheck.services.proposing import propose_resolution
from factcheck.services.publishing import keep_back, show_to_readers
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.sources import SourceWords, amend_source, record_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from factcheck.services.watching import unwatch_claim, watch_claim
from tests.conftest import CASE_FILE, person
from tests.services.desk_work import decision, flag_on, propose, settle

pytestmark = pytest.mark.django_db


class Scene:
    """A claim in dispute, one that is settled and one that waits, brought about by others than who acts."""

    def __init__(self, make_claim, cite):
        self.reviewer = person("proposer", Role.REVIEWER)
        self.approver = person("second", Role.APPROVER)
        self.open, self.proposed, self.resolved = (make_claim(f"Question {number}?") for number in range(3))
        for claim in (self.open, self.proposed, self.resolved):
            cite(claim, "about 30,000")
            cite(claim, "about 35,000")
        propose(self.proposed, self.reviewer)
        settle(self.resolved, self.reviewer, self.approver)
        self.agreed, self.waiting = make_claim("Agreed?"), make_claim("Waiting?")
        for claim in (self.agreed, self.waiting):
            cite(claim, "1")
            cite(claim, "1")
        self.verdict = propose_verdict(claim=self.waiting, words=ANSWER, by=self.reviewer)
        self.citation = self.open.citations.first()
        self.withdrawn = cite(self.agreed, "1")
        withdraw_citation(citation=self.withdrawn, because="misread", by=None)
        self.source = self.citation.source
        self.kept_back = keep_back(claim=make_claim("Not for readers?"), because="x", by=None)
        self.kept, self.name, self.merged = (
            Attribution.objects.create(name=name) for name in ("Ministry", "Its press office", "Its archive")
        )
        merge_attributions(kept=self.kept, merged=self.merged, because="One house.", by=None)
        one, other = make_claim("Of one?"), make_claim("Of another?")
        self.alike = [cite(claim, "33,834").source for claim in (one, other)]


ANSWER = VerdictWords(answer="1", sentence="One.", basis="Both say so.")
WORDS = CitationWords(figure="about 31,000")

READ = {
    "watch a claim": lambda s, by: watch_claim(claim=s.open, by=by),
    "watch a claim no longer": lambda s, by: unwatch_claim(claim=s.open, by=by),
    "choose what to be told of": lambda s, by: choose_notices(choices=DEFAULTS, by=by),
    "mark everything as read": lambda s, by: mark_all_read(by=by),
}
COMMENT = {
    "comment": lambda s, by: add_comment(claim=s.open, text="Look.", by=by),
    "withdraw one's comment": lambda s, by: withdraw_comment(
        comment=s.open.comments.create(by=by, at=s.open.recorded_at, text="x"), by=by
    ),
}
RECORD = {
    "record a claim": lambda s, by: record_claim(words=ClaimWords(question="New?"), by=by),
    "amend a claim": lambda s, by: amend_claim(claim=s.open, words=ClaimWords(question="Other?"), by=by),
    "record a source": lambda s, by: record_source(words=SourceWords(title="New"), by=by),
    "amend a source": lambda s, by: amend_source(source=s.source, words=SourceWords(title="Other"), by=by),
    "merge names": lambda s, by: merge_attributions(kept=s.kept, merged=s.name, because="x", by=by),
    "take a name apart": lambda s, by: part_attribution(attribution=s.merged, because="x", by=by),
    "turn down a link": lambda s, by: turn_down_link(source=s.alike[0], other=s.alike[1], by=by),
    "take a link": lambda s, by: draw_on(source=s.alike[0], on=s.alike[1], by=by),
    "record a citation": lambda s, by: record_citation(claim=s.open, source=s.source, words=WORDS, by=by),
    "amend a citation": lambda s, by: amend_citation(citation=s.citation, words=WORDS, by=by),
    "withdraw a citation": lambda s, by: withdraw_citation(citation=s.citation, because="x", by=by),
    "restore a citation": lambda s, by: restore_citation(citation=s.withdrawn, by=by),
    "import a file": lambda s, by: import_citations(path=CASE_FILE, by=by),
    "compare everything": lambda s, by: list(reconcile_all(by=by)),
}
PROPOSE = {
    "propose a resolution": lambda s, by: propose_resolution(
        discrepancy=flag_on(s.open), decision=decision(), by=by
    ),
    "re-open": lambda s, by: reopen_discrepancy(discrepancy=flag_on(s.resolved), reason="x", by=by),
    "propose a verdict": lambda s, by: propose_verdict(claim=s.agreed, words=ANSWER, by=by),
}
APPROVE = {
    "approve a resolution": lambda s, by: approve_resolution(discrepancy=flag_on(s.proposed), by=by),
    "return a resolution": lambda s, by: return_resolution(
        discrepancy=flag_on(s.proposed), comment="x", by=by
    ),
    "approve a verdict": lambda s, by: approve_verdict(verdict=s.verdict, by=by),
    "return a verdict": lambda s, by: return_verdict(verdict=s.verdict, comment="x", by=by),
    "keep a claim from readers": lambda s, by: keep_back(claim=s.open, because="x", by=by),
    "show a claim to readers": lambda s, by: show_to_readers(claim=s.kept_back, because="x", by=by),
}
ADMINISTER = {
    "change the desk's settings": lambda s, by: change_desk_settings(
        tolerance=Decimal("0.1"), single_review=True, by=by
    )
}
ACTS = READ | COMMENT | RECORD | PROPOSE | APPROVE | ADMINISTER
MAY = {
    "stranger": {},
    "reader": READ,
    "contributor": READ | COMMENT | RECORD,
    "reviewer": READ | COMMENT | PROPOSE,
    "approver": READ | COMMENT | APPROVE,
    "administrator": ACTS,
    "contributor whose log-in was closed": {},
}


@pytest.fixture
def scene(make_claim, cite):
    return Scene(make_claim, cite)


def actor(name):
    if name == "stranger":
        return person("actor")
    somebody = person("actor", Role(name.split()[0]))
    if "closed" in name:
        somebody.is_active = False
        somebody.save()
    return somebody


def everything():
    tables = (Claim, Source, Citation, Discrepancy, Step, Desk, Attribution, AttributionStep, TurnedDownLink)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


@pytest.mark.parametrize("name", MAY)
def test_each_person_does_what_their_role_allows_and_is_told_what_it_does_not(scene, name):
    somebody = actor(name)
    before = everything()
    for act, do in ACTS.items():
        if act not in MAY[name]:
            with pytest.raises(NotPermittedError) as refused:
                do(scene, somebody)
            assert str(refused.value).endswith("."), act
    assert everything() == before


@pytest.mark.parametrize("act", ACTS)
def test_whoever_has_the_role_may(scene, act):
    name = next(
        name
        for name in ("reader", "contributor", "reviewer", "approver", "administrator")
        if act in MAY[name]
    )
    ACTS[act](scene, actor(name))


@pytest.mark.parametrize("act", RECORD)
def test_the_operator_at_the_command_line_records(scene, act):
    RECORD[act](scene, None)


def test_who_may_not_compare_everything_is_told_before_anything_is_compared(reader):
    with pytest.raises(NotPermittedError):
        reconcile_all(by=reader)


def test_a_superuser_without_a_role_is_an_administrator(scene):
    chief = actor("stranger")
    chief.is_superuser = True
    ACTS["change the desk's settings"](scene, chief)
    ACTS["record a claim"](scene, chief)
