"""The form of a source."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.models import Reliability, Source, SourceKind
from factcheck.services.sources import SourceWords

MOST_DIGITS = 18


class SourcesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Sources by their keys; a key longer than any is nobody's, and the database is not asked for it."""

    def clean(self, value: Sequence[str] | None) -> QuerySet[Source]:
        for key in value or ():
            if len(key) > MOST_DIGITS:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        found: QuerySet[Source] = super().clean(value)
        return found


class SourceForm(forms.Form):
    """The bibliographic record of a document or testimony."""

    title = forms.CharField(
        label=_("Title"), max_length=500, widget=forms.TextInput(attrs={"autofocus": True})
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=300, required=False)
    author = forms.CharField(label=_("Author"), max_length=500, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "—"), *SourceKind.choices])
    published = forms.CharField(
        label=_("Published"),
        max_length=100,
        required=False,
        help_text=_("As far as it is known: 2018, 2018-01, 24 January 2018, about 2013."),
    )
    url = forms.URLField(label=_("Address"), max_length=2_000, required=False, assume_scheme="https")
    reliability = forms.ChoiceField(
        label=_("Reliability"), required=False, choices=[("", "—"), *Reliability.choices]
    )
    derived_from = SourcesField(
        label=_("Draws on"),
        queryset=Source.objects.order_by("title", "pk"),
        required=False,
        help_text=_("The sources that this one repeats. Their figures then count once, not twice."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def words(self) -> SourceWords:
        cleaned = self.cleaned_data
        return SourceWords(
            title=cleaned["title"],
            publisher=cleaned["publisher"],
            author=cleaned["author"],
            kind=cleaned["kind"],
            published=cleaned["published"],
            url=cleaned["url"],
            reliability=cleaned["reliability"],
        )

    @staticmethod
    def initial_of(source: Source) -> dict[str, object]:
        return {
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "kind": source.kind,
            "published": source.published,
            "url": source.url,
            "reliability": source.reliability,
            "derived_from": source.derived_from.all(),
            "seen_version": source.version,
        }
