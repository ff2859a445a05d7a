"""The forms of deciding: a proposal, its approval, its return, and re-opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    CAUSE_GROUPS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Cause,
    Outcome,
    Standing,
    standing_in_positions,
)
from factcheck.models import Discrepancy, Member, Position
from factcheck.services.decisions import Decision
from factcheck.web.forms.asked import AskedField
from factcheck.web.forms.consequences import ConsequenceFields

_NOT_KEPT = frozenset({"seen_step", "seen_evidence", "began_at"})
SINGLE_STANDINGS = 100
"""As many citations as can be given a standing of their own on one page; the others follow their position."""


def _cause_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (gettext(group), [(cause.value, _described(CAUSE_DESCRIPTIONS[cause])) for cause in causes])
        for group, causes in CAUSE_GROUPS.items()
    ]


def _described(words: tuple[str, str]) -> str:
    return f"{gettext(words[0])} — {gettext(words[1])}"


def _outcome_choices() -> list[tuple[str, str]]:
    return [(outcome.value, _described(words)) for outcome, words in OUTCOME_DESCRIPTIONS.items()]


def _standing_choices() -> list[tuple[str, str]]:
    return [(standing.value, gettext(words[0])) for standing, words in STANDING_DESCRIPTIONS.items()]


class DecisionForm(ConsequenceFields):
    """Why the sources differ, what the desk prints, and how each citation stands.

    Standings are set for a whole position at once; a citation's own, where it is given, comes before its position's.
    """

    answer = AskedField(max_length=500, label=_("Printed answer"), help_text=_("The figure, or the words."))
    sentence = AskedField(
        rows=2,
        max_length=2_000,
        label=_("Print-ready sentence"),
        help_text=_("As it would stand in print, with whom it credits."),
    )
    outcome = forms.ChoiceField(label=_("What we print"))
    cause = forms.ChoiceField(
        label=_("Why they differ"), required=False, help_text=_("Not asked for a hold.")
    )
    rationale = AskedField(
        rows=3,
        max_length=10_000,
        label=_("Rationale"),
        help_text=_("Why you decide so, for the person who approves and for whoever asks later."),
    )
    single_origin_reason = AskedField(
        rows=2,
        max_length=2_000,
        label=_("Why one origin is enough"),
        help_text=_("This claim rests on one origin."),
    )
    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_evidence = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    began_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The step at which this person began to write; `seen_step` moves on with every refusal that told of another."""
    drafted_answer = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)
    drafted_sentence = forms.CharField(required=False, max_length=5_000, widget=forms.HiddenInput)
    """What the app drafted last; as long as the field above says the same, nobody has typed over it."""

    def __init__(
        self,
        *args: object,
        discrepancy: Discrepancy,
        positions: Sequence[Position],
        members: Sequence[Member],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, claim=discrepancy.claim, **kwargs)
        self.positions, self.members = positions, members
        self.fields["cause"].is_asked = True  # type: ignore[attr-defined]
        self.fields["cause"].choices = [("", gettext("Choose a cause")), *_cause_choices()]  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [("", gettext("Choose an outcome")), *_outcome_choices()]  # type: ignore[attr-defined]
        if discrepancy.claim.origin_count > 1:
            del self.fields["single_origin_reason"]
        for position in positions:
            self.fields[f"position_{position.index}"] = forms.ChoiceField(
                label=gettext("Standing of %(letter)s, “%(figure)s”")
                % {"letter": position.letter, "figure": position.figure[:60]},
                choices=_standing_choices(),
                initial=Standing.UNASSESSED.value,
                required=False,
            )
        if hidden := discrepancy.position_count - len(positions):
            self.fields["position_rest"] = forms.ChoiceField(
                label=gettext("Standing of the other %(count)s") % {"count": hidden},
                choices=_standing_choices(),
                initial=Standing.UNASSESSED.value,
                required=False,
            )
        for member in members[:SINGLE_STANDINGS]:
            self.fields[f"citation_{member.citation_id}"] = forms.ChoiceField(
                label=gettext("Standing of “%(figure)s”") % {"figure": member.citation.figure[:60]},
                choices=[("", gettext("As its position")), *_standing_choices()],
                required=False,
            )

    def position_fields(self) -> list[BoundField]:
        names = [f"position_{position.index}" for position in self.positions]
        return [self[name] for name in [*names, "position_rest"] if name in self.fields]

    def citation_fields(self) -> list[BoundField]:
        return [self[f"citation_{member.citation_id}"] for member in self.members[:SINGLE_STANDINGS]]

    def typed(self) -> dict[str, str]:
        """What is in the fields that a draft keeps, whether it would pass or not."""
        return {
            name: str(value)
            for name, field in self.fields.items()
            if name not in _NOT_KEPT and (value := field.widget.value_from_datadict(self.data, {}, name))
        }

    def is_written_on(self) -> bool:
        """Whether anything in it is not as the page gave it out."""
        return bool(set(self.changed_data) - _NOT_KEPT)

    def ask_standings_again(self) -> None:
        """Forget what was chosen for a position: its letter may stand for another by now."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            for field in self.position_fields():
                self.data[field.name] = Standing.UNASSESSED.value

    def seen(self) -> int:
        """The last step that the person was looking at, in a form that nobody has checked yet."""
        given = str(self.data.get("seen_step", ""))
        return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0

    def chosen_standings(self) -> dict[int, Standing]:
        """The standing of each citation as it is chosen now, in a form that nobody has checked yet."""
        known = {standing.value for standing in Standing}
        chosen = {name: value for name, value in self.typed().items() if value in known}
        return {member.citation_id: self._standing(member, chosen) for member in self.members}

    def decision(self) -> Decision:
        cleaned = self.cleaned_data
        return Decision(
            cause=Cause(cleaned["cause"]) if cleaned["cause"] else None,
            outcome=Outcome(cleaned["outcome"]),
            rationale=cleaned["rationale"],
            answer=cleaned["answer"],
            sentence=cleaned["sentence"],
            single_origin_reason=cleaned.get("single_origin_reason", ""),
            standings={member.citation_id: self._standing(member, cleaned) for member in self.members},
            **self.consequences(),
        )

    def _standing(self, member: Member, chosen: Mapping[str, str]) -> Standing:
        if own := chosen.get(f"citation_{member.citation_id}"):
            return Standing(own)
        shown = len(self.positions)
        names = [f"position_{index}" for index in range(member.first, min(member.last + 1, shown))]
        if member.last >= shown:
            names.append("position_rest")
        return standing_in_positions(Standing(chosen.get(name) or Standing.UNASSESSED) for name in names)


class CommentForm(forms.Form):
    """An approval, with or without a comment, or a return, which needs one."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is opened again"),
        max_length=5_000,
        required=False,
        widget=forms.TextInput(attrs={"data-key": "o", "aria-keyshortcuts": "o"}),
    )
    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EndHoldForm(forms.Form):
    reason = AskedField(max_length=5_000, label=_("What has come of it"), help_text="")
    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)


class VerdictForm(forms.Form):
    """The answer to a claim on which nothing is in dispute."""

    answer = AskedField(max_length=500, label=_("Printed answer"), help_text=_("The figure, or the words."))
    sentence = AskedField(
        rows=3,
        max_length=2_000,
        label=_("Print-ready sentence"),
        help_text=_("As it would stand in print, with whom it credits."),
    )
    basis = AskedField(
        rows=4,
        max_length=10_000,
        label=_("Basis"),
        help_text=_("What the answer rests on. Where the desk publishes, readers see it."),
    )
    single_origin_reason = AskedField(
        rows=2,
        max_length=2_000,
        label=_("Why one origin is enough"),
        help_text=_("This claim rests on one origin."),
    )

    def __init__(self, *args: object, origins: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if origins > 1:
            del self.fields["single_origin_reason"]
