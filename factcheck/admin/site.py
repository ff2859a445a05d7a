"""The admin as a reviewer's tool: who may enter it follows from the roles, as everywhere."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.core.roles import Act
from factcheck.models import Person


class DeskAdminSite(AdminSite):
    site_header = _("Factcheck")
    site_title = _("Factcheck")
    index_title = _("Data entry and review")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever records, proposes, approves or administers; a reader has nothing to do here."""
        person = request.user
        return isinstance(person, Person) and any(
            person.may(act) for act in (Act.RECORD, Act.PROPOSE, Act.APPROVE, Act.ADMINISTER)
        )
