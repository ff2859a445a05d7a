"""The history of a claim, a source or a citation: who did what, when and why, latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone

from factcheck.models import Citation, Claim, Person, Source, Step
from factcheck.models.events import EventRow, Timeline
from factcheck.models.timeline import of_claim
from factcheck.web.forms.history import HistoryForm
from factcheck.web.pages.steps import Event, tell_steps
from factcheck.web.pages.telling import tell

__all__ = ["Event", "HistoryPage", "history_page", "latest_of", "steps_of"]

PER_PAGE = 50
LATEST = 10
"""As many events as the page of a claim shows; the others are on the page of its history."""
STEPS = 100
"""As many steps as the page of a discrepancy shows."""
ONE_DEED = timedelta(seconds=1)
"""What one person does within this time is one deed: what somebody typed, and what the desk made of it."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history, and the form that narrows it; `asked` is what its address asks for."""

    form: HistoryForm
    page: Page[EventRow]
    events: list[Event]
    asked: QueryDict

    @property
    def newer(self) -> str:
        return self._address(self.page.number - 1)

    @property
    def older(self) -> str:
        return self._address(self.page.number + 1)

    def _address(self, number: int) -> str:
        asked = self.asked.copy()
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"


def history_page(of: Claim | Source | Citation, timeline: Timeline, asked: QueryDict) -> HistoryPage:
    """Compute a page of a history, from what its address asks for; a fixed number of queries."""
    people, kinds = timeline.facets()
    form = HistoryForm(
        asked,
        people=Person.objects.filter(pk__in=[pk for pk in people if pk is not None]),
        has_nobody=None in people,
        kinds=kinds,
    )
    narrowed = _narrowed(timeline, form.cleaned_data) if form.is_valid() else timeline
    page = Paginator(cast("Sequence[EventRow]", narrowed), PER_PAGE).get_page(asked.get("page"))
    rows = list(page)
    return HistoryPage(
        form=form,
        page=page,
        events=list(_with_moments(tell(rows, of=of))) if isinstance(of, Claim) else tell(rows, of=of),
        asked=asked,
    )


def latest_of(claim: Claim) -> list[Event]:
    """The latest events on a claim, in little room."""
    return tell(of_claim(claim)[:LATEST], of=claim, in_full=False)


def steps_of(discrepancy_id: int) -> list[Event]:
    """The steps of one discrepancy, latest first."""
    steps = Step.objects.filter(discrepancy=discrepancy_id).order_by("-at", "-pk")[:STEPS]
    return [event for _key, event in tell_steps(steps, in_full=False)]


def _narrowed(timeline: Timeline, asked: dict[str, object]) -> Timeline:
    by, since, until = str(asked["by"]), asked["since"], asked["until"]
    return timeline.narrowed(
        by=int(by) if by.isdigit() else None,
        is_nobody=by == HistoryForm.NOBODY,
        kind=str(asked["kind"]),
        since=start_of(since) if isinstance(since, date) else None,
        before=start_of(until + timedelta(days=1)) if isinstance(until, date) else None,
    )


def start_of(day: date) -> datetime:
    """The moment at which a day begins for the desk."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _with_moments(events: Sequence[Event]) -> Iterator[Event]:
    """Each event with the moment after it: when all that was done in one deed had happened."""
    later: Event | None = None
    end = None
    for event in events:
        if later is None or end is None or event.by != later.by or later.at - event.at > ONE_DEED:
            end = event.at
        yield replace(event, after=end.astimezone(UTC).isoformat().replace("+00:00", "Z"))
        later = event
