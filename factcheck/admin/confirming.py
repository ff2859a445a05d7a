"""Acts on several records at once: a page that shows what will happen, then each record by itself.

One refusal does not stop the others. Each is reported with the name of its record and the sentence of the
rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.core.sentences import RuleError
from factcheck.models.speech import spoken

M = TypeVar("M", bound=Model)


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why the citation is withdrawn. It is kept and shown, and compared with nothing."),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One record on the page that asks: what it is, what follows, and what of it was seen."""

    pk: int
    title: str
    detail: str
    seen: int | None


def seen_of(request: HttpRequest, pk: int) -> int | None:
    """The version or step of a record that the page showed when it asked."""
    value = request.POST.get(f"seen-{pk}", "")
    return int(value) if value.isdecimal() else None


def page_that_asks(
    model_admin: Any,
    request: HttpRequest,
    *,
    title: str,
    button: str,
    act: str,
    lines: Iterable[Line],
    form: forms.Form,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "button": button,
        "act": act,
        "lines": list(lines),
        "form": form,
        "opts": model_admin.opts,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/factcheck/confirm.html", context)


def one_by_one(
    request: HttpRequest,
    records: Iterable[M],
    act: Callable[[M], object],
    name: Callable[[M], str] = str,
) -> int:
    """Do it to each record, report each refusal, and say how many succeeded."""
    done = 0
    for record in records:
        try:
            act(record)
        except RuleError as error:
            sentence = gettext("“%(record)s”: %(refusal)s") % {
                "record": name(record),
                "refusal": spoken(error.sentence),
            }
            messages.error(request, sentence)
        else:
            done += 1
    return done
