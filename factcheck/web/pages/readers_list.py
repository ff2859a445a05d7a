"""The list of answers as readers see it: search, topic, order and page are all in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from factcheck.models import Claim, Topic
from factcheck.models.claim_search import has_all_words

PER_PAGE = 30
MOST_PAGES = 100_000
MOST_TOPICS = 300
MOST_CHARACTERS = 200
ORDERS = {"newest": ("-verified_at", "-pk"), "question": ("question", "pk")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of an address the list heeds; the rest of it asks for nothing."""

    words: str
    topic: str
    order: str
    number: int

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        number = given.get("page", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 7
        order = given.get("sort", "")
        return cls(
            words=" ".join(given.get("q", "").replace("\0", "").split())[:MOST_CHARACTERS],
            topic=given.get("topic", "").replace("\0", "")[:MOST_CHARACTERS],
            order=order if order in ORDERS else "newest",
            number=min(max(int(number), 1), MOST_PAGES) if is_number else 1,
        )

    def query(self, number: int) -> str:
        """The address of a page under the same search, from the question mark on; nothing for the plain list."""
        asked = {
            "q": self.words,
            "topic": self.topic,
            "sort": "" if self.order == "newest" else self.order,
            "page": "" if number == 1 else str(number),
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.topic)


@dataclass(frozen=True, slots=True)
class ReadersList:
    """A page of the list."""

    asked: Asked
    claims: list[Claim]
    topics: list[str]
    has_more: bool

    @property
    def here(self) -> str:
        return self.asked.query(self.asked.number)

    @property
    def before(self) -> str:
        return self.asked.query(self.asked.number - 1)

    @property
    def after(self) -> str:
        return self.asked.query(self.asked.number + 1)


def readers_list(asked: Asked) -> ReadersList:
    """A page of what is published, in three queries. A topic on which nothing is published is none."""
    found = Claim.objects.published().filter(has_all_words(asked.words))
    if asked.topic:
        found = found.filter(topic__name=asked.topic)
    first = (asked.number - 1) * PER_PAGE
    keys = list(
        found.order_by(*ORDERS[asked.order]).values_list("pk", flat=True)[first : first + PER_PAGE + 1]
    )
    shown = Claim.objects.published().filter(pk__in=keys[:PER_PAGE]).select_related("topic", "verdict")
    return ReadersList(
        asked=asked,
        claims=list(shown.order_by(*ORDERS[asked.order])),
        topics=_topics(),
        has_more=len(keys) > PER_PAGE,
    )


def _topics() -> list[str]:
    published = Claim.objects.published().filter(topic=OuterRef("pk"))
    found = Topic.objects.filter(Exists(published)).order_by("name")
    return list(found.values_list("name", flat=True)[:MOST_TOPICS])
