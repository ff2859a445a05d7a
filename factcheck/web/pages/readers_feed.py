"""The feed: Atom (RFC 4287), with the answers that were taken back as deleted entries (RFC 6721)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.models import Claim, Desk, Publication
from factcheck.web.pages.readers_claim import absolute, claim_path

PER_PAGE = 50
_ATOM = "http://www.w3.org/2005/Atom"
_DELETED = "http://purl.org/atompub/tombstones/1.0"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", _ATOM)
ET.register_namespace("at", _DELETED)


@dataclass(frozen=True, slots=True)
class ReadersFeed:
    """A page of the feed: what holds for each claim that readers ever saw, the latest first."""

    desk_name: str
    before: int
    rows: Sequence[Publication]
    has_more: bool

    @property
    def updated_at(self) -> datetime:
        """When the first entry changed; of a feed without any, when the desk last changed its settings."""
        if self.rows:
            return self.rows[0].at
        changed_at: datetime = Desk.history.order_by("-history_id").values_list("history_date", flat=True)[0]
        return changed_at

    def written(self) -> str:
        """The feed as XML. An answer that readers are not shown any longer is named by its address and nothing else."""
        here = absolute(reverse("published_feed"))
        root = ET.Element(_atom("feed"), {"xml:lang": settings.LANGUAGE_CODE})
        _text(root, "id", here)
        _text(root, "title", _("Verified answers: %(desk)s") % {"desk": self.desk_name})
        _text(root, "updated", _moment(self.updated_at))
        _text(ET.SubElement(root, _atom("author")), "name", self.desk_name)
        _link(root, "self", f"{here}?before={self.before}" if self.before else here, "application/atom+xml")
        _link(root, "alternate", absolute(reverse("published")), "text/html")
        if self.has_more:
            _link(root, "next", f"{here}?before={self.rows[-1].pk}", "application/atom+xml")
        shown = Claim.objects.published().select_related("topic", "verdict")
        claims = {claim.pk: claim for claim in shown.filter(pk__in=[row.claim_id for row in self.rows])}
        for row in self.rows:
            claim = claims.get(row.claim_id)
            if claim is not None and claim.verdict_id == row.shown_id:
                _entry(root, row, claim)
            else:
                _deleted(root, row)
        written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return written.decode()


def readers_feed(desk_name: str, before: int) -> ReadersFeed:
    """A page of the feed; `before` is the key of the last row of the page before, 0 for the first page."""
    mine = Publication.objects.filter(claim=OuterRef("claim"))
    first = mine.exclude(shown=None).order_by("pk").values("at")[:1]
    found = Publication.objects.latest_of_each_claim().annotate(first_at=Subquery(first), ref=F("claim__ref"))
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PER_PAGE + 1])
    return ReadersFeed(desk_name, before, rows[:PER_PAGE], has_more=len(rows) > PER_PAGE)


def _entry(root: ET.Element, row: Publication, claim: Claim) -> None:
    verdict = claim.verdict
    assert verdict is not None
    first_at: datetime = vars(row)["first_at"]
    entry = ET.SubElement(root, _atom("entry"))
    _text(entry, "id", _name_of(row))
    _text(entry, "title", claim.question)
    _text(entry, "published", _moment(first_at))
    _text(entry, "updated", _moment(row.at))
    _link(entry, "alternate", absolute(claim_path(claim.ref)), "text/html")
    if claim.topic is not None:
        ET.SubElement(entry, _atom("category"), {"term": _plain(claim.topic.name)})
    _text(entry, "summary", verdict.answer)
    _text(entry, "content", verdict.sentence)


def _deleted(root: ET.Element, row: Publication) -> None:
    said = {"ref": _name_of(row), "when": _moment(row.at)}
    ET.SubElement(root, f"{{{_DELETED}}}deleted-entry", said)


def _name_of(row: Publication) -> str:
    """A name that stays whatever becomes of the address (RFC 4151): whose it is, since when, and which."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    first_at: datetime = vars(row)["first_at"]
    return f"tag:{host},{first_at.astimezone(UTC).date().isoformat()}:{claim_path(vars(row)['ref'])}"


def _atom(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, _atom(name)).text = _plain(words)


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, _atom("link"), {"rel": relation, "href": address, "type": media_type})


def _plain(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub(" ", words)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
