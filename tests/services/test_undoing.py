"""Undoing an import as a whole."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from factcheck.core.roles import NotPermittedError, Role
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Discrepancy,
    Draft,
    Import,
    ImportChange,
    ImportState,
    Link,
    Notification,
    Person,
    Publication,
    Source,
    Step,
    Topic,
    TurnedDownLink,
    UndoneLink,
)
from factcheck.models.append_only import REFUSAL
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.attributions import merge_attributions
from factcheck.services.citations import CitationWords, amend_citation, record_citation, withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.comments import add_comment
from factcheck.services.desk import change_desk_settings
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.grading import grade_source
from factcheck.services.importing import import_citations
from factcheck.services.importing.resting import RestedOnError
from factcheck.services.importing.undoing import carry_out_undoing, queue_undoing, undo_import
from factcheck.services.ledger import check_history, seal_of_history
from factcheck.services.quotes import place_quote
from factcheck.services.retracting import retract_source
from factcheck.services.sources import SourceWords, amend_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from factcheck.services.watching import watch_claim
from tests.conftest import CASE_FILE, person
from tests.services.desk_work import PREFER_30, change_from_outside, flag_on, propose, settle
from tests.services.dumping import differences, dump
from tests.services.quoting import snapshot_of

pytestmark = pytest.mark.django_db

ANSWER = VerdictWords(
    answer="12 km",
    sentence="The wall is 12 km long.",
    basis="Both maps say so.",
    single_origin_reason="It is the survey itself.",
)


@pytest.fixture
def case(contributor) -> Import:
    """The case file, imported into a desk that was empty."""
    return Import.objects.get(pk=import_citations(path=CASE_FILE, by=contributor).number)


@pytest.fixture
def at_work(
    disputed, make_claim, make_source, cite, contributor, reviewer, second_reviewer, approver
) -> dict[str, Claim]:
    """A desk that has decided, proposed, watched, placed and graded things before a file comes in."""
    settle(disputed, reviewer, approver, standings=PREFER_30)
    watch_claim(claim=disputed, by=contributor)
    arrived = make_claim("How many people arrived?", ref="arrived", topic="People")
    cite(arrived, "about 30,000", attribution="Ministry")
    cite(arrived, "about 35,000")
    propose(arrived, reviewer)
    wall = make_claim("How long is the wall?", ref="wall", unit="km")
    first, second = make_source("Map", ref="map", reliability="B"), make_source("Atlas", ref="atlas")
    place = cite(wall, "12 km", source=first, quote="It is 12 km long.")
    place_quote(place, snapshot_of(first, "It is 12 km long. The gate is old."), by=contributor)
    cite(wall, "12 km", source=second)
    approve_verdict(verdict=propose_verdict(claim=wall, words=ANSWER, by=reviewer), by=approver)
    fence = make_claim("How long is the fence?", ref="fence", unit="km")
    cite(fence, "7 km")
    propose_verdict(claim=fence, words=ANSWER, by=reviewer)
    gate = make_claim("How many gates are there?", ref="gates", unit="gate")
    wrong = cite(gate, "4 gates")
    cite(gate, "9 gates")
    assign_discrepancies(discrepancies=[flag_on(gate)], to=reviewer, by=approver)
    return {"fled": disputed, "arrived": arrived, "wall": wall, "fence": fence, "gates": gate, "wrong": wrong}


@pytest.fixture
def disturbing(at_work, bring, contributor) -> Import:
    """A file that amends citations, claims and sources, opens, moves and closes discrepancies, and adds to all."""
    Import.objects.all().delete()
    placed = Citation.objects.get(quote="It is 12 km long.")
    from_map = {
        "source_ref": "map",
        "source_title": "Map of the wall",
        "published": "2019",
        "reliability": "D",
    }
    report = bring(
        {"claim_ref": "fled", "source_ref": "register", "source_title": "Register", "figure": "about 60,000"},
        {"claim_ref": "arrived", "source_ref": "register", "figure": "about 90,000", "attribution": "Navy"},
        {
            "citation_ref": placed.ref,
            "claim_ref": "wall",
            "question": "How long is the old wall?",
            "unit": "m",
            "topic": "Walls",
            "figure": "13 km",
            "quote": "The gate is old.",
            **from_map,
            "derived_from": "atlas",
        },
        {"claim_ref": "fence", "source_ref": "atlas", "figure": "8 km", "derived_from": "register"},
        {
            "citation_ref": at_work["wrong"].ref,
            "claim_ref": "gates",
            "source_ref": at_work["wrong"].source.ref,
            "figure": "9 gates",
        },
        {"claim_ref": "towers", "question": "How many towers?", "source_ref": "register", "figure": "4"},
        {"claim_ref": "towers", "source_ref": "atlas", "figure": "dozens"},
        by=contributor,
    )
    return Import.objects.get(pk=report.number)


def test_an_undone_import_leaves_an_empty_desk_as_it_was(contributor):
    before = dump()
    number = import_citations(path=CASE_FILE, by=contributor).number
    assert differences(before, dump())
    undo_import(run=Import.objects.get(pk=number), by=contributor)
    assert differences(before, dump()) == {}


def test_an_undone_import_leaves_what_it_amended_as_it_was_row_for_row(request, at_work, contributor):
    before = dump()
    run = request.getfixturevalue("disturbing")
    disturbed = differences(before, dump())
    for table in (
        *(
            "claim",
            "citation",
            "source",
            "source_derived_from",
            "attribution",
            "topic",
            "grading",
            "discrepancy",
        ),
        *("position", "member", "step", "verdictstep", "correction", "link", "notification", "quoteplace"),
        *("historicalclaim", "historicalcitation", "historicalsource", "historicalquoteplace"),
        "historicalsource_derived_from",
        "claim_words",
    ):
        assert f"factcheck_{table}" in disturbed, table
    undo_import(run=run, by=contributor)
    assert differences(before, dump()) == {}
    assert check_history(by=contributor).is_whole


def test_readers_see_an_answer_again_when_the_import_that_took_it_from_them_is_undone(
    request, at_work, contributor, administrator
):
    change_desk_settings(tolerance=Decimal("0.05"), single_review=False, publishes=True, by=administrator)
    seen = set(Claim.objects.published().values_list("ref", flat=True))
    assert seen
    run = request.getfixturevalue("disturbing")
    assert seen - set(Claim.objects.published().values_list("ref", flat=True))
    undo_import(run=run, by=contributor)
    assert set(Claim.objects.published().values_list("ref", flat=True)) == seen
    shown = Publication.objects.latest_of_each_claim().exclude(shown=None)
    assert set(shown.values_list("claim__ref", flat=True)) == seen


def test_the_record_of_an_undone_import_says_who_did_what_and_when(case, contributor, administrator):
    undo_import(run=case, by=administrator)
    case.refresh_from_db()
    assert (case.state, case.received_by, case.undone_by) == ("undone", contributor, administrator)
    assert case.imported_at < case.undone_at <= timezone.now()
    assert (case.counts["added"], case.counts["claims_added"], case.name) == (49, 25, CASE_FILE.name)
    assert not ImportChange.objects.exists()
    with pytest.raises(ChangedMeanwhileError, match="this import is undone"):
        undo_import(run=case, by=administrator)


def test_an_undone_file_can_be_imported_again(case, contributor):
    undo_import(run=case, by=contributor)
    again = import_citations(path=CASE_FILE, by=contributor)
    assert (again.added, Discrepancy.objects.live().count()) == (49, 4)


def test_imports_are_undone_the_last_one_first(bring, contributor):
    empty = dump()
    first = Import.objects.get(pk=bring(ROW, by=contributor).number)
    between = dump()
    again = bring(ROW | {"source_ref": "other", "figure": "about 50,000"}, by=contributor)
    with pytest.raises(RestedOnError, match="How many fled"):
        undo_import(run=first, by=contributor)
    undo_import(run=Import.objects.get(pk=again.number), by=contributor)
    assert differences(between, dump()) == {}
    undo_import(run=first, by=contributor)
    assert differences(empty, dump()) == {}


def test_a_desk_at_rest_can_undo_whatever_was_imported_in_between(disturbing, bring, contributor):
    """What is elsewhere, and what people look at, is nothing that rests on an import."""
    bring({**ROW, "claim_ref": "elsewhere", "source_ref": "elsewhere"}, by=contributor)
    Notification.objects.update(read_at=timezone.now())
    undo_import(run=disturbing, by=contributor)
    assert not Claim.objects.filter(ref="towers").exists()


ROW = {
    "claim_ref": "fled",
    "question": "How many fled?",
    "unit": "person",
    "topic": "Flight",
    "source_ref": "report",
    "source_title": "Report",
    "figure": "about 30,000",
    "attribution": "Ministry",
}

PAPER = {"source_ref": "paper", "source_title": "Paper", "figure": "about 35,000", "attribution": "Navy"}


@pytest.fixture
def brought(bring, contributor) -> Import:
    """Two figures that disagree, from two sources."""
    report = bring(ROW, ROW | PAPER, by=contributor)
    return Import.objects.get(pk=report.number)


class Later:
    """What people may do on what was imported, each in the words of the desk."""

    def __init__(self, contributor, reviewer, approver, make_source) -> None:
        self.contributor, self.reviewer, self.approver = contributor, reviewer, approver
        self.make_source = make_source
        self.claim, self.source = Claim.objects.get(ref="fled"), Source.objects.get(ref="report")

    def comment(self) -> None:
        add_comment(claim=self.claim, text="Who counted?", by=self.contributor)

    def watch(self) -> None:
        watch_claim(claim=self.claim, by=self.contributor)

    def assignment(self) -> None:
        assign_discrepancies(discrepancies=[flag_on(self.claim)], to=self.reviewer, by=self.approver)

    def proposal(self) -> None:
        propose(self.claim, self.reviewer)

    def decision(self) -> None:
        settle(self.claim, self.reviewer, self.approver, standings=PREFER_30)

    def draft(self) -> None:
        Draft.objects.create(person=self.reviewer, discrepancy=flag_on(self.claim), saved_at=timezone.now())

    def citation(self) -> None:
        words = CitationWords(figure="about 50,000")
        record_citation(claim=self.claim, source=self.make_source("Other"), words=words, by=self.contributor)

    def citation_of_its_source(self) -> None:
        other = Claim.objects.create(ref="other", question="How many stayed?", unit="person")
        words = CitationWords(figure="about 5")
        record_citation(claim=other, source=self.source, words=words, by=self.contributor)

    def amendment(self) -> None:
        amend_citation(
            citation=self.source.citations.get(),
            words=CitationWords(figure="about 31,000"),
            by=self.contributor,
        )

    def withdrawal(self) -> None:
        withdraw_citation(citation=self.source.citations.get(), because="Misread.", by=self.contributor)

    def amended_claim(self) -> None:
        words = ClaimWords(question="How many people fled?", unit="person", topic="Flight")
        amend_claim(claim=self.claim, words=words, by=self.contributor)

    def amended_source(self) -> None:
        amend_source(source=self.source, words=SourceWords(title="The report"), by=self.contributor)

    def grade(self) -> None:
        grade_source(source=self.source, reliability="B", because="It counts.", by=self.contributor)

    def retraction(self) -> None:
        retract_source(source=self.source, because="It was made up.", by=self.reviewer)

    def echo(self) -> None:
        self.make_source("Echo", derived_from=[self.source])

    def snapshot(self) -> None:
        snapshot_of(self.source, "About 30,000 fled.")

    def refusal_of_a_link(self) -> None:
        first, second = Source.objects.order_by("pk")[:2]
        TurnedDownLink.objects.create(first=first, second=second, evidence=["title"])

    def merged_name(self) -> None:
        name = Attribution.objects.get(name="Ministry")
        kept = Attribution.objects.create(name="The Ministry")
        merge_attributions(kept=kept, merged=name, because="One body.", by=self.contributor)

    def other_name_of_a_topic(self) -> None:
        Topic.objects.filter(name="Flight").update(name="Flights")


@pytest.mark.parametrize("later", [name for name in vars(Later) if not name.startswith("_")])
def test_an_import_on_which_anything_rests_is_not_undone(
    brought, contributor, reviewer, approver, administrator, make_source, later
):
    getattr(Later(contributor, reviewer, approver, make_source), later)()
    before = dump()
    with pytest.raises(RestedOnError, match="Not undone, because since this import") as refused:
        undo_import(run=brought, by=administrator)
    assert refused.value.places
    assert differences(before, dump()) == {}
    brought.refresh_from_db()
    assert brought.state == ImportState.IMPORTED


# Who may


@pytest.mark.parametrize("who", ["reviewer", "approver", "reader", "stranger", "other_contributor"])
def test_only_whoever_imported_and_administrators_undo_an_import(request, case, who):
    somebody = (
        person("other-contributor", Role.CONTRIBUTOR)
        if who == "other_contributor"
        else request.getfixturevalue(who)
    )
    for undo in (undo_import, queue_undoing):
        with pytest.raises(NotPermittedError):
            undo(run=case, by=somebody)
    assert Citation.objects.count() == 49


def test_whoever_imported_and_no_longer_records_undoes_nothing(case, contributor):
    contributor.groups.clear()
    with pytest.raises(NotPermittedError):
        undo_import(run=case, by=Person.objects.get(pk=contributor.pk))


# In the background


def test_an_import_is_undone_in_the_background_and_once(case, contributor):
    queue_undoing(run=case, by=contributor)
    case.refresh_from_db()
    assert (case.state, case.undone_by, Citation.objects.count()) == ("undoing", contributor, 49)
    with pytest.raises(ChangedMeanwhileError, match="this import is being undone"):
        queue_undoing(run=case, by=contributor)
    carry_out_undoing(case.pk)
    carry_out_undoing(case.pk)
    case.refresh_from_db()
    assert (case.state, Citation.objects.count()) == ("undone", 0)


def test_what_rests_on_an_import_is_said_at_once_and_nothing_is_queued(case, contributor):
    add_comment(claim=Claim.objects.get(ref="nk-total"), text="Who counted?", by=contributor)
    with pytest.raises(RestedOnError, match="How many North Koreans"), transaction.atomic():
        queue_undoing(run=case, by=contributor)
    case.refresh_from_db()
    assert case.state == ImportState.IMPORTED


def test_what_came_to_rest_on_an_import_while_it_waited_is_kept_on_its_record(case, contributor):
    queue_undoing(run=case, by=contributor)
    add_comment(claim=Claim.objects.get(ref="nk-total"), text="Who counted?", by=contributor)
    carry_out_undoing(case.pk)
    case.refresh_from_db()
    assert (case.state, case.undone_by, Citation.objects.count()) == ("imported", None, 49)
    assert case.problem.startswith("Not undone, because since this import something was added (comment, “")


def test_an_undoing_that_was_killed_is_taken_up_again(case, contributor, administrator):
    queue_undoing(run=case, by=contributor)
    Import.objects.update(heard_of_at=timezone.now() - timedelta(minutes=3))
    queue_undoing(run=case, by=administrator)
    carry_out_undoing(case.pk)
    case.refresh_from_db()
    assert (case.state, case.undone_by, Citation.objects.count()) == ("undone", administrator, 0)


# The exception that the guard makes


def emptied(table: str, where: str = "true") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM factcheck_{table} WHERE {where}")  # noqa: S608 -- both are named here


MARKED = ["step", "link", "grading", "verdictstep", "correction"]


@pytest.mark.parametrize("table", MARKED)
def test_what_followed_an_import_goes_only_while_it_is_being_undone(disturbing, table):
    with pytest.raises(DatabaseError, match=REFUSAL):
        emptied(table, "run_id IS NOT NULL")
    Import.objects.update(state=ImportState.UNDONE)
    with pytest.raises(DatabaseError, match=REFUSAL):
        emptied(table, "run_id IS NOT NULL")
    Import.objects.update(state=ImportState.UNDOING)
    emptied(table, "run_id IS NOT NULL")


@pytest.mark.parametrize(
    "table",
    ["step", "link", "grading", "verdictstep", "resolution", "judgedreading", "verdict", "assignment"],
)
def test_no_decision_of_a_person_goes_with_an_import(disturbing, table):
    Import.objects.update(state=ImportState.UNDOING)
    where = "run_id IS NULL" if table in MARKED else "true"
    with pytest.raises(DatabaseError, match=REFUSAL):
        emptied(table, where)


@pytest.mark.parametrize("table", MARKED)
def test_no_decision_is_given_the_mark_of_an_import_afterwards(disturbing, table):
    Import.objects.update(state=ImportState.UNDOING)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE factcheck_{table} SET run_id = 1")  # noqa: S608 -- a table named here


@pytest.mark.parametrize("table", ["importedrows", "undonelink"])
def test_what_an_import_wrote_and_what_went_with_it_is_written_once(case, contributor, table):
    undo_import(run=case, by=contributor)
    for act in ("DELETE FROM factcheck_{}", "UPDATE factcheck_{} SET run_id = run_id"):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act.format(table))


def test_decisions_that_are_let_go_from_outside_show_whatever_is_written_over_them(disturbing):
    """Somebody with the database in hand opens the door of the guard, and tidies up behind themselves."""
    Import.objects.update(state=ImportState.UNDOING)
    reopened = Discrepancy.objects.get(claim__ref="gates")
    step = Step.objects.filter(discrepancy=reopened, run=disturbing).latest("pk")
    emptied("link", f"record = 'step' AND key = {step.pk}")
    emptied("step", f"id = {step.pk}")
    last = Link.objects.filter(claim=reopened.claim).latest("number")
    Claim.objects.filter(pk=reopened.claim_id).update(ledger_length=last.number, ledger_head=last.digest)
    Import.objects.update(state=ImportState.IMPORTED)
    assert "it was never undone" in str(check_history(by=None).faults_of_undoing[0])
    Import.objects.update(state=ImportState.UNDONE)
    assert "something of it is still there" in str(check_history(by=None).faults_of_undoing[0])


def test_a_grade_that_is_let_go_from_outside_shows(disturbing):
    Import.objects.update(state=ImportState.UNDOING)
    emptied("grading", "run_id IS NOT NULL")
    Import.objects.update(state=ImportState.IMPORTED)
    (fault,) = check_history(by=None).faults_of_undoing
    assert "in the history is not what the import listed" in str(fault)


def test_a_decision_that_is_given_another_mark_past_the_guard_breaks_the_chain(disturbing):
    change_from_outside("UPDATE factcheck_step SET run_id = (SELECT max(id) FROM factcheck_import)")
    state = check_history(by=None)
    assert {fault.claim.ref for fault in state.faults} == {"fled", "arrived", "gates"}
    assert not state.is_whole


def test_a_seal_that_was_noted_down_before_an_import_was_undone_still_holds(at_work, disturbing, contributor):
    number, seal = seal_of_history(by=None)
    undo_import(run=disturbing, by=contributor)
    assert seal_of_history(by=None, up_to=number) == (number, seal)
    propose(at_work["gates"], Person.objects.get(username="reviewer"))
    assert seal_of_history(by=None, up_to=number) == (number, seal)
    state = check_history(by=None)
    assert state.is_whole
    assert state.undone == UndoneLink.objects.count() > 0
