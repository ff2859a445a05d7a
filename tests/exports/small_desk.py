"""A small invented desk with every kind of thing that goes out, the same each time it is made."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.exports.about import About
from factcheck.models import Claim, Document, Person, QuotePlace, Snapshot, Source
from factcheck.models.speech import say_day
from factcheck.services.approving import approve_resolution
from factcheck.services.decisions import Decision
from factcheck.services.importing import import_citations
from factcheck.services.proposing import propose_resolution
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict

ROWS = Path(__file__).parent / "small_desk.csv"
ABOUT = About(
    made_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    made_by="reader",
    desk_name='The "Desk" <of> Ours',
    site_url="https://desk.example",
    filter="q=a&topic=1",
    count=6,
)
TEXT = "Since the war about 30,000 people have fled, the agency says."


def make_small_desk(contributor: Person, reviewer: Person, approver: Person) -> None:
    """Six verified claims and one that is not."""
    report = import_citations(path=ROWS, by=contributor)
    assert not report.problems
    _settle(reviewer, approver)
    _answer(reviewer, approver)
    _keep_a_document()
    mark_sensitive(
        source=Source.objects.get(ref="letter"), is_sensitive=True, because="asked", by=contributor
    )
    Source.objects.filter(ref="letter").update(withheld_number=4711)


def _settle(reviewer: Person, approver: Person) -> None:
    decisions = {
        "a-fled": Decision(
            cause=Cause.SECONDARY_MISREPORT,
            outcome=Outcome.USE_ONE,
            rationale="The evening paper added those who came back.\n\n# And *so* on.",
            answer="about 30,000",
            sentence="About 30,000 people fled, the agency says.",
            standings=_standings("a-fled", {"about 30,000": "preferred", "30,000": "accepted"}),
        ),
        "b-died": Decision(
            cause=Cause.NOT_DETERMINABLE,
            outcome=Outcome.REPORT_RANGE,
            rationale="No register was kept.",
            answer="580,000 to 3 million",
            sentence="Between 580,000 and three million people died.",
            standings=_standings("b-died", {}),
            single_origin_reason="It is the only study.",
        ),
        "c-arrived": Decision(
            cause=Cause.TYPOGRAPHICAL_ERROR,
            outcome=Outcome.SERIES,
            rationale="A digit was misprinted.",
            answer="1,137 in 2018; 1,047 in 2019",
            sentence="1,137 people arrived in 2018 and 1,047 in 2019.",
            standings=_standings("c-arrived", {"1,137": "preferred", "1,047": "preferred"}),
        ),
    }
    for ref, decision in decisions.items():
        for found in Claim.objects.get(ref=ref).discrepancies.live():
            propose_resolution(discrepancy=found, decision=decision, by=reviewer)
            approve_resolution(discrepancy=found, by=approver, comment="Agreed.")


def _standings(ref: str, named: dict[str, str]) -> dict[int, Standing]:
    rest = "rejected" if named else "uncertain"
    claim = Claim.objects.get(ref=ref)
    members = {
        key for found in claim.discrepancies.all() for key in found.members.values_list("citation", flat=True)
    }
    cited = claim.citations.filter(pk__in=members)
    return {one.pk: Standing(named.get(one.figure, rest)) for one in cited}


def _answer(reviewer: Person, approver: Person) -> None:
    answers = {
        "d-cost": ("$3,000 to $5,000", "It costs $3,000 to $5,000.", ""),
        "e-when": ("14 March 2017", "It began on 14 March 2017.", ""),
        "f-who": ("الوزارة", "قالت الوزارة ذلك.", "Nobody else was there."),
    }
    unanswered = Claim.objects.exclude(ref="g-open").filter(verdict=None)
    for claim in unanswered:
        answer, sentence, why = answers[claim.ref]
        words = VerdictWords(answer=answer, sentence=sentence, basis="The reports.", single_origin_reason=why)
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)


def _keep_a_document() -> None:
    for ref, citation_ref, quote in (
        ("agency", "fled-1", "about 30,000 people have fled"),
        ("letter", "fled-4", "Anne Secret says 30,000"),
    ):
        source = Source.objects.get(ref=ref)
        document = Document.objects.create(
            sha256=f"{source.pk:064}",
            size=len(TEXT),
            media_type="text/plain",
            how="pasted",
            state="ready",
            text=TEXT,
        )
        snapshot = Snapshot.objects.create(source=source, document=document, number=1)
        QuotePlace.objects.create(
            citation=source.citations.get(ref=citation_ref),
            snapshot=snapshot,
            state="verified",
            start=TEXT.find("about"),
            end=TEXT.find("about") + len(quote),
            prefix="Since the war ",
            suffix=", the agency",
        )


def settled(text: str) -> str:
    """The same with the moments and the day of the test replaced; all else stands as it is."""
    today = timezone.localdate()
    text = re.sub(rf"{today}T\d\d:\d\d:\d\d(?:\.\d+)?Z", "MOMENT", text)
    return text.replace(say_day(today), "DAY").replace(str(today), "DAY")
