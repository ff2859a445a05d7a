"""Filtering one's notices."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from factcheck.models import Notification
from factcheck.models.notices import NOTICE_CHOICES, NotificationQuerySet


class NoticeFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=NOTICE_CHOICES, empty_label=_("Any kind"))
    read = django_filters.ChoiceFilter(
        label=_("Read"),
        choices=[("no", _("Unread")), ("yes", _("Read"))],
        empty_label=_("Read or not"),
        method="by_read",
    )

    class Meta:
        model = Notification
        fields: list[str] = []

    def by_read(self, queryset: NotificationQuerySet, _name: str, value: str) -> NotificationQuerySet:
        return queryset.filter(read_at__isnull=value == "no")
