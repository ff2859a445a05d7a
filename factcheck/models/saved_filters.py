"""Filters that a person keeps under a name, to come back to the same rows with one click."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.models.people import Person

MAX_QUERY = 1_000
"""Characters of a filter's address; more than all filters of a list need."""


class FilteredList(models.TextChoices):
    """The lists that are filtered; each value is also the name of the list's address."""

    CLAIMS = "claims", _("Claims")
    DISCREPANCIES = "discrepancies", _("Discrepancies")
    SOURCES = "sources", _("Sources")
    VERIFIED = "verified", _("Verified")


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def for_list(self, shown: FilteredList, person: Person) -> SavedFilterQuerySet:
        """Above a list: the person's own filters, and those that others share."""
        return (
            self.filter(Q(person=person) | Q(is_shared=True), list=shown)
            .select_related("person")
            .order_by("name", "pk")
        )


class SavedFilter(models.Model):
    """What a list shows under a name: the filters and the sort of its address, without the page."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters"
    )
    name = models.CharField(_("name"), max_length=80)
    list = models.CharField(_("list"), max_length=20, choices=FilteredList.choices)
    query = models.CharField(_("filters"), max_length=MAX_QUERY)
    is_shared = models.BooleanField(_("everybody at the desk sees it"), default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "list", "name"],
                name="a_person_keeps_a_filter_under_a_name_once",
                violation_error_message=_("You keep a filter of this name already. Choose another name."),
            ),
            models.CheckConstraint(
                name="saved_filter_list_is_known",
                condition=Q(list__in=[shown.value for shown in FilteredList]),
                violation_error_message=_("There is no such list."),
            ),
        ]
        indexes = [models.Index(fields=["list", "is_shared"], name="saved_filter_list_shared")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.list)}?{self.query}"
