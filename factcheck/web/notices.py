"""What a person is told: the list, each notice, and what they choose to get."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from factcheck.filters.notices import NoticeFilter
from factcheck.models import Notification
from factcheck.services.notice_choices import choices_of, choose_notices, mark_all_read, mark_read
from factcheck.web.access import page, person_of
from factcheck.web.forms.notices import NoticeChoicesForm
from factcheck.web.pages.comments import address_of
from factcheck.web.paging import show
from factcheck.web.tables.notices import NoticeTable


@page()
def notices(request: HttpRequest) -> HttpResponse:
    """What one is told, unread first."""
    found = NoticeFilter(request.GET, queryset=Notification.objects.for_list(person_of(request)))
    table = NoticeTable(found.qs)
    show(request, table)
    return render(request, "factcheck/notices.html", {"filter": found, "table": table})


@page()
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one to what a notice is about, and marks it as read. Other people's notices are nowhere."""
    told = Notification.objects.filter(person=person_of(request))
    found = get_object_or_404(
        told.select_related("claim", "discrepancy", "comment__claim", "comment__discrepancy"), pk=pk
    )
    mark_read(notice=found, by=person_of(request))
    if found.comment:
        return redirect(address_of(found.comment))
    return redirect(found.discrepancy or found.claim)


@require_POST
@page()
def all_read(request: HttpRequest) -> HttpResponse:
    count = mark_all_read(by=person_of(request))
    messages.success(
        request,
        ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
        % {"count": number_format(count)},
    )
    return redirect("notices")


@page()
def choices(request: HttpRequest) -> HttpResponse:
    """What one gets of each kind, in the app and by e-mail."""
    person = person_of(request)
    form = NoticeChoicesForm(request.POST or None, choices=choices_of(person))
    if request.method == "POST" and form.is_valid():
        choose_notices(choices=form.chosen(), by=person)
        messages.success(request, _("You get what you chose from now on."))
        return redirect("notice_choices")
    return render(
        request,
        "factcheck/notice_choices.html",
        {"section": "notices", "form": form, "has_address": bool(person.email)},
        status=422 if form.errors else 200,
    )
