"""Assigning discrepancies that are chosen in the list, and finding them by who has them and when they are due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.bulk import AskedForm, BulkAct
from factcheck.admin.confirming import Line
from factcheck.admin.policy import person_of
from factcheck.models import Discrepancy, Person
from factcheck.models.board import Due, is_due
from factcheck.models.speech import say_day
from factcheck.services.assigning import UNCHANGED, NothingToAssignError, assign_discrepancies

NOBODY = "nobody"


class DueFilter(admin.SimpleListFilter):
    title = _("due date")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Due.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        return queryset.filter(is_due(Due(chosen))) if chosen in Due.values else queryset


class AssignForm(AskedForm):
    to = forms.ChoiceField(
        label=_("Assign to"),
        help_text=_("Whoever proposes or approves. They are told."),
        error_messages={"required": _("Not assigned: choose a person first.")},
    )
    due_on = forms.DateField(
        label=_("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty, the day stays as it is."),
    )
    why = forms.CharField(
        label=_("Why"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.people = {str(person.pk): person for person in Person.deciders()}
        people = [(key, str(person)) for key, person in self.people.items()]
        self.fields["to"].choices = [("", _("Choose a person")), *people, (NOBODY, _("nobody"))]  # type: ignore[attr-defined]

    def clean_to(self) -> Person | None:
        return self.people.get(self.cleaned_data["to"])

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < timezone.localdate():
            raise forms.ValidationError(
                gettext("Not assigned: that day is over. Choose today or a later day.")
            )
        return due_on


def _line(discrepancy: Any) -> Line:
    said = [str(discrepancy.get_state_display())]
    said.append(gettext("assigned to %s") % (discrepancy.assigned_to or gettext("nobody")))
    if discrepancy.due_on:
        said.append(gettext("due on %s") % say_day(discrepancy.due_on))
    return Line(discrepancy.pk, str(discrepancy), " · ".join(said), None)


def _assign(discrepancy: Discrepancy, data: dict[str, Any], request: HttpRequest) -> None:
    (result,) = assign_discrepancies(
        discrepancies=[discrepancy],
        to=data["to"],
        due_on=data["due_on"] or UNCHANGED,
        why=data["why"],
        by=person_of(request),
    )
    if result.refusal is not None:
        raise NothingToAssignError(result.refusal.template, **result.refusal.values)


ASSIGN_SEVERAL: BulkAct[Discrepancy] = BulkAct(
    name="assign",
    form=AssignForm,
    title=ngettext_lazy("Assign %d discrepancy", "Assign %d discrepancies"),
    button=_("Assign"),
    done=ngettext_lazy("%d discrepancy assigned.", "%d discrepancies assigned."),
    line=_line,
    call=_assign,
)
