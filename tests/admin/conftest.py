"""People at the doors of the admin, and the forms that they post there."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.models import Citation, Claim, Discrepancy, Person, Verdict
from factcheck.services.decisions import Decision
from factcheck.services.proposing import propose_resolution
from factcheck.services.verdicts import VerdictWords, propose_verdict


@pytest.fixture
def entering() -> Callable[[Person], Client]:
    """A browser in which this person is logged in."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter


def address(model: str, page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:factcheck_{model}_{page}", args=args)


def words_on(response: Any) -> str:
    """What the page says, with its quotation marks as a reader sees them."""
    return unescape(response.content.decode())


def errors_on(response: Any) -> str:
    """The refusals that stand on the form of a page, joined."""
    assert response.status_code in {200, 403}, f"nothing was refused: {response.status_code}"
    page = words_on(response)
    assert 'class="success"' not in page, "a refused page must not say that it was saved"
    found = [part.split("</ul>")[0] for part in page.split('class="errorlist')[1:]]
    assert found, "no refusal is shown"
    return " ".join(found)


def claim_form(
    claim: Claim | None = None, citations: list[dict[str, Any]] | None = None, **changed: Any
) -> dict:
    """What a browser posts from the page of a claim; each of `citations` is a form of the inline."""
    citations = citations or []
    initial = sum("id" in one for one in citations)
    form = {
        "question": claim.question if claim else "How many people fled?",
        "topic": (claim.topic_id or "") if claim else "",
        "answer_kind": claim.answer_kind if claim else "quantity",
        "unit": claim.unit if claim else "person",
        "lives": claim.lives if claim else "fixed",
        "tolerance": "",
        "citations-TOTAL_FORMS": len(citations),
        "citations-INITIAL_FORMS": initial,
        "citations-MIN_NUM_FORMS": 0,
        "citations-MAX_NUM_FORMS": 1000,
    }
    if claim:
        form["seen_version"] = claim.version
    for index, one in enumerate(citations):
        form |= {f"citations-{index}-{name}": value for name, value in one.items()}
    return form | changed


def inline(citation: Citation, **changed: Any) -> dict[str, Any]:
    """The form of an existing citation inside its claim."""
    return {"id": citation.pk, "claim": citation.claim_id, **citation_words(citation)} | changed


def citation_words(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source_id,
        "figure": citation.figure,
        "quote": citation.quote,
        "locator": citation.locator,
        "as_of": citation.as_of,
        "scope": citation.scope,
        "attribution": citation.attribution_id or "",
        "credibility": citation.credibility or "",
        "seen_version": citation.version,
    }


def citation_form(citation: Citation, **changed: Any) -> dict[str, Any]:
    """What a browser posts from the page of a citation."""
    return {"claim": citation.claim_id, **citation_words(citation)} | changed


def proposal_form(discrepancy: Discrepancy, **changed: Any) -> dict[str, Any]:
    """A sound proposal as a browser posts it: the first position is preferred."""
    return {
        "act": "propose",
        "seen_step": last_step(discrepancy),
        "cause": Cause.SOURCE_ERROR.value,
        "outcome": Outcome.USE_ONE.value,
        "answer": "about 30,000",
        "sentence": "About 30,000 people fled.",
        "rationale": "The ministry counts them.",
        "single_origin_reason": "",
        "position_0": Standing.PREFERRED.value,
        "position_1": Standing.REJECTED.value,
    } | changed


def last_step(discrepancy: Discrepancy) -> int:
    return discrepancy.steps.order_by("pk").last().pk


def discrepancy_of(claim: Claim) -> Discrepancy:
    return Discrepancy.objects.get(claim=claim)


def propose(claim: Claim, by: Person, **changed: Any) -> Discrepancy:
    """The claim's discrepancy, with a sound proposal waiting."""
    discrepancy = discrepancy_of(claim)
    first = discrepancy.members.order_by("first").first().citation_id
    decision = {
        "cause": Cause.SOURCE_ERROR,
        "outcome": Outcome.USE_ONE,
        "answer": "about 30,000",
        "sentence": "About 30,000 people fled.",
        "rationale": "The ministry counts them.",
        "standings": {first: Standing.PREFERRED},
    }
    propose_resolution(discrepancy=discrepancy, decision=Decision(**decision | changed), by=by)
    discrepancy.refresh_from_db()
    assert discrepancy.state == DiscrepancyState.PROPOSED
    return discrepancy


def propose_answer(claim: Claim, by: Person) -> Verdict:
    words = VerdictWords(
        answer="60",
        sentence="Sixty came.",
        basis="The count.",
        single_origin_reason="It is the count itself.",
    )
    return propose_verdict(claim=claim, words=words, by=by)
