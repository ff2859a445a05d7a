"""The forms by which a document comes in, and by which a source is made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from factcheck.models import Document, Received
from factcheck.services.intake.receiving import Incoming
from factcheck.web.forms.citations import SourceField
from factcheck.web.forms.sources import SourceForm

LANGUAGES = (
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ko", _("Korean")),
)
"""Those whose number words and digits the desk reads."""

ACCEPTED = ".txt,.md,.html,.htm,.xhtml,.pdf,.docx,.epub,text/plain,text/markdown,text/html,application/pdf"


class IntakeForm(forms.Form):
    """A document, in one of three ways."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Paste an article, a report or a transcript, with whatever surrounds it."),
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": True, "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )

    nothing_given = _("Paste a text, choose a file or give an address.")

    def __init__(self, *args: Any, too_large: list[str] = [], **kwargs: Any) -> None:  # noqa: ANN401, B006 -- passed on; never written to
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        most = settings.MAX_DOCUMENT_BYTES // 1024 // 1024
        self.fields["file"].help_text = _(
            "HTML, PDF, DOCX, EPUB, plain text or Markdown; %(most)s MB at most."
        ) % {"most": most}
        if not settings.FETCH_ADDRESSES:
            self.fields["address"].disabled = True
            self.fields["address"].help_text = _(
                "This desk does not fetch addresses. Save the page, and add the file."
            )

    def clean(self) -> dict[str, Any]:
        """Exactly one way is filled in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.too_large:
            self.add_error(
                "file",
                _(
                    "“%(name)s” is larger than %(most)s MB. Nothing of it was kept. Add the part that you need."
                )
                % {"name": name, "most": settings.MAX_DOCUMENT_BYTES // 1024 // 1024},
            )
        given = [name for name in ("text", "file", "address") if self._is_given(cleaned.get(name))]
        if not given and not self.errors:
            raise ValidationError(self.nothing_given)
        if len(given) > 1 or len(self.files.getlist("file") if self.files else ()) > 1:
            raise ValidationError(
                _("There is more than one document here. Give one: a text, a file or an address.")
            )
        return cleaned

    @staticmethod
    def _is_given(value: object) -> bool:
        return bool(value.strip()) if isinstance(value, str) else value is not None

    def incoming(self) -> Incoming | None:
        """The document as it was sent along; None where its address is given instead."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None:
            return Incoming(
                content=file.read(),
                name=file.name or "",
                declared=file.content_type or "",
                how=Received.UPLOADED,
            )
        if self.cleaned_data.get("address"):
            return None
        return Incoming(
            content=self.cleaned_data["text"].encode("utf-8", "surrogatepass"),
            declared="text/plain",
            how=Received.PASTED,
        )


class DocumentForm(SourceForm):
    """The bibliographic record that was found in a document, for correction."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("Its figures are read by it: 1.200 is not 1.2 everywhere."),
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        kwargs.setdefault("initial", self.found_in(document))
        super().__init__(*args, **kwargs)
        known: dict[str, object] = dict(LANGUAGES)
        if document.language and document.language not in known:
            known[document.language] = document.language
        self.fields["language"].choices = [("", "—"), *known.items()]  # type: ignore[attr-defined]

    @staticmethod
    def found_in(document: Document) -> dict[str, object]:
        return {
            "title": document.found_title,
            "author": document.found_authors,
            "publisher": document.found_publisher,
            "published": document.found_published,
            "url": document.address or document.found_address,
            "language": document.language,
        }


class SnapshotForm(forms.Form):
    """The source that a document is another snapshot of."""

    source = SourceField(
        label=_("Source"),
        help_text=_("Type a part of the title and choose."),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
