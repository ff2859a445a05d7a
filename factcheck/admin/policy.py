"""Who may do what in the admin: the desk's own policy, not Django's table of permissions."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from factcheck.core.roles import Act
from factcheck.models import Person


def person_of(request: HttpRequest) -> Person:
    """Whoever is logged in; the admin site lets nobody else as far as this."""
    return cast(Person, request.user)


def may(request: HttpRequest, act: Act | None) -> bool:
    """Whether the person may do this; None stands for what nobody does."""
    person = request.user
    return act is not None and isinstance(person, Person) and person.may(act)


def missing(page: Any, request: HttpRequest, key: object) -> HttpResponse:
    """Django's answer to an address of a record that is not there."""
    answer: HttpResponse = page._get_obj_does_not_exist_redirect(request, page.opts, str(key))  # noqa: SLF001 -- as its views do
    return answer


class PolicyMixin:
    """Permissions of a page of the admin, or of an inline, from the roles of the person.

    Nothing is ever deleted here: citations are withdrawn, people are deactivated, and everything else stands.
    """

    act_of_adding: Promise | str = _("Record")
    act_of_changing: Promise | str = _("Amend")
    opts: Any
    viewed_by: Act = Act.READ
    added_by: Act | None = None
    changed_by: Act | None = None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list is called after what it lists, and its button says the act."""
        page: Any = super()
        title = capfirst(str(self.opts.verbose_name_plural))
        context = {"title": title, "act_of_adding": self.act_of_adding, **(extra_context or {})}
        listed: HttpResponse = page.changelist_view(request, context)
        return listed

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A form is called after what it is about, and its button says the act."""
        page: Any = super()
        adding = bool(kwargs.get("add"))
        context["act"] = self.act_of_adding if adding else self.act_of_changing
        context["title"] = self.act_of_adding if adding else capfirst(str(self.opts.verbose_name))
        shown: HttpResponse = page.render_change_form(request, context, *args, **kwargs)
        return shown

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request, self.viewed_by)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request, self.viewed_by)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request, self.added_by)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request, self.changed_by)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_record_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.RECORD)

    def has_see_sensitive_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.SEE_SENSITIVE)

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.ASSIGN)

    def has_propose_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.PROPOSE)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.APPROVE)
