"""What the fields of bibliographies are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD_NAMES: dict[str, str | Promise] = {
    "abstract": _("Abstract"),
    "accessed": _("Looked at on"),
    "annote": _("Remark"),
    "archive": _("Archive"),
    "author": _("Author"),
    "call-number": _("Call number"),
    "chapter-number": _("Chapter"),
    "citation-key": _("Citation key"),
    "collection-title": _("Series"),
    "container-title": _("Published in"),
    "container-title-short": _("Published in, in short"),
    "edition": _("Edition"),
    "editor": _("Editor"),
    "event-place": _("Place of the event"),
    "event-title": _("Event"),
    "genre": _("Genre"),
    "issue": _("Issue"),
    "issued": _("Published"),
    "keyword": _("Keywords"),
    "language": _("Language"),
    "note": _("Note"),
    "number": _("Number"),
    "number-of-pages": _("Number of pages"),
    "number-of-volumes": _("Number of volumes"),
    "page": _("Pages"),
    "publisher": _("Publisher"),
    "publisher-place": _("Place"),
    "reviews": _("Fact checks in it"),
    "section": _("Section"),
    "source": _("Found in"),
    "status": _("Status"),
    "title": _("Title"),
    "title-short": _("Short title"),
    "translator": _("Translator"),
    "type": _("Kind"),
    "URL": _("Address"),
    "version": _("Version"),
    "volume": _("Volume"),
}
"""The terms of CSL in plain words; any other field keeps the name that it came with."""


def field_name(field: str) -> str:
    return str(FIELD_NAMES.get(field, field))
