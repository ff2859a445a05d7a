"""The forms of a citation and of its withdrawal."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.models import Citation, Claim, Credibility, Source
from factcheck.services.citations import CitationWords

_REF_MARK = " · "
MOST_SUGGESTED = 300


def source_label(title: str, ref: str) -> str:
    """How a source is offered in the list of suggestions; its reference comes last and tells it from its namesakes."""
    return f"{title}{_REF_MARK}{ref}"


def suggested_sources() -> list[str]:
    """The sources offered where one is chosen by typing, the newest first."""
    newest = Source.objects.order_by("-recorded_at", "-pk").values_list("title", "ref")
    return [source_label(*row) for row in newest[:MOST_SUGGESTED]]


class SourceField(forms.CharField):
    """A source chosen by typing: what is offered, its reference, or its whole title."""

    def clean(self, value: object) -> Source | None:
        typed: str = super().clean(value)
        if not typed:
            return None
        ref = typed.rpartition(_REF_MARK)[2].strip()
        found = Source.objects.filter(ref=ref).first()
        if found is None:
            named = Source.objects.filter(title__iexact=typed)[:2]
            found = named[0] if len(named) == 1 else None
        if found is None:
            raise ValidationError(
                _("No one source of that title is recorded. Choose one of the list, or record it first.")
            )
        return found


class CitedWordsForm(forms.Form):
    """What a source says, in its own words."""

    figure = forms.CharField(
        label=_("Figure"),
        max_length=500,
        help_text=_("As the source prints it: “around 30,000”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    quote = forms.CharField(
        label=_("Quote"),
        max_length=5_000,
        required=False,
        help_text=_("The source's own words around the figure."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    locator = forms.CharField(
        label=_("Locator"), max_length=200, required=False, help_text=_("Page, paragraph, minute.")
    )
    as_of = forms.CharField(
        label=_("As of"),
        max_length=100,
        required=False,
        help_text=_("The time for which it holds: 2016, June 2017, 2016/2024, since 2016."),
    )
    scope = forms.CharField(
        label=_("Scope"),
        max_length=300,
        required=False,
        help_text=_("What exactly is counted, where it is not what the question says."),
    )
    attribution = forms.CharField(
        label=_("Attribution"),
        max_length=300,
        required=False,
        help_text=_("Whom the source credits with the figure."),
        widget=forms.TextInput(attrs={"list": "attributions"}),
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *Credibility.choices],
    )

    def words(self) -> CitationWords:
        cleaned = self.cleaned_data
        return CitationWords(
            figure=cleaned["figure"],
            quote=cleaned["quote"],
            locator=cleaned["locator"],
            as_of=cleaned["as_of"],
            scope=cleaned["scope"],
            attribution=cleaned["attribution"],
            credibility=cleaned["credibility"],
        )


class CitationForm(CitedWordsForm):
    """A citation on a claim: what is said, and the source that says it."""

    source = SourceField(
        label=_("Source"),
        help_text=_("Type a part of the title and choose."),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("figure", "source")

    def __init__(self, *args: object, claim: Claim, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["figure"].widget.attrs |= {
            "autofocus": True,
            "hx-get": reverse("reading", args=[claim.ref]),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": "#reading",
            "aria-describedby": "reading",
        }

    @staticmethod
    def initial_of(citation: Citation) -> dict[str, object]:
        return {
            "figure": citation.figure,
            "source": source_label(citation.source.title, citation.source.ref),
            "quote": citation.quote,
            "locator": citation.locator,
            "as_of": citation.as_of,
            "scope": citation.scope,
            "attribution": citation.attribution.name if citation.attribution else "",
            "credibility": citation.credibility,
            "seen_version": citation.version,
        }


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("The citation stays on record, struck, and is compared with nothing."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
