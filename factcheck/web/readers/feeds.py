"""What programs of readers ask for: the feed, the map of the pages, and what robots may read."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.models import Claim
from factcheck.web.pages.readers_claim import absolute, claim_path
from factcheck.web.pages.readers_feed import readers_feed
from factcheck.web.readers.doors import for_everybody, for_readers, plain
from factcheck.web.readers.edition import Edition, answer, edition_now

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
MAPPED = 45_000
"""Pages that one map holds; the standard allows fifty thousand."""


@for_readers
def published_feed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The latest answers, corrections, and answers that were taken back; older ones under `?before=`."""
    given = request.GET.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
    feed = readers_feed(edition.name, before)
    return answer(
        request, edition, ("feed", before), feed.written, media_type=ATOM, changed_at=feed.updated_at
    )


@for_readers
def sitemap(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The addresses of the pages, the latest answers first."""
    return answer(request, edition, ("sitemap",), _sitemap, media_type=XML)


def _sitemap() -> str:
    root = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    ET.SubElement(ET.SubElement(root, "url"), "loc").text = absolute(reverse("published"))
    found = Claim.objects.published().order_by("-verified_at", "-pk").values_list("ref", "verified_at")
    for ref, verified_at in found[:MAPPED].iterator(chunk_size=5_000):
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = absolute(claim_path(ref))
        if verified_at is not None:
            ET.SubElement(entry, "lastmod").text = verified_at.isoformat(timespec="seconds")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written.decode()


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponseBase:
    """Robots read what readers are shown, and nothing else of the desk."""
    edition = edition_now()
    if edition is None:
        return plain("User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8")
    shown = [f"Allow: {reverse('published')}", f"Allow: /{settings.STATIC_URL.lstrip('/')}"]
    lines = ["User-agent: *", *shown, "Disallow: /", "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return for_everybody(plain("\n".join(lines), "text/plain; charset=utf-8"))
