"""What is written down of an export, its manifest, and what is told to have changed since."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from factcheck.exports.changes import ChangeKind, Since
from factcheck.exports.exporting import NotExportedError, export_list
from factcheck.exports.verified import verified_claims
from factcheck.models import Claim, Export, ExportedList, Import
from factcheck.models.exports import STALE_AFTER
from factcheck.services.citations import withdraw_citation
from factcheck.services.importing import import_citations
from factcheck.services.importing.undoing import undo_import
from factcheck.services.reopening import reopen_answer
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.web.seen import words

pytestmark = pytest.mark.django_db


def exporting(listed=ExportedList.VERIFIED, file_format="csv", **said):
    return export_list(by=None, listed=listed, file_format=file_format, **said)


@pytest.fixture
def answer(reviewer, approver):
    def give(claim: Claim, said: str = "12") -> None:
        given = VerdictWords(answer=said, sentence=f"It was {said}.", basis="The reports.")
        approve_verdict(verdict=propose_verdict(claim=claim, words=given, by=reviewer), by=approver)

    return give


@pytest.fixture
def answered(make_claim, cite, answer):
    """A verified claim with two sources."""

    def make(ref: str) -> Claim:
        claim = make_claim(f"How many in {ref}?", ref=ref)
        cite(claim, "12")
        cite(claim, "12")
        answer(claim)
        return claim

    return make


def changes(since: Since) -> dict[str, tuple[str, str]]:
    return {
        one.claim.ref: (one.change.kind.value, one.change.why)
        for one in verified_claims(by=None, since=since)
        if one.change
    }


def test_an_export_says_what_left(answered, reader):
    answered("a")
    made = export_list(by=reader, listed=ExportedList.VERIFIED, file_format="json")
    sent = b"".join(made.pieces)
    export = Export.objects.get()
    assert (export.state, export.records, export.citations) == ("complete", 1, 2)
    assert (export.sha256, export.size) == (hashlib.sha256(sent).hexdigest(), len(sent))
    assert export.made_by == reader
    inside = json.loads(sent)["manifest"]
    assert (inside["export"], inside["made_by"], inside["count"]) == (export.pk, "reader", 1)


def test_what_is_not_sent_to_its_end_is_broken_off(answered):
    answered("a")
    made = exporting()
    next(made.pieces)
    made.pieces.close()
    assert Export.objects.get().state_now == "broken off"
    assert Export.objects.get().sha256 == ""


def test_an_export_of_which_nothing_is_heard_counts_as_broken_off(answered):
    exporting()
    Export.objects.update(heard_of_at=timezone.now() - STALE_AFTER - timedelta(seconds=1))
    assert Export.objects.get().state_now == "broken off"


def test_the_manifest_stands_beside_the_file(answered, tmp_path):
    answered("a")
    path = tmp_path / "out.csv"
    call_command("export_verified", output=path, filter="q=how")
    said = json.loads((tmp_path / "out.csv.manifest.json").read_text())
    assert said["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (said["records"], said["citations"], said["filter_in_words"]) == (1, 2, "Search: how")
    assert said["review"] == "two people"


@pytest.mark.parametrize(
    "wrong",
    [
        *({"filter": "colour=red"}, {"filter": "topic=999"}, {"since": "yesterday"}, {"since": "999"}),
        *({"list": "sources", "since": "2026-01-01"}, {"list": "sources", "format": "claimreview"}),
    ],
)
def test_the_command_says_what_it_cannot_export(wrong, db):
    with pytest.raises(CommandError):
        call_command("export_verified", **wrong)
    assert not Export.objects.exists()


def test_what_changed_is_told_and_what_did_not_is_not(answered, answer, cite, reviewer, contributor):
    kept, gone, other, evidence = map(answered, ("kept", "gone", "other", "evidence"))
    made = exporting()
    assert b"kept" in b"".join(made.pieces)
    Export.objects.update(settled_at=timezone.now())
    since = Since.of(Export.objects.get())
    answered("new")
    reopen_answer(claim=gone, reason="The register was found.", by=reviewer)
    reopen_answer(claim=other, reason="Misread.", by=reviewer)
    answer(other, "12 people")
    cite(evidence, "12")
    told = changes(since)
    assert {ref: kind for ref, (kind, _why) in told.items()} == {
        "new": "new",
        "gone": "withdrawn",
        "other": "changed",
        "evidence": "evidence",
    }
    assert told["gone"][1] == "The register was found."
    withdraw_citation(citation=kept.citations.first(), because="the same twice", by=contributor)
    assert changes(since)["kept"][0] == "evidence"


def test_a_claim_that_is_kept_back_is_told(answered):
    claim = answered("a")
    since = Since(timezone.now())
    claim = Claim.objects.get(pk=claim.pk)
    claim.is_kept_back = True
    claim.save()
    assert changes(since)["a"][0] == ChangeKind.KEPT_BACK
    later = Since(timezone.now())
    assert changes(later) == {}


@pytest.mark.parametrize("name", ["csv", "json", "jsonl", "xlsx", "datafeed"])
def test_each_format_tells_what_was_withdrawn(name, answered, reviewer):
    since = Since(timezone.now())
    reopen_answer(claim=answered("gone"), reason="The register was found.", by=reviewer)
    sent = b"".join(exporting(file_format=name, since=since).pieces)
    if name == "csv":
        header, row = csv.reader(io.StringIO(sent.decode(), newline=""))
        said = dict(zip(header, row, strict=True))
        assert (said["claim_ref"], said["change"], said["why_changed"], said["was_printed"]) == (
            ("gone", "withdrawn", "The register was found.", "It was 12.")
        )
        assert said["answer"] == said["figure"] == ""
    elif name != "xlsx":
        assert b"withdrawn" in sent or b"dateDeleted" in sent


def test_two_exports_one_after_the_other_lose_nothing_between_them(answered):
    answered("before")
    first = exporting()
    answered("meanwhile")
    b"".join(first.pieces)
    answered("after")
    second = exporting(since=Since.of(Export.objects.get(pk=first.export.pk)))
    sent = b"".join(second.pieces).decode()
    assert "meanwhile" in sent
    assert "after" in sent
    assert first.export.settled_at < first.export.made_at


def test_changes_are_told_since_a_whole_export_of_the_same_list_only(answered):
    answered("a")
    broken = exporting()
    broken.pieces.close()
    other = exporting(query="q=a")
    b"".join(other.pieces)
    for base in (broken, other):
        with pytest.raises(NotExportedError):
            exporting(since=Since.of(Export.objects.get(pk=base.export.pk)))


def test_a_manifest_does_not_repeat_the_name_of_a_sensitive_source(answered, contributor, browse):
    claim = answered("a")
    source = claim.citations.first().source
    type(source).objects.filter(pk=source.pk).update(author="Xanthippa Wormwood")
    source.history.update(author="Xanthippa Wormwood")
    mark_sensitive(source=source, is_sensitive=True, because="asked", by=contributor)
    for address in ("claims", "sources"):
        answer = browse(contributor).get(f"/exports/of/{address}/json/?q=Wormwood")
        assert b"Wormwood" not in b"".join(answer.streaming_content)
    for export in Export.objects.all():
        manifest = browse(contributor).get(export.get_absolute_url()).content.decode()
        assert "Wormwood" not in manifest
        assert "withheld" in manifest


def test_each_list_offers_its_export_with_the_right_count(answered, browse, reader):
    answered("a")
    for address, said in {
        "/claims/": "Export 1 claim as CSV",
        "/desk/verified/": "Export 1 claim as CSV",
        "/sources/": "Export 2 sources as CSV",
    }.items():
        assert said in words(browse(reader).get(address)), address
    assert "Export" not in words(browse(reader).get("/corrections/"))
    b"".join(browse(reader).get("/exports/of/verified/csv/").streaming_content)
    assert "Changes since the export of" in words(browse(reader).get("/desk/verified/"))
    seen = words(browse(reader).get("/exports/"))
    assert "1 claim, 2 citations" in seen
    assert Export.objects.get().sha256 in seen


@pytest.mark.parametrize("name", ["claimreview", "annotations", "wikibase", "markdown", "print", "bibtex"])
def test_a_format_without_a_place_for_what_was_withdrawn_does_not_tell_changes(
    name, answered, browse, reader
):
    whole = exporting()
    answered("settled")
    b"".join(whole.pieces)
    since = Since.of(Export.objects.get(pk=whole.export.pk))
    with pytest.raises(NotExportedError, match="has no place for what was withdrawn"):
        exporting(file_format=name, since=since)
    offered = browse(reader).get("/desk/verified/").content.decode()
    assert f"/desk/verified/download/{name}/?since" not in offered


def test_an_answer_that_comes_back_when_an_import_is_undone_is_told(answered, contributor, tmp_path):
    answered("back")
    path = tmp_path / "contrary.csv"
    path.write_text("claim_ref,source_ref,source_title,figure\nback,other,Other,90\n", encoding="utf-8")
    run = Import.objects.get(pk=import_citations(path=path, by=contributor).number)
    undo_import(run=run, by=contributor)
    run.refresh_from_db()
    assert set(changes(Since(run.undone_at))) == {"back"}
