"""The acts of review on one page: a form for each, and one service behind each.

The page shows facts, which nobody edits, and below them the forms of the acts that are open to this person
now. The form of an act that was refused stays on the page with the sentence and all that was typed, even where the
record has moved on meanwhile and the act is no longer open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.admin.policy import PolicyMixin, may, missing
from factcheck.admin.refusals import put_on_form, see_again
from factcheck.admin.typed import ModelAdmin
from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.sentences import RuleError
from factcheck.services.errors import ChangedMeanwhileError

M = TypeVar("M", bound=Model)


class ActForm(forms.Form):
    """A form of one act; carries the last step that the person was looking at."""

    required_css_class = "required"
    seen_step = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def fieldsets(self) -> list[tuple[Any, Any]]:
        return [(None, {"fields": list(self.fields)})]

    def place_of(self, error: RuleError) -> str:
        """The field that a refusal names; none of the form's own stands for the whole of it."""
        return str(getattr(error, "field", ""))

    def refuse(self, error: RuleError, seen_step: int | None) -> None:
        put_on_form(self, error, self.place_of(error))
        if isinstance(error, ChangedMeanwhileError):
            see_again(self, "seen_step", seen_step)


class ApproveForm(ActForm):
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history. May be left empty."),
    )


class ReturnForm(ActForm):
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is missing or wrong. The proposer reads it."),
    )


class ReopenForm(ActForm):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why this is opened again. The decision stays in the history."),
    )


class EndHoldForm(ActForm):
    reason = forms.CharField(
        label=_("What has come of it"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why it need not wait any longer. Kept in the history."),
    )


@dataclass(frozen=True, slots=True)
class ReviewAct(Generic[M]):
    """One act: who may do it, when it is open, its form, the service it calls, what is said afterwards."""

    name: str
    title: Promise
    allowed_by: Act
    is_open: Callable[[M], bool]
    form: Callable[..., ActForm]
    call: Callable[[M, Any, HttpRequest], object]
    done: Promise
    buttons: tuple[tuple[str, Promise], ...]
    """The buttons, each with the name it sends as the act, the first of them filled."""


class ReviewedAdmin(PolicyMixin, ModelAdmin[M]):
    """A page of facts and acts. It has no field to edit, and Django's change form is never reached."""

    review_template = "admin/factcheck/review.html"
    acts: tuple[ReviewAct[Any], ...] = ()

    def last_step(self, record: M) -> int | None:
        raise NotImplementedError

    def facts(self, request: HttpRequest, record: M) -> dict[str, Any]:
        """What the template shows of the record."""
        raise NotImplementedError

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return missing(self, request, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        pressed = request.POST.get("act", "") if request.method == "POST" else ""
        act = next((one for one in self.acts if pressed in dict(one.buttons)), None)
        bound, status = None, 200
        if act is not None:
            bound = act.form(record, request.POST, auto_id=f"{act.name}_%s")
            if bound.is_valid():
                try:
                    act.call(record, bound, request)
                except RuleError as error:
                    record = self.get_queryset(request).get(pk=record.pk)
                    bound.refuse(error, self.last_step(record))
                    status = 403 if isinstance(error, NotPermittedError) else 200
                else:
                    messages.success(request, str(act.done))
                    return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": str(self.opts.verbose_name),
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "object_id": object_id,
            "has_view_permission": True,
            "media": self.media,
            "acts": [self._shown(one, record, bound if one is act else None, request) for one in self.acts],
            **self.facts(request, record),
            **(extra_context or {}),
        }
        context["acts"] = [one for one in context["acts"] if one is not None]
        return TemplateResponse(request, self.review_template, context, status=status)

    def _shown(
        self, act: ReviewAct[Any], record: M, bound: ActForm | None, request: HttpRequest
    ) -> dict[str, Any] | None:
        """An act with its form, for the template; None where it is not open and was not just refused."""
        if bound is None:
            if not (act.is_open(record) and may(request, act.allowed_by)):
                return None
            seen = {"seen_step": self.last_step(record)}
            bound = act.form(record, None, initial=seen, auto_id=f"{act.name}_%s")
        fieldsets: Any = bound.fieldsets()
        return {
            "name": act.name,
            "title": act.title,
            "form": bound,
            "fieldsets": AdminForm(bound, fieldsets, {}),  # type: ignore[arg-type] # it shows plain forms as well
            "buttons": act.buttons,
        }
