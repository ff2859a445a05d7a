"""Telling what happened: the rows that a timeline names, in the words of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from factcheck.models import Citation, Claim, Desk, Source, Step
from factcheck.models.differences import Difference, Version, Wording
from factcheck.models.events import EventKind, EventRow, Table
from factcheck.web.pages.steps import Event, tell_steps, tell_verdict_steps

SAID_BY_THE_KIND = frozenset(
    {"Recorded", "Amended", "Withdrawn", "Restored", "Retracted", "Retraction taken back"}
)
"""Reasons that say no more than the sentence beside them."""


def tell(rows: Sequence[EventRow], *, of: Claim | Source | Citation, in_full: bool = True) -> list[Event]:
    """What the rows of a timeline tell, in their order; a fixed number of queries for each table that has a part.

    `of` is the record whose history it is: its name is not repeated. In little room, not `in_full`, what a record said
    when it was recorded is left out, and so is all that was judged.
    """
    keys: dict[Table, dict[int, str]] = defaultdict(dict)
    for row in rows:
        keys[row.table][row.key] = row.kind
    tellers: dict[Table, Callable[[dict[int, str]], Iterable[tuple[int, Event]]]] = {
        Table.CLAIM: lambda found: _records(Claim, found, in_full=in_full),
        Table.SOURCE: lambda found: _sources(found, of, in_full=in_full),
        Table.CITATION: lambda found: _citations(found, of, in_full=in_full),
        Table.DESK: _settings,
        Table.STEP: lambda found: tell_steps(Step.objects.filter(pk__in=found), in_full=in_full),
        Table.VERDICT_STEP: lambda found: tell_verdict_steps(found, in_full=in_full),
    }
    told = {
        (table, key): event for table, found in keys.items() for key, event in tellers[table](dict(found))
    }
    return [told[row.table, row.key] for row in rows]


def _with_earlier(
    model: type[Claim | Source | Citation | Desk], keys: Collection[int]
) -> list[tuple[Version, Version | None]]:
    """Versions with the one before each, in two queries. The second row of one version of a source completes the
    first, so that what came before is the last row of another version.
    """
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    if model is Source:
        earlier = earlier.filter(version__lt=OuterRef("version"))
    versions = list(
        model.history.filter(history_id__in=keys)
        .select_related("history_user")
        .annotate(earlier=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
    )
    found = model.history.in_bulk([one.earlier for one in versions if one.earlier])
    return [(one, found.get(one.earlier)) for one in versions]


def _wording(pairs: Iterable[tuple[Version, Version | None]], *left_out: str) -> Wording:
    return Wording([one for pair in pairs for one in pair if one is not None], frozenset(left_out))


def _event(version: Version, what: str, differences: tuple[Difference, ...], why: str = "") -> Event:
    reason = version.history_change_reason or ""
    return Event(
        at=version.history_date,
        by=version.history_user,
        what=what,
        why=why or ("" if reason in SAID_BY_THE_KIND else _(reason) if reason else ""),
        differences=differences,
    )


def _records(
    model: type[Claim | Source], kinds: dict[int, str], *, in_full: bool
) -> Iterator[tuple[int, Event]]:
    said = {
        (Claim, True): _("Recorded the claim"),
        (Claim, False): _("Amended the claim"),
        (Source, True): _("Recorded the source"),
        (Source, False): _("Amended the source"),
    }
    pairs = _with_earlier(model, kinds)
    wording = _wording(pairs, "ref")
    for version, before in pairs:
        differences = wording.differences(before, version) if before or in_full else ()
        what = said[model, before is None]
        if kinds[version.history_id] == EventKind.RETRACTED:
            is_retracted = vars(version)["retracted_on"] is not None
            what = _("The source was retracted") if is_retracted else _("The retraction was taken back")
        yield version.history_id, _event(version, what, differences)


def _sources(
    kinds: dict[int, str], of: Claim | Source | Citation, *, in_full: bool
) -> Iterator[tuple[int, Event]]:
    """On the page of a claim with the source's name, which is said already on its own."""
    told = dict(_records(Source, kinds, in_full=in_full))
    if isinstance(of, Source):
        yield from told.items()
        return
    sources = dict(Source.history.filter(history_id__in=kinds).values_list("history_id", "id"))
    places = Source.objects.in_bulk(sources.values())
    for key, event in told.items():
        yield key, replace(event, place=places[sources[key]])


def _settings(kinds: dict[int, str]) -> Iterator[tuple[int, Event]]:
    pairs = _with_earlier(Desk, kinds)
    new_desk = Desk.history.model()
    wording = _wording(pairs, "single_review")
    for version, before in pairs:
        what = _("The desk's tolerance was changed")
        # Before anybody changed the settings, they were what they are for a new desk.
        yield version.history_id, _event(version, what, wording.differences(before or new_desk, version))


def _citations(
    kinds: dict[int, str], of: Claim | Source | Citation, *, in_full: bool
) -> Iterator[tuple[int, Event]]:
    templates = {
        EventKind.RECORDED: _("Recorded “%(figure)s”"),
        EventKind.WITHDRAWN: _("Withdrew “%(figure)s”"),
        EventKind.RESTORED: _("Restored “%(figure)s”"),
        EventKind.READ_ANEW: _("“%(figure)s” was read anew"),
    }
    pairs = _with_earlier(Citation, kinds)
    said_beside = {"source"} if isinstance(of, Citation) else {"source", "claim"}
    wording = _wording(pairs, "ref", "withdrawn_at", "withdrawn_because")
    places = _places(pairs, of)
    for version, before in pairs:
        kind = EventKind(kinds[version.history_id])
        told = vars(version)
        template = templates.get(kind, _("Amended “%(figure)s”"))
        differences = wording.differences(before, version) if before or in_full else ()
        if before is None:
            differences = tuple(one for one in differences if one.name not in said_beside)
        why = told["withdrawn_because"] if kind is EventKind.WITHDRAWN else ""
        event = _event(version, template % {"figure": told["figure"]}, differences, why)
        place = places[told["claim_id" if isinstance(of, Source) else "source_id"]]
        yield version.history_id, replace(event, place=place)


def _places(
    pairs: Sequence[tuple[Version, Version | None]], of: Claim | Source | Citation
) -> dict[int, Claim | Source]:
    """Where a citation stands, told on the page of the other end: its claim on that of a source, else its source."""
    if isinstance(of, Source):
        return dict(Claim.objects.in_bulk({vars(version)["claim_id"] for version, _before in pairs}))
    return dict(Source.objects.in_bulk({vars(version)["source_id"] for version, _before in pairs}))
