"""A desk that publishes one answer and keeps everything else: each thing kept has a word of its own to look for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from factcheck.core.resolutions import Standing
from factcheck.models import Claim, FilteredList, Person, Source
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    withdraw_citation,
)
from factcheck.services.comments import add_comment
from factcheck.services.drafts import keep_draft
from factcheck.services.grading import grade_source
from factcheck.services.publishing import keep_back
from factcheck.services.reopening import reopen_answer, reopen_discrepancy
from factcheck.services.saved_filters import keep_filter
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.desk_work import flag_on, propose, publish, settle
from tests.services.quoting import document_of, snapshot_of


@dataclass
class GuardedDesk:
    """What readers see is the claim `open-answer`; `words` are those that nobody may be told."""

    words: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)

    def secret(self, what: str) -> str:
        """A word that stands for one thing, and nowhere else."""
        word = f"Zq{what}xv"
        self.words.append(word)
        return word


@dataclass
class Cast:
    contributor: Person
    reviewer: Person
    approver: Person
    make_claim: Callable[..., Claim]
    make_source: Callable[..., Source]
    cite: Callable[..., object]


def guarded_desk(cast: Cast) -> GuardedDesk:
    """The desk publishes; it has claims in every state, and everything that people write about them."""
    desk = GuardedDesk()
    for person in (cast.contributor, cast.reviewer, cast.approver):
        person.username, person.last_name = desk.secret(f"login{person.pk}"), desk.secret(f"name{person.pk}")
        person.save()
    _taken_back_while_nothing_was_published(desk, cast)
    publish("The Northern Review")
    _open_answer(desk, cast)
    _never_published(desk, cast)
    _taken_back(desk, cast)
    keep_filter(
        name=desk.secret("filter"), shown=FilteredList.CLAIMS, query="q=x", by=cast.reviewer, is_shared=True
    )
    document_of(f"Nobody has recorded this yet: {desk.secret('document')}.")
    return desk


def _open_answer(desk: GuardedDesk, cast: Cast) -> None:
    claim = cast.make_claim("How many people crossed the lake?", ref="open-answer", topic="Crossings")
    hidden = _sensitive_source(desk, cast)
    paper = cast.make_source("The Lake Paper", publisher="Lake Press", url="https://lake.example/paper")
    cast.cite(claim, "about 30,000", source=hidden, quote="about 30,000 crossed", locator=desk.secret("page"))
    cast.cite(claim, "about 35,000", source=paper, quote="about 35,000 crossed", attribution="Lake Office")
    amended = cast.cite(claim, "30,500", quote="30,500 in all")
    withdrawn = cast.cite(
        claim, "30,600", quote=desk.secret("withdrawn"), attribution=desk.secret("credited")
    )
    withdraw_citation(citation=withdrawn, because=desk.secret("whywithdrawn"), by=cast.contributor)
    keep_draft(discrepancy=flag_on(claim), fields={"rationale": desk.secret("draft")}, by=cast.reviewer)
    assign_discrepancies(discrepancies=[flag_on(claim)], to=cast.reviewer, by=cast.approver)
    add_comment(claim=claim, text=desk.secret("comment"), by=cast.reviewer)
    add_comment(claim=claim, discrepancy=flag_on(claim), text=desk.secret("remark"), by=cast.reviewer)
    settle(
        claim,
        cast.reviewer,
        cast.approver,
        standings={"about 30,000": Standing.PREFERRED, "about 35,000": Standing.ACCEPTED},
        rationale=desk.secret("rationale"),
        single_origin_reason=desk.secret("oneorigin"),
        sentence=f"About 30,000 crossed, says {hidden.title}.",
    )
    amend_citation(
        citation=amended,
        words=CitationWords(figure="30,500", quote=desk.secret("amended")),
        by=cast.contributor,
    )
    record_citation(
        claim=claim,
        source=cast.make_source(desk.secret("newsource"), url="https://new.example/"),
        words=CitationWords(figure="30,400", quote=desk.secret("newquote")),
        by=cast.contributor,
    )
    returned = propose_verdict(claim=claim, words=_answer(desk, "returned"), by=cast.reviewer)
    return_verdict(verdict=returned, comment=desk.secret("whyreturned"), by=cast.approver)
    propose_verdict(claim=claim, words=_answer(desk, "waiting"), by=cast.reviewer)
    grade_source(source=paper, reliability="D", because=desk.secret("grade"), by=cast.contributor)
    snapshot_of(paper, f"The whole text, with {desk.secret('snapshot')}.")
    assert Claim.objects.published().filter(pk=claim.pk).exists()


def _sensitive_source(desk: GuardedDesk, cast: Cast) -> Source:
    ref = desk.secret("sensitiveref").lower()
    desk.words.append(ref)
    source = cast.make_source(
        f"Letters of {desk.secret('sensitivetitle')}",
        ref=ref,
        publisher=desk.secret("sensitivepublisher"),
        author=desk.secret("sensitiveauthor"),
        url=f"https://example.org/{desk.secret('sensitiveurl')}",
        published="2013-07-19",
    )
    desk.words += ["2013-07-19", "19 July 2013", "July 2013"]
    desk.refs.append(ref)
    return mark_sensitive(
        source=source, is_sensitive=True, because=desk.secret("whysensitive"), by=cast.reviewer
    )


def _never_published(desk: GuardedDesk, cast: Cast) -> None:
    unverified = _claim(desk, cast, "unverified")
    cast.cite(unverified, "12", quote=desk.secret("unverifiedquote"))
    disputed = _claim(desk, cast, "disputed")
    cast.cite(disputed, "about 30,000")
    cast.cite(disputed, "about 35,000")
    proposed = _claim(desk, cast, "proposed")
    cast.cite(proposed, "about 30,000")
    cast.cite(proposed, "about 35,000")
    propose(proposed, cast.reviewer, answer=desk.secret("proposal"), rationale=desk.secret("grounds"))
    answered = _agreed(desk, cast, "answered")
    propose_verdict(claim=answered, words=_answer(desk, "proposed"), by=cast.reviewer)
    kept = _agreed(desk, cast, "kept")
    keep_back(claim=kept, because=desk.secret("whykept"), by=cast.approver)
    _verify(kept, _answer(desk, "keptverdict"), cast)


def _taken_back_while_nothing_was_published(desk: GuardedDesk, cast: Cast) -> None:
    """Verified and opened again before the desk published: no reader ever saw it."""
    before = _claim(desk, cast, "before")
    cast.cite(before, "about 30,000")
    cast.cite(before, "about 35,000")
    settle(before, cast.reviewer, cast.approver, answer=desk.secret("beforeanswer"))
    reopen_discrepancy(discrepancy=flag_on(before), reason=desk.secret("beforewhy"), by=cast.reviewer)


def _taken_back(desk: GuardedDesk, cast: Cast) -> None:
    """Readers saw these; their addresses are known, and nothing of what stood there is told any longer."""
    for ref, take_back in (("opened-again", _reopen), ("kept-again", _keep)):
        claim = cast.make_claim(
            f"How many {desk.secret(ref.replace('-', ''))}?", ref=ref, topic=desk.secret(f"on{ref[:4]}")
        )
        cast.cite(claim, "12")
        cast.cite(claim, "12")
        _verify(claim, _answer(desk, f"of{ref[:4]}"), cast)
        take_back(claim, desk.secret(f"why{ref[:4]}"), cast)


def _reopen(claim: Claim, why: str, cast: Cast) -> None:
    reopen_answer(claim=claim, reason=why, by=cast.reviewer)


def _keep(claim: Claim, why: str, cast: Cast) -> None:
    keep_back(claim=claim, because=why, by=cast.approver)


def _agreed(desk: GuardedDesk, cast: Cast, what: str) -> Claim:
    claim = _claim(desk, cast, what)
    cast.cite(claim, "12")
    cast.cite(claim, "12")
    return claim


def _claim(desk: GuardedDesk, cast: Cast, what: str) -> Claim:
    """A claim under a reference that says what it is about, on a topic that no other claim is on."""
    word = desk.secret(what)
    desk.words.append(word.lower())
    desk.refs.append(word.lower())
    return cast.make_claim(f"How many {word}?", ref=word.lower(), topic=desk.secret(f"topic{what}"))


def _answer(desk: GuardedDesk, what: str) -> VerdictWords:
    return VerdictWords(
        answer=desk.secret(f"{what}answer"),
        sentence=desk.secret(f"{what}sentence"),
        basis=desk.secret(f"{what}basis"),
        single_origin_reason="One is enough.",
    )


def _verify(claim: Claim, words: VerdictWords, cast: Cast) -> None:
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=cast.reviewer), by=cast.approver)
