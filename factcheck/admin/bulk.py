"""Acts on several records that are chosen in a list: what is asked, and the service that is called for each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.admin.confirming import Line, one_by_one, page_that_asks

M = TypeVar("M", bound=Model)


class AskedForm(forms.Form):
    required_css_class = "required"


class CommentForm(AskedForm):
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history. May be left empty."),
    )


class ReturnCommentForm(AskedForm):
    comment = forms.CharField(
        label=_("Comment"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is missing or wrong. Each proposer reads it."),
        error_messages={"required": _("Not returned: say what is missing or wrong.")},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAct(Generic[M]):
    """One act on several records. What is missing from its form is said once, before any record is touched; what a
    service refuses is said of the record that it is about.
    """

    name: str
    form: type[forms.Form]
    title: Any
    """What the page asks, for a number of records."""
    button: Promise
    done: Any
    """What is said of the number of records for which it was done."""
    line: Callable[[M], Line]
    call: Callable[[M, dict[str, Any], HttpRequest], object]
    name_of: Callable[[M], str] = str

    def run(self, model_admin: Any, request: HttpRequest, queryset: QuerySet[M]) -> HttpResponse | None:
        """Ask on a page of its own; once that is confirmed, act on each record and report."""
        form = self.form(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            data = form.cleaned_data
            done = one_by_one(request, queryset, lambda one: self.call(one, data, request), self.name_of)
            if done:
                messages.success(request, self.done % done)
            return None
        lines = [self.line(one) for one in queryset]
        return page_that_asks(
            model_admin,
            request,
            title=self.title % len(lines),
            button=str(self.button),
            act=self.name,
            lines=lines,
            form=form,
        )
