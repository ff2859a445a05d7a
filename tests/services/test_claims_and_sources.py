"""Amending claims, sources and the desk's settings: what is read anew and compared again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.origins import CircularOriginError
from factcheck.models import Claim, Discrepancy, Source, Topic
from factcheck.services.claims import ClaimWords, amend_claim, record_claim
from factcheck.services.desk import change_desk_settings
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.sources import SourceWords, amend_source, record_source

pytestmark = pytest.mark.django_db


def live():
    return list(Discrepancy.objects.live().values_list("kind", "severity"))


def words_of(claim, **changed):
    words = {
        "question": claim.question,
        "unit": claim.unit,
        "lives": Lives(claim.lives),
        "tolerance": claim.tolerance,
    }
    return ClaimWords(**(words | changed))


def test_a_wider_tolerance_on_the_claim_reads_its_hedged_figures_anew(disputed, contributor):
    amend_claim(claim=disputed, words=words_of(disputed, tolerance=Decimal("0.2")), by=contributor)
    assert live() == []
    amend_claim(claim=disputed, words=words_of(disputed, tolerance=None), by=contributor)
    assert live() == [("value", "moderate")]


def test_another_unit_reads_the_figures_anew_as_new_versions(make_claim, cite, contributor):
    claim = make_claim(unit="USD")
    citation = cite(claim, "about 30")
    amend_claim(claim=claim, words=words_of(claim, answer_kind=AnswerKind.DATE), by=contributor)
    citation.refresh_from_db()
    assert (citation.is_read, citation.version, citation.figure) == (False, 2, "about 30")
    assert "Read anew" in citation.history.latest().history_change_reason
    assert citation.history.latest().history_user == contributor
    amend_claim(claim=claim, words=words_of(claim, answer_kind=AnswerKind.QUANTITY), by=contributor)
    citation.refresh_from_db()
    assert (citation.is_read, citation.version) == (True, 3)


def test_a_claim_that_moves_in_time_compares_only_what_holds_at_one_time(make_claim, cite, contributor):
    claim = make_claim(lives=Lives.FIXED)
    cite(claim, "100", as_of="2010")
    cite(claim, "200", as_of="2020")
    assert live() == [("value", "major")]
    amend_claim(claim=claim, words=words_of(claim, lives=Lives.LEVEL), by=contributor)
    assert live() == []
    assert Discrepancy.objects.get().state == "withdrawn"


def test_a_better_wording_of_the_question_compares_nothing_again(disputed, contributor):
    disputed.refresh_from_db()
    before = disputed.evidence_changed_at
    amend_claim(claim=disputed, words=words_of(disputed, question="How many  fled?"), by=contributor)
    disputed.refresh_from_db()
    assert (disputed.question, disputed.version) == ("How many fled?", 2)
    assert disputed.evidence_changed_at == before
    amend_claim(claim=disputed, words=words_of(disputed), by=contributor)
    assert disputed.history.count() == 2


def test_a_stale_claim_or_source_is_refused_with_a_sentence(make_claim, make_source, contributor):
    claim, source = make_claim(), make_source()
    amend_claim(claim=claim, words=words_of(claim, question="Other?"), by=contributor, seen_version=1)
    amend_source(source=source, words=SourceWords(title="Other"), by=contributor, seen_version=1)
    with pytest.raises(ChangedMeanwhileError, match="Contributor changed this claim"):
        amend_claim(claim=claim, words=words_of(claim, question="Mine?"), by=contributor, seen_version=1)
    with pytest.raises(ChangedMeanwhileError, match="Contributor changed this source"):
        amend_source(source=source, words=SourceWords(title="Mine"), by=contributor, seen_version=1)
    assert (Claim.objects.get().question, Source.objects.get().title) == ("Other?", "Other")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"question": " "}, "question"),
        ({"question": "x" * 501}, "question"),
        ({"question": "a\x00b"}, "question"),
        ({"topic": "a\x00b"}, "topic"),
        ({"topic": "x" * 121}, "topic"),
        ({"unit": "x" * 61}, "unit"),
        ({"unit": "\udfff"}, "unit"),
        ({"tolerance": Decimal(0)}, "tolerance"),
        ({"tolerance": Decimal(1)}, "tolerance"),
        ({"tolerance": Decimal("NaN")}, "tolerance"),
        ({"tolerance": Decimal("0.00001")}, "tolerance"),
        ({"answer_kind": AnswerKind.DATE, "lives": Lives.LEVEL}, "lives"),
    ],
)
def test_a_claim_that_cannot_be_kept_is_refused_naming_the_field(contributor, words, field):
    with pytest.raises(InvalidInputError) as refused:
        record_claim(
            words=ClaimWords(**{"question": "How many?", "topic": "Flight", **words}), by=contributor
        )
    assert refused.value.field == field
    assert not Claim.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"author": "a\x00b"}, "author"),
        ({"kind": "tabloid"}, "kind"),
        ({"published": "2018-02-30"}, "published"),
        ({"published": "2018/2016"}, "published"),
        ({"url": "not an address"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"reliability": "G"}, "reliability"),
    ],
)
def test_a_source_that_cannot_be_kept_is_refused_naming_the_field(contributor, words, field):
    with pytest.raises(InvalidInputError) as refused:
        record_source(words=SourceWords(**{"title": "Report", **words}), by=contributor)
    assert refused.value.field == field
    assert not Source.objects.exists()


def test_two_questions_of_one_wording_get_references_of_their_own(make_claim):
    refs = [make_claim("How many people fled?").ref for _time in range(3)]
    assert len(set(refs)) == 3
    assert all(ref.startswith("how-many-people-fled") for ref in refs)


def test_a_source_never_draws_on_itself_not_even_over_others(make_source, contributor):
    first = make_source("First")
    second = make_source("Second", derived_from=[first])
    third = make_source("Third", derived_from=[second])
    for parent in (first, second, third):
        with pytest.raises(CircularOriginError, match="cannot be derived from itself"):
            amend_source(
                source=first, words=SourceWords(title="Renamed"), derived_from=[parent], by=contributor
            )
    first.refresh_from_db()
    assert (first.title, first.version, list(first.derived_from.all())) == ("First", 1, [])


def origins(claim):
    claim.refresh_from_db()
    return claim.source_count, claim.origin_count


def test_echoes_of_one_source_count_once(make_claim, make_source, cite, contributor):
    claim, agency = make_claim(), make_source("Agency")
    echoes = [make_source(f"Paper {number}") for number in range(3)]
    for echo in echoes:
        cite(claim, "30,000", source=echo)
    assert origins(claim) == (3, 3)
    for echo in echoes:
        amend_source(source=echo, words=SourceWords(title=echo.title), derived_from=[agency], by=contributor)
    assert origins(claim) == (3, 1)


def test_a_diamond_of_sources_has_one_root(make_claim, make_source, cite):
    claim, root = make_claim(), make_source("Root")
    left = make_source("Left", derived_from=[root])
    right = make_source("Right", derived_from=[root])
    cite(claim, "30,000", source=make_source("Bottom", derived_from=[left, right]))
    cite(claim, "30,000", source=root)
    assert origins(claim) == (2, 1)


def test_an_attribution_is_the_origin_whatever_the_source_draws_on(make_claim, make_source, cite):
    claim, root = make_claim(), make_source("Root")
    cite(claim, "30,000", source=make_source("A", derived_from=[root]), attribution="The Ministry")
    cite(claim, "30,000", attribution="the ministry")
    cite(claim, "30,000", source=root)
    assert origins(claim) == (3, 2)


def test_a_root_that_changes_reaches_the_claims_of_its_echoes(make_claim, make_source, cite, contributor):
    claim, other = make_claim(), make_source("Other root")
    middle = make_source("Middle")
    cite(claim, "30,000", source=make_source("Echo", derived_from=[middle]))
    cite(claim, "30,000", source=other)
    assert origins(claim) == (2, 2)
    amend_source(source=middle, words=SourceWords(title="Middle"), derived_from=[other], by=contributor)
    assert origins(claim) == (2, 1)


def test_a_new_date_of_a_source_compares_its_claims_again(make_claim, make_source, cite, contributor):
    claim = make_claim(lives=Lives.LEVEL)
    report = make_source("Report", published="2018")
    cite(claim, "100", source=report)
    cite(claim, "200", source=make_source("Other", published="2023"))
    assert live() == []
    amend_source(source=report, words=SourceWords(title="Report", published="2023"), by=contributor)
    assert live() == [("value", "major")]
    step = Discrepancy.objects.get().steps.get()
    assert (step.by, step.why) == (contributor, "The source “Report” was amended.")


def test_the_desk_s_tolerance_compares_only_claims_that_use_it(make_claim, cite, administrator):
    shared, own = make_claim("Shared?"), make_claim("Own?", tolerance=Decimal("0.05"))
    for claim in (shared, own):
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
    change_desk_settings(tolerance=Decimal("0.2"), single_review=False, by=administrator)
    states = dict(Discrepancy.objects.values_list("claim__question", "state"))
    assert states == {"Shared?": "withdrawn", "Own?": "open"}


@pytest.mark.parametrize("tolerance", ["0", "1", "-0.1", "1.5", "NaN", "0.00001"])
def test_a_tolerance_is_a_share(administrator, tolerance):
    with pytest.raises(InvalidInputError) as refused:
        change_desk_settings(tolerance=Decimal(tolerance), single_review=False, by=administrator)
    assert refused.value.field == "tolerance"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("$", "USD"),
        ("dollars", "USD"),
        ("€", "EUR"),
        ("kilometres", "km"),
        ("%", "percent"),
        ("ship", "ship"),
        ("", ""),
    ],
)
def test_a_unit_is_kept_by_its_code_however_it_was_typed(make_claim, typed, kept):
    assert make_claim(unit=typed).unit == kept
