"""What the citation's own page and the citations inside a claim have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.policy import person_of
from factcheck.admin.recorded import RecordedForm
from factcheck.models import Citation, Claim, Desk
from factcheck.services.citations import CitationWords, amend_citation, record_citation
from factcheck.services.figures import read_for_terms


class CitationForm(RecordedForm):
    ref = forms.SlugField(
        label=_("Reference"),
        required=False,
        allow_unicode=True,
        max_length=120,
        help_text=_("A short name of its own, for files. Left empty, one is made."),
    )

    class Meta:
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 2}),
            "figure": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def words(self) -> CitationWords:
        data = self.cleaned_data
        return CitationWords(
            figure=data["figure"],
            quote=data["quote"],
            locator=data["locator"],
            as_of=data["as_of"],
            scope=data["scope"],
            attribution=data["attribution"].name if data["attribution"] else "",
            credibility=data["credibility"],
        )


def keep_citation(request: HttpRequest, form: Any, claim: Claim) -> Citation:
    """Record what the form says, or amend the citation that it is about."""
    person, source = person_of(request), form.cleaned_data["source"]
    if form.instance.pk is None:
        return record_citation(
            claim=claim, source=source, words=form.words(), by=person, ref=form.cleaned_data.get("ref", "")
        )
    return amend_citation(
        citation=form.instance,
        words=form.words(),
        by=person,
        seen_version=form.seen,
        claim=claim,
        source=source,
    )


def in_words(citation: Citation, desk: Desk) -> str:
    """How the figure of a citation is read, or why it is kept as words."""
    if not citation.is_read:
        return gettext("kept as words: %s") % citation.unread_because
    return read_for_terms(citation.figure, citation.claim.terms(desk)).words
