"""manage.py add_source: documents from files or addresses, each made a source of the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.sentences import RuleError
from factcheck.models import Document, Received, Snapshot, Source
from factcheck.services.intake.reading import read_document
from factcheck.services.intake.receiving import Incoming, TakenIn, take_in, take_in_address
from factcheck.services.intake.recording import add_snapshot, record_document
from factcheck.services.sources import SourceWords


class Command(BaseCommand):
    help = "Add documents: each file or address is kept as received, read, and recorded as a source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("documents", nargs="+", metavar="FILE|URL")
        parser.add_argument("--title", default="", help="instead of the title found; for one document")
        parser.add_argument("--published", default="", help="when it was published, such as 2018-01-20")
        parser.add_argument("--publisher", default="")
        parser.add_argument("--author", default="")
        parser.add_argument("--kind", default="", help="such as article-newspaper or report")
        parser.add_argument("--reliability", default="", help="a grade from A to F")
        parser.add_argument(
            "--snapshot-of",
            metavar="REF",
            default="",
            help="keep it as the newest state of a source; for one document",
        )
        parser.add_argument("--ref", default="", help="a reference of your choice; for one document")

    def handle(self, *_args: Any, **options: Any) -> None:
        given: list[str] = options["documents"]
        if len(given) > 1 and (options["title"] or options["ref"] or options["snapshot_of"]):
            raise CommandError("--title, --ref and --snapshot-of are for one document.")
        if options["snapshot_of"] and not Source.objects.filter(ref=options["snapshot_of"]).exists():
            raise CommandError(f"There is no source {options['snapshot_of']}.")
        refused = [name for name in given if not self._add(name, options)]
        if refused:
            raise CommandError(f"{len(refused)} of {len(given)} were not added.")

    def _add(self, name: str, options: dict[str, Any]) -> bool:
        try:
            taken = self._take_in(name)
            if taken.was_there and hasattr(taken.document, "snapshot"):
                self.stdout.write(f"{name}: is here already, as {taken.document.snapshot.source.ref}.")
                return True
            document = _read(taken.document)
            snapshot = _kept(document, name, options)
        except RuleError as error:
            self.stderr.write(f"{name}: {error.sentence}")
            return False
        self.stdout.write(
            f"{name}: added as {snapshot.source.ref}, “{snapshot.source.title}”, "
            f"{len(document.text.split()):,} words."
        )
        return True

    def _take_in(self, name: str) -> TakenIn:
        if "://" in name:
            return take_in_address(name, by=None)
        path = Path(name)
        try:
            if path.stat().st_size > settings.MAX_DOCUMENT_BYTES:
                raise CommandError(f"{name} is larger than {settings.MAX_DOCUMENT_BYTES // 1024**2} MB.")
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
        return take_in(Incoming(content=content, name=path.name, how=Received.COMMAND), by=None)


def _read(document: Document) -> Document:
    """The document with its text; a long one that was queued is read here and now."""
    read_document(document.pk)
    document.refresh_from_db()
    if not document.is_ready:
        raise RuleError("%(problem)s", problem=document.problem or "It is being read elsewhere; try again.")
    return document


def _kept(document: Document, name: str, options: dict[str, Any]) -> Snapshot:
    if options["snapshot_of"]:
        source = Source.objects.get(ref=options["snapshot_of"])
        return add_snapshot(document=document, source=source, by=None)
    words = _words(document, name, options)
    return record_document(document=document, words=words, by=None, ref=options["ref"])


def _words(document: Document, name: str, options: dict[str, Any]) -> SourceWords:
    return SourceWords(
        title=options["title"] or document.found_title or Path(name).stem,
        author=options["author"] or document.found_authors,
        publisher=options["publisher"] or document.found_publisher,
        published=options["published"] or document.found_published,
        kind=options["kind"],
        url=document.address or document.found_address,
        reliability=options["reliability"],
    )
