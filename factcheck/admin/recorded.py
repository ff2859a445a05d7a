"""Pages of the admin whose every write is the call of a service.

A service does all or nothing and may refuse. Django's change form saves after it has validated, so a refusal
that comes while saving would be too late for the form. Therefore the form is worked in two passes:

1. The ordinary one, inside a transaction. Where Django would save, the service is called (`keep`). If it
   refuses, RefusedError carries the sentence out, and everything that this pass wrote is rolled back, inlines
   included: no half-saved claim, no log entry, no "added successfully".
2. Only then: the same input once more, with the refusal at hand. The form that it concerns takes the sentence
   while it is validated, so Django shows the page again as for any other error, with all that was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from factcheck.admin.policy import PolicyMixin
from factcheck.admin.refusals import RefusedError, put_on_form, refusing, see_again
from factcheck.admin.typed import BaseInlineFormSet, ModelAdmin, ModelForm
from factcheck.models.amended import amended_since
from factcheck.services.errors import ChangedMeanwhileError

M = TypeVar("M", bound=models.Model)

REFUSAL = "factcheck.refusal"
"""Where the refusal waits for the second pass, beside what else is known of the request."""

SEEN_VERSION = "seen_version"


class SeenVersionField(forms.IntegerField):
    """The version that the person was looking at. It is not an input, so it never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, _initial: Any, _data: Any) -> bool:
        return False


class RecordedForm(ModelForm[Any]):
    """A form that a service saves: it takes a refusal, and carries the version that was looked at."""

    refusal: RefusedError | None = None
    seen_version = SeenVersionField(required=False)

    def __init__(self, *args: Any, refusal: RefusedError | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = refusal or type(self).refusal
        if self.instance.pk is not None and hasattr(self.instance, "version"):
            self.fields[SEEN_VERSION].required = True
            self.initial[SEEN_VERSION] = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal is not None and self.refusal.prefix == self.prefix:
            put_on_form(self, self.refusal.error)
            if isinstance(self.refusal.error, ChangedMeanwhileError):
                self._look_again()
        return cleaned

    def _look_again(self) -> None:
        """Say beside each field what the other made of it, and take that as seen: the next press decides."""
        now = self.instance._meta.default_manager.get(pk=self.instance.pk)
        amended = None if self.seen is None else amended_since(now, self.seen)
        for one in amended.differences if amended else ():
            nothing = gettext("nothing")
            said = {"now": one.now or nothing, "was": one.was or nothing, "field": one.field}
            if one.name in self.fields:
                self.add_error(one.name, gettext("It now says: %(now)s (it said: %(was)s)") % said)
            else:
                self.add_error(None, gettext("%(field)s: it now says %(now)s (it said: %(was)s)") % said)
        see_again(self, SEEN_VERSION, getattr(now, "version", None))

    @property
    def seen(self) -> int | None:
        """The version that the person was looking at; None for what is new."""
        seen: int | None = self.cleaned_data.get(SEEN_VERSION)
        return seen


class RecordedAdmin(PolicyMixin, ModelAdmin[M]):
    """A page whose writes are calls of services; see the module for how a refusal reaches the form."""

    form = RecordedForm

    def keep(self, request: HttpRequest, form: Any, obj: M, *, change: bool) -> M:
        """Call the service that records or amends; returns what it kept."""
        raise NotImplementedError

    def keep_inline(self, request: HttpRequest, form: Any, parent: M) -> models.Model:
        """As `keep`, for a changed form of an inline."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except RefusedError as refusal:
            request.META[REFUSAL] = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: M | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[Any]:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(REFUSAL)})

    def get_formset_kwargs(self, request: HttpRequest, obj: M, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "refusal": request.META.get(REFUSAL)}

    def get_fieldsets(self, request: HttpRequest, obj: M | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        amending = obj is not None and hasattr(obj, "version") and self.has_change_permission(request, obj)
        return with_seen_version(fieldsets) if amending else fieldsets

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        if not change:
            self._keep(request, form, change=False)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Amend what hangs on a record before the record itself: amending a claim may read its citations
        anew, and that must not look as if somebody else had changed them. Links are the service's business.
        """
        changed = [(formset, one) for formset in formsets for one in formset.forms if one.has_changed()]
        for formset in formsets:
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for formset, one in changed:
            if one.instance.pk is not None:
                formset.changed_objects.append((self._keep_inline(request, one, form), one.changed_data))
        if change:
            self._keep(request, form, change=True)
        for formset, one in changed:
            if one.instance.pk is None:
                formset.new_objects.append(self._keep_inline(request, one, form))

    def _keep(self, request: HttpRequest, form: Any, *, change: bool) -> None:
        with refusing(form):
            kept = self.keep(request, form, form.instance, change=change)
        form.instance.pk = kept.pk
        form.instance.refresh_from_db()

    def _keep_inline(self, request: HttpRequest, one: Any, form: Any) -> models.Model:
        with refusing(one):
            return self.keep_inline(request, one, form.instance)


class RecordedFormSet(BaseInlineFormSet[Any, Any, Any]):
    """The forms of an inline that services save."""

    def __init__(self, *args: Any, refusal: RefusedError | None = None, **kwargs: Any) -> None:
        self.refusal = refusal
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "refusal": self.refusal}


def with_seen_version(fieldsets: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The same fields, and the hidden version behind the first of them."""
    (name, options), *rest = fieldsets
    return [(name, {**options, "fields": (*options["fields"], SEEN_VERSION)}), *rest]
