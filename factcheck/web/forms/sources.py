"""The form of a source."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.models import Reliability, Source, SourceKind
from factcheck.models.gradings import GRADES, MAX_REASON
from factcheck.services.sources import SourceWords
from factcheck.web.forms.asked import AskedField

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


class RecordSourceForm(SourceForm):
    """A new source, whose identity may be withheld from the first moment."""

    sensitive_because = forms.CharField(
        label=_("Sensitive, because"),
        max_length=MAX_REASON,
        required=False,
        help_text=_(
            "Only where its identity is to be withheld from readers and exports: say why. Leave it empty otherwise."
        ),
    )


class GradeForm(forms.Form):
    """Another grade, and why."""

    reliability = forms.ChoiceField(label=_("Reliability"), required=False, choices=GRADES)
    because = AskedField(
        rows=3,
        max_length=MAX_REASON,
        label=_("Why it has this grade from now on"),
        help_text=_("It stands beside the grade on the page of the source, and stays there."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SensitiveForm(forms.Form):
    """Why the identity of a source is withheld, or no longer."""

    is_sensitive = forms.BooleanField(required=False, widget=forms.HiddenInput)
    because = AskedField(
        rows=3,
        max_length=MAX_REASON,
        label=_("Why"),
        help_text=_(
            "It stands in the history of the source, which readers do not see while it is sensitive."
        ),
    )
