"""What an approval does to citations: those that move to a claim that is split off, and figures that we had copied
wrongly.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.acts import ActForm
from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Discrepancy
from factcheck.models.citations import MAX_FIGURE

CITATIONS_ASKED = 100
"""As many citations as can be moved or corrected from one page; a claim may have fifty thousand."""

STANDS_NO_LONGER = _(
    "A citation that you chose does not stand on this claim any longer. Look at the claim again."
)
CORRECTION = "correction_"


class MovedField(forms.TypedMultipleChoiceField):
    """Which citations move. One that was withdrawn meanwhile is refused in the words of the rule."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": STANDS_NO_LONGER}


class ConsequenceForm(ActForm):
    split_question = forms.CharField(
        label=_("Question of the new claim"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "Only for a split: what the citations that move answer. "
            "The new claim has the topic and the unit of this one."
        ),
    )
    moved = MovedField(
        label=_("Citations that move"),
        required=False,
        coerce=int,
        help_text=_("Only for a split: some move, and some stay. They move when the split is approved."),
    )

    def __init__(self, discrepancy: Discrepancy, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.discrepancy = discrepancy
        self.fields["moved"].choices = [(one.pk, named(one)) for one in self.cited]  # type: ignore[attr-defined]
        for one in self.cited:
            self.fields[f"{CORRECTION}{one.pk}"] = forms.CharField(
                label=named(one),
                required=False,
                max_length=MAX_FIGURE,
                widget=forms.TextInput(attrs={"class": "vTextField"}),
            )

    @cached_property
    def cited(self) -> list[Citation]:
        """The first citations that stand on the claim, in the order of recording."""
        standing = self.discrepancy.claim.citations.standing().select_related("source")
        return list(standing.order_by("pk")[:CITATIONS_ASKED])

    def consequence_fieldsets(self) -> list[tuple[Any, Any]]:
        correcting = [f"{CORRECTION}{one.pk}" for one in self.cited]
        return [
            self._folded(gettext("For a split"), ["split_question", "moved"], ""),
            self._folded(
                gettext("For a slip of our own"),
                correcting,
                gettext(
                    "Write the corrected figure beside the citation that we copied wrongly, as the source prints it. "
                    "The others stay empty. It is corrected when the decision is approved."
                ),
            ),
        ]

    def _folded(self, name: str, fields: list[str], description: str) -> tuple[Any, Any]:
        """Folded away while nothing of it is filled in."""
        filled = any(self.data.get(field) for field in fields)
        classes = [] if filled else ["collapse"]
        return name, {"fields": fields, "description": description, "classes": classes}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.data:
            typed = self.data[name].strip() if name.startswith(CORRECTION) else ""
            if typed and name not in self.fields:
                self.add_error(None, f"“{typed}”: {STANDS_NO_LONGER}")
        return cleaned

    @property
    def corrections(self) -> dict[int, str]:
        """The figures as they should read, by the key of the citation."""
        typed = {one.pk: self.cleaned_data[f"{CORRECTION}{one.pk}"] for one in self.cited}
        return {key: figure for key, figure in typed.items() if figure}

    def place_of(self, error: RuleError) -> str:
        """A refused correction is shown at the figure that it is about, else at the first of them."""
        place = super().place_of(error)
        if place != "corrections" or not self.cited:
            return place
        figures = {one.pk: one.figure for one in self.cited}
        unaltered = [key for key, figure in self.corrections.items() if figures[key] == figure]
        return f"{CORRECTION}{[*unaltered, *self.corrections, self.cited[0].pk][0]}"


def named(citation: Citation) -> str:
    """A citation as a person tells it from the others of its claim."""
    figure, title = (Truncator(words).chars(60) for words in (citation.figure, citation.source.title))
    as_of = f", {citation.as_of}" if citation.as_of else ""
    return f"“{figure}”{as_of} · {title}"
