"""How Django finds the application and its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = _("Factcheck")


class FactcheckAdminConfig(AdminConfig):
    default_site = "factcheck.admin.site.DeskAdminSite"
