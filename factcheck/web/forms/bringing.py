"""The forms in which sources and fact checks are brought in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.web.forms.documents import IntakeForm


class BringSourcesForm(IntakeForm):
    """A bibliography, pasted or as a file."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Paste entries of CSL-JSON, BibTeX or RIS."),
        widget=forms.Textarea(
            attrs={"rows": 8, "autofocus": True, "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    nothing_given = _("Paste a text or choose a file.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*args, **kwargs)
        del self.fields["address"]
        self.fields["file"].help_text = _(
            "As Zotero and other reference managers export it: CSL-JSON, BibTeX, BibLaTeX or RIS; 20 MB at most."
        )
        self.fields["file"].widget.attrs["accept"] = ".json,.bib,.ris,.txt,application/json,text/plain"


class BringFactChecksForm(IntakeForm):
    """Fact checks: their markup pasted, as a file, or at an address."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Paste ClaimReview as JSON, or the source text of a page that has it."),
        widget=forms.Textarea(
            attrs={"rows": 8, "autofocus": True, "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "JSON-LD, or a page (HTML) with fact checks marked up in it; 20 MB at most."
        )
        self.fields["file"].widget.attrs["accept"] = ".json,.jsonld,.html,.htm,application/ld+json,text/html"
