"""Marking sources as sensitive in the list of sources, and the grades that a source was given, to read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.admin.bulk import AskedForm, BulkAct
from factcheck.admin.confirming import Line
from factcheck.admin.lists import YesNoFilter
from factcheck.admin.policy import person_of
from factcheck.models import Source
from factcheck.models.gradings import MAX_REASON
from factcheck.services.sensitivity import mark_sensitive

SHOWN_GRADES = 30


class SensitiveFilter(YesNoFilter):
    title = _("identity")
    parameter_name = "identity"
    choice_words = (("sensitive", _("sensitive")), ("open", _("not sensitive")))
    conditions = {"sensitive": Q(is_sensitive=True), "open": Q(is_sensitive=False)}


class WhyForm(AskedForm):
    because = forms.CharField(
        label=_("Why"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history of the source."),
        error_messages={
            "required": _("Not changed: say why its identity is withheld, or why it no longer is.")
        },
    )


def _line(source: Any) -> Line:
    return Line(source.pk, source.title, source.publisher, None)


MARK_SEVERAL: BulkAct[Source] = BulkAct(
    name="mark_sensitive",
    form=WhyForm,
    title=ngettext_lazy("Mark %d source as sensitive", "Mark %d sources as sensitive"),
    button=_("Mark as sensitive"),
    done=ngettext_lazy(
        "%d source marked as sensitive: readers and exports no longer name it.",
        "%d sources marked as sensitive: readers and exports no longer name them.",
    ),
    line=_line,
    call=lambda one, data, request: mark_sensitive(
        source=one, is_sensitive=True, because=data["because"], by=person_of(request)
    ),
)
NAME_SEVERAL: BulkAct[Source] = BulkAct(
    name="name_again",
    form=WhyForm,
    title=ngettext_lazy("Name %d source again", "Name %d sources again"),
    button=_("Name again"),
    done=ngettext_lazy(
        "%d source is named to readers and in exports again.",
        "%d sources are named to readers and in exports again.",
    ),
    line=_line,
    call=lambda one, data, request: mark_sensitive(
        source=one, is_sensitive=False, because=data["because"], by=person_of(request)
    ),
)


def say_grades(source: Source) -> SafeString:
    """The grades of a source, the latest first, each with who gave it, when and why."""
    found = source.gradings.select_related("by").order_by("-pk")[:SHOWN_GRADES]
    lines = format_html_join(
        "",
        "<li>{}: {} → {}, {}: {}</li>",
        (
            (
                date_format(timezone.localtime(one.at), "DATETIME_FORMAT"),
                one.get_was_display(),
                one.get_now_display(),
                one.by or gettext("the operator"),
                one.why,
            )
            for one in found
        ),
    )
    return format_html("<ul>{}</ul>", lines) if lines else SafeString(gettext("never graded"))
