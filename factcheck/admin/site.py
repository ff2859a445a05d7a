"""The admin as a reviewer's tool: who may enter it follows from the roles, as everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.core.roles import Act
from factcheck.models import Person

ENTERED_BY = (Act.RECORD, Act.PROPOSE, Act.APPROVE, Act.ADMINISTER)

MODELS_IN_ORDER = (
    "Discrepancy",
    "Verdict",
    "Correction",
    "Claim",
    "Citation",
    "Source",
    "Attribution",
    "Topic",
    "Person",
    "Desk",
)
"""What waits for a decision first, then the evidence, then what is set up once."""


def may_enter(person: object) -> bool:
    """Whoever records, proposes, approves or administers; a reader has nothing to do here."""
    return isinstance(person, Person) and any(person.may(act) for act in ENTERED_BY)


class DeskLoginForm(AuthenticationForm):
    """Lets in whoever has something to do here; Django's own asks for a mark that the roles do not set."""

    required_css_class = "required"

    def confirm_login_allowed(self, user: Person) -> None:
        super().confirm_login_allowed(user)
        if not may_enter(user):
            raise ValidationError(
                _("You have no role that works here. Ask an administrator for one, or log in to the desk."),
                code="no_role",
            )


class DeskAdminSite(AdminSite):
    site_header = _("Factcheck")
    site_title = _("Factcheck")
    index_title = _("Data entry and review")
    login_form = DeskLoginForm

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return apps


def _place(name: str) -> int:
    return MODELS_IN_ORDER.index(name) if name in MODELS_IN_ORDER else len(MODELS_IN_ORDER)
