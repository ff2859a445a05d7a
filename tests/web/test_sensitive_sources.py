"""Who a sensitive source is: readers and exports are never told, whatever page, list, filter or search is asked."""

from __future__ import annotations

import html
import io
import re
import zipfile
from urllib.parse import quote_plus

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from factcheck.core.claims import Lives
from factcheck.exports.formats import FORMATS, FORMATS_OF
from factcheck.exports.verified import verified_claims
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Document,
    DocumentFile,
    DocumentState,
    QuotePlace,
    QuoteState,
    Received,
    Snapshot,
    Source,
)
from factcheck.models.withholding import WithheldError, shown_to, shown_to_nobody
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.files import keep_file
from factcheck.services.retracting import retract_source
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.sources import SourceWords, amend_source
from factcheck.services.watching import watch_claim
from tests.benchmarks.busy_desk import make_desk
from tests.benchmarks.decisions import make_people
from tests.benchmarks.pages import every_page
from tests.exports.abouts import about_verified
from tests.services.desk_work import settle
from tests.web.seen import form, words

pytestmark = pytest.mark.django_db

SAID = (
    "Xanthippa",
    "Quetzalpress",
    "Wormwood",
    "marzipan",
    "Gallimaufry",
    "Fandango",
    "March 1987",
    "1987-03",
    "Kumquat",
)
"""Words that stand in the fields of sensitive sources, in their documents and locators, and nowhere else."""
SENSITIVE = range(0, 50, 2)
"""Which of the sources of the busy desk are sensitive: among those that are cited and opened by pages."""


def hide(source: Source, by, number: int = 0) -> Source:
    """Give a source words that nothing else has, a document and quotes in it, and withhold its identity."""
    amended = SourceWords(
        title=f"Xanthippa memorandum {number}",
        publisher="Quetzalpress",
        author=f"Zebediah Wormwood {number}",
        kind="interview",
        published="1987-03-19",
        url=f"https://marzipan.example/{number}",
        reliability="B",
    )
    source = amend_source(source=source, words=amended, by=by)
    document = Document.objects.create(
        sha256=f"{source.pk:064}",
        size=9,
        media_type="text/plain",
        name="Gallimaufry.txt",
        how=Received.UPLOADED.value,
        address="https://marzipan.example/file",
        state=DocumentState.READY.value,
        text="Gallimaufry and more.",
        found_title="Gallimaufry",
    )
    DocumentFile.objects.create(document=document, sha256=keep_file(b"Gallimaufry"))
    snapshot = Snapshot.objects.create(source=source, document=document, number=source.snapshots.count() + 1)
    for citation in source.citations.standing().order_by("pk")[:3]:
        told = CitationWords.of(citation)
        changed = CitationWords(
            figure=told.figure,
            quote=f"Zebediah Wormwood {number} says {told.figure}",
            locator="Kumquat, page 3",
            as_of=told.as_of,
            scope=told.scope,
            attribution=f"Zebediah Wormwood {number}" if citation.pk % 2 else told.attribution,
        )
        amend_citation(citation=citation, words=changed, by=by)
        QuotePlace.objects.create(
            citation=citation,
            snapshot=snapshot,
            state=QuoteState.VERIFIED.value,
            start=0,
            end=3,
            prefix="Fandango",
            suffix="Fandango",
        )
    return mark_sensitive(source=source, is_sensitive=True, because="Fandango asked for it.", by=by)


def told_on(page: str) -> list[str]:
    """Which of the words stand on a page, in whatever place of it."""
    text = html.unescape(page)
    return [word for word in SAID if word.lower() in text.lower()]


@pytest.fixture
def secret(disputed, contributor, reviewer) -> Source:
    """The first source of a disputed claim, sensitive, and retracted as well."""
    source = disputed.citations.order_by("pk")[0].source
    retract_source(source=hide(source, contributor), because="Xanthippa was forged.", by=reviewer)
    return Source.objects.get(pk=source.pk)


def test_no_page_list_filter_search_or_export_tells_a_reader_who_a_sensitive_source_is(browse):
    cast = make_people()
    make_desk(150, cast)
    paths = {page.path for page in every_page()}
    for number in SENSITIVE:
        hide(Source.objects.get(ref=f"source-{number}"), cast.contributors[0], number)
    retract_source(source=Source.objects.get(ref="source-4"), because="Xanthippa 4", by=cast.reviewers[0])
    references = {f"source-{number}" for number in SENSITIVE}
    reader = browse(cast.reader)
    claims = [f"/claims/{ref}/" for ref in Claim.objects.values_list("ref", flat=True)]
    paths |= {
        path
        for claim in claims
        for path in (claim, f"{claim}history/", f"{claim}on/?date={timezone.localdate()}")
    }
    paths |= {f"/citations/{pk}/history/" for pk in Citation.objects.values_list("pk", flat=True)[:60]}
    paths |= {f"/documents/{pk}/file/" for pk in Document.objects.values_list("pk", flat=True)}
    paths |= {f"/sources/{source.ref}/{part}" for source in Source.objects.all() for part in ("", "history/")}
    paths |= {
        f"/sources/withheld-{source.withheld_number}/" for source in Source.objects.filter(is_sensitive=True)
    }
    places = QuotePlace.objects.values_list("citation_id", flat=True)
    paths |= {f"/citations/{pk}/quote/" for pk in places}
    for snapshot in Snapshot.objects.select_related("source"):
        for ref in (snapshot.source.ref, f"withheld-{snapshot.source.withheld_number}"):
            paths |= {f"/sources/{ref}/read/", f"/sources/{ref}/read/{snapshot.number}/"}
    paths |= {f"/desk/verified/download/{name}/" for name in FORMATS}
    paths |= {f"/exports/of/{listed}/{name}/" for listed, formats in FORMATS_OF.items() for name in formats}
    leaks, opened = {}, 0
    for path in sorted(paths):
        answer = reader.get(path)
        page = text_of(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        opened += answer.status_code == 200
        linked = set(re.findall(r"/sources/([-\w]+)/", page)) & references
        if told := told_on(page) or sorted(linked):
            leaks[path] = told
    assert leaks == {}
    assert opened > 500
    nowhere = {}
    for name in ("claims", "discrepancies", "sources", "desk/verified", "corrections"):
        nowhere[name] = words(reader.get(f"/{name}/?q=Vlissingen"))
        for word in SAID:
            found = words(reader.get(f"/{name}/?q={quote_plus(word)}"))
            assert found.replace(word, "Vlissingen") == nowhere[name], (name, word)
    for written in FORMATS.values():
        for by in (cast.reader, cast.administrator, None):
            pieces = written.write(verified_claims(by=by), about_verified(by=by))
            assert (
                told_on(text_of(b"".join(one.encode() if isinstance(one, str) else one for one in pieces)))
                == []
            )


def text_of(content: bytes) -> str:
    """What a page or a file says; of a workbook, everything that is packed into it."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def test_whoever_works_on_it_sees_all_of_it_on_its_page(browse, secret, request):
    for role in ("contributor", "reviewer", "approver", "administrator"):
        page = browse(request.getfixturevalue(role)).get(secret.get_absolute_url()).content.decode()
        assert told_on(page) == [
            "Xanthippa",
            "Quetzalpress",
            "Wormwood",
            "marzipan",
            "Gallimaufry",
            "March 1987",
            "Kumquat",
        ]


def test_a_reader_is_told_that_a_source_is_withheld_and_under_which_number(browse, secret, reader, disputed):
    claim = browse(reader).get(disputed.get_absolute_url())
    assert f"Withheld source {secret.withheld_number}" in words(claim)
    assert f'href="/sources/withheld-{secret.withheld_number}/"' in claim.content.decode()
    answer = browse(reader).get(f"/sources/withheld-{secret.withheld_number}/")
    assert answer.status_code == 403
    assert "This source is sensitive" in words(answer)


def test_the_reference_of_a_sensitive_source_is_no_address_for_a_reader(browse, secret, reader):
    for part in ("", "history/"):
        assert browse(reader).get(f"/sources/{secret.ref}/{part}").status_code == 404


def test_the_number_of_a_sensitive_source_leads_to_it_for_whoever_may_see_it(browse, secret, reviewer):
    page = browse(reviewer).get(f"/sources/withheld-{secret.withheld_number}/")
    assert secret.title in words(page)


def test_nobody_who_is_not_logged_in_sees_anything(browse, secret):
    document = secret.snapshots.get().document_id
    for path in (secret.get_absolute_url(), f"/documents/{document}/file/", "/desk/verified/download/csv/"):
        assert browse(None).get(path).status_code == 302


def test_a_person_without_a_role_sees_nothing(browse, secret, stranger):
    document = secret.snapshots.get().document_id
    assert browse(stranger).get(secret.get_absolute_url()).status_code == 403
    assert browse(stranger).get(f"/documents/{document}/file/").status_code == 403


def test_a_source_is_named_again_once_it_is_no_longer_sensitive(browse, secret, reader, reviewer, disputed):
    number = secret.withheld_number
    mark_sensitive(source=secret, is_sensitive=False, because="It was published.", by=reviewer)
    assert "Xanthippa" in words(browse(reader).get(disputed.get_absolute_url()))
    again = mark_sensitive(source=secret, is_sensitive=True, because="After all.", by=reviewer)
    assert again.withheld_number == number


def test_figures_are_compared_by_the_day_of_publication_though_it_is_not_shown(
    browse, make_claim, make_source, cite, contributor, reader
):
    claim = make_claim("What does it cost?", unit="dollar", lives=Lives.LEVEL, ref="cost")
    for title, figure in (("First", "100"), ("Second", "300")):
        cite(claim, figure, source=make_source(title, published="2018-05-04"))
    source = Source.objects.get(title="First")
    mark_sensitive(source=source, is_sensitive=True, because="asked", by=contributor)
    for path in ("/claims/cost/", f"/claims/cost/on/?date={timezone.localdate()}"):
        seen = words(browse(reader).get(path))
        assert "cannot both be right" in seen
        assert "the day of its publication" in seen
    assert "4 May 2018, when it was published" in seen, "that of the source that is not sensitive"
    assert seen.count("4 May 2018") == words(
        browse(reader).get(f"/claims/cost/on/?date={timezone.localdate()}")
    ).count("4 May 2018")


def test_what_is_drafted_for_print_names_no_sensitive_source(browse, secret, disputed, reviewer):
    address = reverse("draft_sentence", args=[disputed.discrepancies.get().pk])
    drafted = browse(reviewer).post(address, {"outcome": "report_both_attributed"})
    assert drafted.status_code == 200
    sentence = form(drafted)["sentence"]
    assert "a source that is not named" in sentence
    assert told_on(sentence) == []


def test_a_mail_names_a_sensitive_source_only_to_whoever_may_know_it(
    disputed, reader, contributor, reviewer, approver, django_capture_on_commit_callbacks
):
    settle(disputed, reviewer, approver)
    source = hide(disputed.citations.order_by("pk")[0].source, contributor)
    for somebody in (reader, contributor):
        somebody.email = f"{somebody.username}@desk.example"
        somebody.save()
        watch_claim(claim=disputed, by=somebody)
    with django_capture_on_commit_callbacks(execute=True):
        retract_source(source=source, because="Wormwood invented it.", by=reviewer)
    told = {sent.to[0]: sent.subject + sent.body for sent in mail.outbox}
    assert told_on(told["contributor@desk.example"]) == ["Xanthippa", "Wormwood"]
    assert told_on(told["reader@desk.example"]) == []
    assert (
        f"Withheld source {Source.objects.get(pk=source.pk).withheld_number}" in told["reader@desk.example"]
    )


def test_a_record_that_was_emptied_cannot_be_saved(secret, reader):
    with shown_to(lambda: reader):
        emptied = Source.objects.get(pk=secret.pk)
    assert emptied.title == f"Withheld source {secret.withheld_number}"
    with pytest.raises(WithheldError):
        emptied.save()
    with shown_to_nobody():
        citation = Citation.objects.filter(source=secret).first()
    assert citation.locator == "withheld"
    with pytest.raises(WithheldError):
        citation.save()


def test_whom_a_sensitive_source_credits_is_told_unless_it_is_the_source_itself(
    make_claim, make_source, cite, contributor
):
    claim, source = make_claim(), make_source("Letter", author="Ann Onymous")
    ministry = cite(claim, "12", source=source, attribution="Ministry")
    herself = cite(claim, "12", source=source, attribution="ann  onymous")
    mark_sensitive(source=source, is_sensitive=True, because="asked", by=contributor)
    with shown_to_nobody():
        names = {one.pk: str(one) for one in Attribution.objects.all()}
    number = Source.objects.get(pk=source.pk).withheld_number
    assert names[ministry.attribution_id] == "Ministry"
    assert names[herself.attribution_id] == f"Withheld source {number}"


@pytest.mark.parametrize("word", ["forged", "Onymous"])
def test_the_administration_tells_a_reader_no_more(word, browse, reader, secret):
    reader.is_staff = True
    reader.save()
    for model in ("source", "citation", "attribution"):
        answer = browse(reader).get(reverse(f"admin:factcheck_{model}_changelist"), {"q": "Xanthippa"})
        assert answer.status_code in {302, 403} or f">{word}" not in answer.content.decode()


def test_a_source_is_marked_and_named_again_on_its_page_with_a_reason(browse, make_source, contributor):
    source, client = make_source("Letter"), browse(contributor)
    path = reverse("mark_sensitive", args=[source.ref])
    refused = client.post(path, form(client.get(path)) | {"because": ""})
    assert "Not changed: say why" in words(refused)
    assert client.post(path, form(client.get(path)) | {"because": "She asked."}).status_code == 302
    assert Source.objects.get().is_sensitive
    assert "Sensitive: readers and exports are told" in words(client.get(source.get_absolute_url()))
    history = words(client.get(reverse("source_history", args=[source.ref])))
    assert "Marked as sensitive: She asked." in history
    second = client.post(path, {"is_sensitive": "True", "because": "Twice."})
    assert "marked as sensitive already" in words(second)
    assert client.post(path, form(client.get(path)) | {"because": "Published."}).status_code == 302
    assert not Source.objects.get().is_sensitive


def test_a_source_can_be_recorded_as_sensitive_from_the_first_moment(browse, contributor):
    client = browse(contributor)
    filled = form(client.get("/record/source/")) | {"title": "Letter", "sensitive_because": "She asked."}
    assert client.post("/record/source/", filled).status_code == 302
    source = Source.objects.get()
    assert source.is_sensitive
    assert source.history.get().is_sensitive, "no version of it was ever open"
