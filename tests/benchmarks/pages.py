"""Every page of the desk, each way it is commonly opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib import admin
from django.urls import resolve, reverse
from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.scopes import Scope
from factcheck.filters.attributions import AttributionFilter
from factcheck.filters.claims import ClaimFilter, VerifiedFilter
from factcheck.filters.corrections import CorrectionFilter
from factcheck.filters.discrepancies import DiscrepancyFilter
from factcheck.filters.sources import SourceFilter
from factcheck.models import (
    ApiToken,
    Attribution,
    Citation,
    Claim,
    ClaimState,
    Desk,
    Discrepancy,
    Document,
    Person,
    QuotePlace,
    Reconciliation,
    SavedFilter,
    Snapshot,
    Webhook,
)
from factcheck.models.queues import Queue
from factcheck.services.desk import change_desk_settings
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import receive_import
from factcheck.services.tokens import make_token
from factcheck.web.tables.attributions import AttributionTable
from factcheck.web.tables.claims import ClaimTable
from factcheck.web.tables.corrections import CorrectionTable
from factcheck.web.tables.discrepancies import DiscrepancyTable
from factcheck.web.tables.sources import SourceTable
from factcheck.web.tables.verified import VerifiedTable
from factcheck.web.urls import urlpatterns
from tests.benchmarks.busy_desk import KEPT_SOURCE, UNREAD_SOURCE
from tests.benchmarks.questions import AGREED_WITH_MANY, DISPUTED_WITH_MANY

NO_PAGES = {
    "log_out": "an act",
    "restore_citation": "an act",
    "move_quote": "an act",
    "read_source": "leads on to the newest snapshot",
    "record_figure": "an act",
    "ignore_figure": "an act",
    "heed_figure": "an act",
    "figure_effect": "told while one corrects what is filled in; nobody waits for it",
    "add_snapshot": "an act",
    "read_document_again": "an act",
    "fetch_again": "an act",
    "propose_resolution": "an act",
    "approve_resolution": "an act",
    "return_resolution": "an act",
    "reopen_discrepancy": "an act",
    "end_hold": "an act",
    "keep_draft": "an act, done while one writes",
    "discard_draft": "an act",
    "draft_sentence": "the page of a discrepancy, with what was typed on it",
    "take_back_retraction": "an act",
    "comment_on_claim": "an act",
    "comment_on_discrepancy": "an act",
    "watch_claim": "an act",
    "unwatch_claim": "an act",
    "all_notices_read": "an act",
    "notice": "leads on to what it is about",
    "withdraw_comment": "asks before an act; nobody has commented on this desk",
    "approve_verdict": "an act",
    "return_verdict": "an act",
    "assign_discrepancy": "an act",
    "assign_discrepancies": "an act",
    "keep_filter": "an act",
    "draw_on": "an act",
    "turn_down_link": "an act",
    "download_verified": "a file, written while it is sent",
    "cite_source": "a file, written while it is sent",
    "cite_claim": "a file, written while it is sent",
    "bring_sources_preview": "of a file that was just sent",
    "bring_fact_checks_preview": "of a file that was just sent",
    "export_list": "a file, written while it is sent",
    "export_manifest": "a few lines for programs",
    "document_file": "a file, sent as it came",
    "lay_out_import": "an act",
    "match_import": "an act",
    "write_import": "an act",
    "break_off_import": "an act",
    "take_up_import": "an act",
    "match_import_again": "an act",
    "import_problems": "a file, read again while it is sent",
    "published_citation": "a file, made of the page",
    "robots": "a few lines that no person waits for",
    "stop_reconciliation": "an act",
    "switch_webhook": "an act",
    "break_off_document": "an act",
    "stop_work": "an act",
    "repeat_work": "an act",
    "health": "for machines",
    "ready": "for machines",
    "metrics": "for machines",
    "test_webhook": "an act",
    "change_webhook_secret": "an act",
}
"""Addresses of the desk that nobody waits for as for a page, and why."""

TABLE = "question,source,figure\n" + "".join(
    f"How many boats were seen in week {number // 2}?,Log {number},{number}\n" for number in range(200)
)
"""A file of citations that disagree."""
MIDDLE = {
    "claims": "page=200",
    "discrepancies": "page=30",
    "sources": "page=10",
    "attributions": "page=2",
    "verified": "page=60",
    "corrections": "page=3",
}
"""A page in the middle of each list; of a smaller desk the last."""


@dataclass(slots=True)
class Page:
    """A page as one person opens it; None is somebody who is not logged in."""

    name: str
    path: str
    person: Person | None
    queries: int = 0
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def every_page() -> list[Page]:
    """Every page of the desk, each way it is commonly opened."""
    return [*_for_readers(), *_lists(), *_claims(), *_decisions(), *_forms(), *_others(), *_administration()]


def _people() -> dict[str, Person]:
    return {person.username: person for person in Person.objects.all()}


def _lists() -> Iterator[Page]:
    reader = _people()["reader"]
    lists = {
        "claims": (ClaimFilter, ClaimTable),
        "discrepancies": (DiscrepancyFilter, DiscrepancyTable),
        "sources": (SourceFilter, SourceTable),
        "attributions": (AttributionFilter, AttributionTable),
        "verified": (VerifiedFilter, VerifiedTable),
        "corrections": (CorrectionFilter, CorrectionTable),
    }
    for name, (filters, table) in lists.items():
        yield Page(name, reverse(name), reader)
        for query in ("q=people", "q=Hoeryong", "q=crossings+river+Paju", "q=nowhere", MIDDLE[name]):
            yield Page(f"{name}, {query}", f"{reverse(name)}?{query}", reader)
        for query in (*_filters(filters), *_sorts(table)):
            yield Page(f"{name}, {query}", f"{reverse(name)}?{query}", reader)


def _filters(filters: type) -> Iterator[str]:
    """A query for each choice of each filter; for the first two where there are many."""
    for name, one in filters({}).form.fields.items():
        codes = [str(code) for code, _words in getattr(one, "choices", ()) if str(code)]
        yield from (f"{name}={code}" for code in (codes if len(codes) <= 8 else codes[:2]))


def _sorts(table: type) -> Iterator[str]:
    for name, column in table.base_columns.items():
        if column.orderable is not False:
            yield f"sort={name}"
            yield f"sort=-{name}"


def _claims() -> Iterator[Page]:
    people = _people()
    claims = Claim.objects.with_state()
    looked_at = {
        "agreed": claims.filter(state=ClaimState.UNVERIFIED, origin_count__gt=2),
        "verified": claims.filter(state=ClaimState.VERIFIED, discrepancies__isnull=False),
        "disputed": claims.filter(state=ClaimState.DISPUTED),
        "proposed": claims.filter(proposed_verdict__isnull=False),
        "50 citations": claims.filter(ref=AGREED_WITH_MANY),
        "50 citations, disputed": claims.filter(ref=DISPUTED_WITH_MANY),
    }
    for name, found in looked_at.items():
        claim = found.order_by("pk")[0]
        for person in ("reader", "administrator"):
            yield Page(f"claim, {name}", f"/claims/{claim.ref}/", people[person])
        yield Page(f"claim, {name}, history", f"/claims/{claim.ref}/history/", people["reader"])
        yield Page(
            f"claim, {name}, on a day",
            f"/claims/{claim.ref}/on/?date={timezone.localdate()}",
            people["reader"],
        )


def _for_readers() -> Iterator[Page]:
    """What readers see. The desk publishes from here on."""
    desk = Desk.current()
    chief = _people()["administrator"]
    change_desk_settings(tolerance=desk.tolerance, single_review=desk.single_review, publishes=True, by=chief)
    yield Page("published", "/verified/", None)
    for query in (
        "q=people",
        "q=Hoeryong",
        "q=crossings+river+Paju",
        "q=nowhere",
        "sort=question",
        "page=60",
    ):
        yield Page(f"published, {query}", f"/verified/?{query}", None)
    yield Page("published, feed", "/verified/feed.atom", None)
    claim = Claim.objects.published().filter(discrepancies__isnull=False).order_by("pk")[0]
    yield Page("published claim", f"/verified/{claim.ref}/", None)
    yield Page("published claim, embedded", f"/verified/{claim.ref}/embed/", None)
    yield Page("published claim, keep back", f"/claims/{claim.ref}/keep-back/", chief)
    yield Page("map of the published", "/sitemap.xml", None)


def _decisions() -> Iterator[Page]:
    people = _people()
    discrepancies = Discrepancy.objects.order_by("pk")
    looked_at = {state.value: discrepancies.filter(state=state.value) for state in DiscrepancyState}
    looked_at["50 citations"] = discrepancies.filter(claim__ref=DISPUTED_WITH_MANY)
    for name, found in looked_at.items():
        for person in ("reviewer-0", "approver-0"):
            path = f"/discrepancies/{found[0].pk}/"
            yield Page(f"discrepancy, {name}", path, people[person])
            yield Page(f"discrepancy, {name}, from a list", f"{path}?state=all&sort=claim", people[person])


def _forms() -> Iterator[Page]:
    contributor, reviewer = _people()["contributor-0"], _people()["reviewer-0"]
    citation = Citation.objects.standing().select_related("claim", "source").order_by("pk")[100]
    claim = f"/claims/{citation.claim.ref}/"
    forms = {
        "record": "/record/",
        "record claim": "/record/claim/",
        "record source": "/record/source/",
        "record citation": f"{claim}citations/record/",
        "record citation, reading": f"{claim}reading/?figure=about+30%2C000",
        "amend claim": f"{claim}amend/",
        "amend citation": f"/citations/{citation.pk}/amend/",
        "citation, history": f"/citations/{citation.pk}/history/",
        "withdraw citation": f"/citations/{citation.pk}/withdraw/",
        "amend source": f"/sources/{citation.source.ref}/amend/",
        "grade source": f"/sources/{citation.source.ref}/grade/",
        "mark sensitive": f"/sources/{citation.source.ref}/sensitive/",
    }
    for name, path in forms.items():
        yield Page(name, path, contributor)
    yield Page("answer", f"{claim}answer/", reviewer)
    yield Page("reopen answer", f"{claim}reopen/", reviewer)
    yield Page("retract source", f"/sources/{citation.source.ref}/retract/", reviewer)


def _others() -> Iterator[Page]:
    people = _people()
    for person in ("reader", "contributor-0", "reviewer-0", "approver-0", "administrator"):
        yield Page("desk", "/", people[person])
        for queue in (*Queue.values, "answers", "answers_returned", "unread"):
            yield Page(f"desk, queue={queue}", f"/?queue={queue}", people[person])
    for queue in Queue.values:
        yield Page(f"queue, {queue}", f"/discrepancies/?queue={queue}", people["reviewer-0"])
    kept, _made = SavedFilter.objects.get_or_create(
        person=people["reader"], name="Famine", list="claims", query="q=famine"
    )
    yield Page("amend filter", f"/filters/{kept.pk}/amend/", people["reader"])
    yield Page("drop filter", f"/filters/{kept.pk}/drop/", people["reader"])
    for query in ("", "?q=people", "?state=disputed", "?standing=rejected", "?quote=none", "?quote=earlier"):
        yield Page(
            f"source, {query}" if query else "source", f"/sources/source-7/{query}", people["contributor-0"]
        )
    yield Page("exports", "/exports/", people["reader"])
    place = QuotePlace.objects.order_by("pk")[0]
    yield Page("quote", f"/citations/{place.citation_id}/quote/", people["reader"])
    yield Page("source, two snapshots", f"/sources/{KEPT_SOURCE}/snapshots/1/2/", people["reader"])
    yield from _documents(people["contributor-0"])
    yield from _imports(people["contributor-0"])
    yield Page("source, history", "/sources/source-7/history/", people["reader"])
    yield Page("source, origins", "/sources/source-7/origins/", people["contributor-0"])
    name = Attribution.objects.order_by("pk")[0]
    yield Page("attribution", name.get_absolute_url(), people["reader"])
    yield Page(
        "merge attribution", f"{name.get_absolute_url()}merge/?name={name.pk + 1}", people["contributor-0"]
    )
    yield Page("part attribution", f"{name.get_absolute_url()}part/", people["contributor-0"])
    yield Page("notices", "/notices/", people["reviewer-0"])
    yield Page("notices, choices", "/notices/choices/", people["reviewer-0"])
    yield Page("method", "/method/", people["reader"])
    yield Page("keys", "/keys/", people["reader"])
    yield from _for_programs(people["administrator"])
    hook = Webhook.objects.get_or_create(address="https://news.example.org/", secret="whsec_c2VjcmV0")[0]
    compared = Reconciliation.objects.create(state="done")
    yield Page("comparing", "/comparing/", people["administrator"])
    yield Page("comparison", compared.get_absolute_url(), people["administrator"])
    yield Page("webhooks", "/webhooks/", people["administrator"])
    yield Page("work", "/background/", people["administrator"])
    yield Page("webhook", hook.get_absolute_url(), people["administrator"])
    yield Page("log in", "/log-in/", None)


def _for_programs(person: Person) -> Iterator[Page]:
    token = ApiToken.objects.filter(person=person).first()
    if token is None:
        token, _secret = make_token(name="Nightly export", scopes=[Scope.READ], by=person)
    yield Page("tokens", "/tokens/", person)
    yield Page("revoke token", f"/tokens/{token.pk}/revoke/", person)
    yield Page("reference of the API", "/api/", person)


def _documents(contributor: Person) -> Iterator[Page]:
    """Documents that come in, and the reader on one of them that is a source."""
    coming = Document.objects.filter(snapshot=None).order_by("pk")[0]
    kept = Snapshot.objects.filter(source__ref=KEPT_SOURCE).order_by("number")[0]
    reader = kept.get_absolute_url()
    yield Page("bring sources", "/bring/sources/", contributor)
    yield Page("bring fact checks", "/bring/claims/", contributor)
    yield Page("add document", "/documents/add/", contributor)
    yield Page("document", f"/documents/{coming.pk}/", contributor)
    yield Page("discard document", f"/documents/{coming.pk}/discard/", contributor)
    yield Page("two documents", f"/documents/{coming.pk}/beside/{kept.document_id}/", contributor)
    yield Page("reader", reader, contributor)
    yield Page("reader, another claim", f"{reader}?after=0&find=Hoeryong", contributor)
    yield Page("reader, part 2", f"{reader}?part=2", contributor)
    yield Page("reader, nothing recorded", f"/sources/{UNREAD_SOURCE}/read/1/", contributor)


def _imports(contributor: Person) -> Iterator[Page]:
    """Files of citations: one whose columns are being matched, and the rows of one that was checked."""
    matched, checked = (
        receive_import(name=f"{name}.csv", content=TABLE.encode(), by=contributor) for name in ("one", "two")
    )
    start_check(run=checked, by=contributor)
    yield Page("imports", "/imports/", contributor)
    yield Page("add import", "/imports/add/", contributor)
    yield Page("import, columns", f"/imports/{matched.pk}/", contributor)
    yield Page("import, rows", f"/imports/{checked.pk}/", contributor)
    yield Page("import, discrepancies", f"/imports/{checked.pk}/?show=opens", contributor)
    yield Page("undo import", f"/imports/{matched.pk}/undo/", contributor)
    yield Page("discard import", f"/imports/{matched.pk}/discard/", contributor)


def _administration() -> Iterator[Page]:
    administrator = _people()["administrator"]
    yield Page("admin", "/admin/", administrator)
    for model, page in admin.site._registry.items():
        if model is Desk or model._meta.app_label != "factcheck":
            continue  # one row, and no list of it; or another library's
        name = model._meta.model_name
        path = reverse(f"admin:factcheck_{name}_changelist")
        one = model._default_manager.order_by("pk").first()
        yield Page(f"admin {name}", path, administrator)
        yield Page(f"admin {name}, search", f"{path}?q=Hoeryong", administrator)
        yield Page(
            f"admin {name}, one", reverse(f"admin:factcheck_{name}_change", args=[one.pk]), administrator
        )
        if model._default_manager.count() > page.list_per_page * 2:
            yield Page(f"admin {name}, p=2", f"{path}?p=2", administrator)


def unmeasured(pages: Iterable[Page]) -> list[str]:
    """The names of pages that the desk has and no entry here opens."""
    opened = {resolve(page.path.partition("?")[0]).url_name for page in pages}
    return sorted({pattern.name for pattern in urlpatterns} - opened - NO_PAGES.keys())
