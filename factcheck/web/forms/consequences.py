"""The fields that only some outcomes and causes ask for: a hold, a split, our own slip, a day of review."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.models import Citation, Claim, Person, Resolution
from factcheck.models.citations import MAX_FIGURE
from factcheck.web.forms.asked import AskedField

NAMED_CITATIONS = 40
"""As many citations of a claim as can be moved or corrected one by one on one page."""
_SHOWN_CHARACTERS = 60


class Consequences(TypedDict):
    """What a decision says beside cause, outcome and standings, by the names that it has there."""

    review_on: date | None
    next_step: str
    owner: Person | None
    due_on: date | None
    split_question: str
    moved: frozenset[int]
    corrections: dict[int, str]


def _day() -> forms.DateInput:
    # The browser's own field for days takes this form only, whatever the language of the page.
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsequenceFields(forms.Form):
    """Fields beside those that every decision has; what an outcome does not ask for is left out of the decision."""

    review_on = forms.DateField(label=_("Look at it again on"), required=False, widget=_day())
    next_step = AskedField(
        max_length=500, label=_("Next step"), help_text=_("What has to happen before this can be decided.")
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        required=False,
        queryset=Person.objects.none(),
        empty_label=_("Choose who"),
    )
    due_on = forms.DateField(label=_("By when"), required=False, widget=_day())
    split_question = AskedField(
        rows=2,
        max_length=500,
        label=_("Question of the new claim"),
        help_text=_("What the citations that move answer."),
    )

    def __init__(self, *args: object, claim: Claim, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["owner"].queryset = Person.deciders()  # type: ignore[attr-defined]
        self.fields["owner"].is_asked = True  # type: ignore[attr-defined]
        standing = claim.citations.standing()
        self.citations = list(standing.select_related("source").order_by("pk")[:NAMED_CITATIONS])
        is_all = len(self.citations) < NAMED_CITATIONS
        self.citation_count = len(self.citations) if is_all else standing.count()
        for citation in self.citations:
            named = _named(citation)
            self.fields[f"moved_{citation.pk}"] = forms.BooleanField(label=named, required=False)
            self.fields[f"corrected_{citation.pk}"] = forms.CharField(
                label=gettext("Instead of %(citation)s") % {"citation": named},
                required=False,
                max_length=MAX_FIGURE,
            )

    @property
    def unnamed_count(self) -> int:
        """Citations of the claim that this page cannot move or correct."""
        return max(0, self.citation_count - len(self.citations))

    def moved_fields(self) -> list[BoundField]:
        return [self[f"moved_{citation.pk}"] for citation in self.citations]

    def corrected_fields(self) -> list[BoundField]:
        return [self[f"corrected_{citation.pk}"] for citation in self.citations]

    def consequences(self) -> Consequences:
        cleaned = self.cleaned_data
        return Consequences(
            review_on=cleaned["review_on"],
            next_step=cleaned["next_step"],
            owner=cleaned["owner"],
            due_on=cleaned["due_on"],
            split_question=cleaned["split_question"],
            moved=frozenset(one.pk for one in self.citations if cleaned[f"moved_{one.pk}"]),
            corrections={
                one.pk: figure for one in self.citations if (figure := cleaned[f"corrected_{one.pk}"])
            },
        )


def initial_consequences(resolution: Resolution) -> dict[str, object]:
    """What an earlier proposal said, for whoever proposes anew; one query."""
    initial: dict[str, object] = {
        "review_on": resolution.review_on,
        "next_step": resolution.next_step,
        "owner": resolution.owner_id,
        "due_on": resolution.due_on,
        "split_question": resolution.split_question,
    }
    for one in resolution.consequences.all():
        initial[f"moved_{one.citation_id}"] = one.moves
        initial[f"corrected_{one.citation_id}"] = one.corrected_figure
    return initial


def _named(citation: Citation) -> str:
    figure, source = (
        words if len(words) <= _SHOWN_CHARACTERS else f"{words[: _SHOWN_CHARACTERS - 1]}…"
        for words in (citation.figure, citation.source.title)
    )
    return gettext("“%(figure)s”, %(source)s") % {"figure": figure, "source": source}
