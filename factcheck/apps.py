"""How Django finds the application and its admin."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = _("Factcheck")


class FactcheckAdminConfig(AdminConfig):
    default_site = "factcheck.admin.site.DeskAdminSite"

    def ready(self) -> None:
        """Register what the admin shows only now: while the site is being made, it would be forgotten."""
        super().ready()
        import_module("factcheck.admin.registry")
