"""The operations that say who a token acts for, what codes mean, and what else lists are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from factcheck.api.authentication import token_of
from factcheck.api.finding import KeyInPath, person_of
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.types import maybe_instant
from factcheck.api.schemas.vocabulary import (
    AttributionSaid,
    CodeSaid,
    TokenSaid,
    TopicSaid,
    VocabularySaid,
)
from factcheck.core.discrepancies import KIND_DESCRIPTIONS
from factcheck.core.hedges import Hedge
from factcheck.core.lifecycle import STATE_WORDS
from factcheck.core.resolutions import CAUSE_DESCRIPTIONS, OUTCOME_DESCRIPTIONS, STANDING_DESCRIPTIONS
from factcheck.core.roles import Act, Role
from factcheck.core.scopes import SCOPE_DESCRIPTIONS, Scope
from factcheck.filters.attributions import AttributionFilter
from factcheck.models import (
    Attribution,
    ClaimState,
    Credibility,
    Reliability,
    SourceKind,
    Topic,
    VerdictState,
)
from factcheck.models.claims import ANSWER_KIND_CHOICES, LIVES_CHOICES
from factcheck.models.discrepancies import SEVERITY_CHOICES

router = Nouns("Words")


@router.reads("/token", TokenSaid)
def token(request: HttpRequest) -> Answered:
    """For whom your token acts, and what it may do at present."""
    found, person = token_of(request), person_of(request)
    said = TokenSaid(
        username=person.username,
        name=str(person),
        roles=[role.value for role in Role if role in person.roles],
        token=found.name,
        scopes=found.scopes,
        may=[scope for scope in Scope if scope in found.scopes and person.may(scope.act)],
        expires_at=maybe_instant(found.expires_at),
    )
    return Answered(said)


@router.reads("/topics", Part[TopicSaid], asked=asked_of(None))
def topics(request: HttpRequest) -> Answered:
    """What claims are about; the keys are those by which lists are filtered."""
    return listed(request, Topic.objects.all(), _topics_said)


@router.reads("/attributions", Part[AttributionSaid], asked=asked_of(AttributionFilter))
def attributions(request: HttpRequest) -> Answered:
    """Whom sources credit, under the filters of the desk's own list: the names that count by themselves."""
    found = Attribution.objects.identified().kept().for_list()
    return listed(request, found, _attributions_said, filters=AttributionFilter)


@router.reads("/attributions/{key}", AttributionSaid, is_record=True)
def attribution(request: HttpRequest, key: KeyInPath) -> Answered:
    """One name that sources credit, merged into another or not."""
    found = Attribution.objects.for_list().filter(pk=key).first()
    if found is None:
        raise Http404
    if not Attribution.objects.identified().filter(pk=key).exists():
        person_of(request).require(Act.SEE_SENSITIVE)
    return Answered(AttributionSaid.of(found), "1")


@router.reads("/vocabulary", VocabularySaid)
def vocabulary(request: HttpRequest) -> Answered:  # noqa: ARG001 -- as the library calls it
    """Every code that is sent, with what people call it and what it means."""
    return Answered(
        VocabularySaid(
            answer_kinds=_chosen(ANSWER_KIND_CHOICES),
            lives=_chosen(LIVES_CHOICES),
            claim_states=_chosen(ClaimState.choices),
            source_kinds=_chosen(SourceKind.choices),
            reliability=_chosen(Reliability.choices),
            credibility=_chosen((str(code), label) for code, label in Credibility.choices),
            hedges=_chosen((hedge.value, hedge.value.replace("_", " ")) for hedge in Hedge),
            discrepancy_kinds=_described(KIND_DESCRIPTIONS),
            discrepancy_states=_chosen((state.value, _(words)) for state, words in STATE_WORDS.items()),
            severities=_chosen(SEVERITY_CHOICES),
            causes=_described(CAUSE_DESCRIPTIONS),
            outcomes=_described(OUTCOME_DESCRIPTIONS),
            standings=_described(STANDING_DESCRIPTIONS),
            verdict_states=_chosen(VerdictState.choices),
            scopes=_described(SCOPE_DESCRIPTIONS),
        )
    )


def _topics_said(rows: Sequence[Topic]) -> list[TopicSaid]:
    return [TopicSaid.of(row) for row in rows]


def _attributions_said(rows: Sequence[Attribution]) -> list[AttributionSaid]:
    return [AttributionSaid.of(row) for row in rows]


def _chosen(choices: Iterable[tuple[object, object]]) -> list[CodeSaid]:
    return [CodeSaid(code=str(code), name=str(label), description="") for code, label in choices]


def _described(descriptions: Mapping[Any, tuple[str, str]]) -> list[CodeSaid]:
    return [
        CodeSaid(code=str(code), name=_(name), description=_(line))
        for code, (name, line) in descriptions.items()
    ]
