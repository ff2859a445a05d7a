"""Who a token acts for, topics, whom sources credit, and the words that codes stand for."""

from __future__ import annotations

from typing import Self

from factcheck.api.schemas.types import Answer, Count, Instant, Key, Scope
from factcheck.models import Attribution, Topic


class TokenSaid(Answer):
    """For whom a token acts, and what it is for. `may` is what both the token and its person are allowed to do."""

    username: str
    name: str
    roles: list[str]
    token: str
    scopes: list[Scope]
    may: list[Scope]
    expires_at: Instant | None


class TopicSaid(Answer):
    """What claims are about."""

    topic_id: Key
    name: str

    @classmethod
    def of(cls, topic: Topic) -> Self:
        return cls(topic_id=topic.pk, name=topic.name)


class AttributionSaid(Answer):
    """Somebody whom sources credit. `counts_as` is the name under which it is counted, its own unless it was merged."""

    attribution_id: Key
    name: str
    counts_as: str
    citation_count: Count
    claim_count: Count

    @classmethod
    def of(cls, attribution: Attribution) -> Self:
        return cls(
            attribution_id=attribution.pk,
            name=attribution.name,
            counts_as=attribution.origin_name,
            citation_count=attribution.citation_count,  # type: ignore[attr-defined]  # added by its query
            claim_count=attribution.claim_count,  # type: ignore[attr-defined]  # the same
        )


class CodeSaid(Answer):
    """A code, what people call it, and what it means."""

    code: str
    name: str
    description: str


class VocabularySaid(Answer):
    """Every code that is sent, with its meaning."""

    answer_kinds: list[CodeSaid]
    lives: list[CodeSaid]
    claim_states: list[CodeSaid]
    source_kinds: list[CodeSaid]
    reliability: list[CodeSaid]
    credibility: list[CodeSaid]
    hedges: list[CodeSaid]
    discrepancy_kinds: list[CodeSaid]
    discrepancy_states: list[CodeSaid]
    severities: list[CodeSaid]
    causes: list[CodeSaid]
    outcomes: list[CodeSaid]
    standings: list[CodeSaid]
    verdict_states: list[CodeSaid]
    scopes: list[CodeSaid]
