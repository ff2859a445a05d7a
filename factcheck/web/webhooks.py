"""Webhooks: the programs that are told of answers, what was sent to each, and what can be done about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Webhook
from factcheck.models.speech import spoken
from factcheck.services.webhooks.registering import (
    change_secret,
    choose_events,
    register_webhook,
    send_test,
    switch_webhook,
)
from factcheck.web.access import page, person_of
from factcheck.web.forms.webhooks import EventsForm, WebhookForm
from factcheck.web.paging import show
from factcheck.web.speech import put_on
from factcheck.web.tables.webhooks import DeliveryTable, WebhookTable


@never_cache
@page(Act.ADMINISTER)
def webhooks(request: HttpRequest) -> HttpResponse:
    """All of them, and a form that registers another; its secret is shown once, in the answer to that."""
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = register_webhook(by=person_of(request), **form.cleaned_data)
        except RuleError as error:
            put_on(form, error)
        else:
            return _secret_page(request, webhook, secret)
    table = WebhookTable(Webhook.objects.for_list())
    show(request, table)
    return render(
        request, "factcheck/webhooks.html", {"table": table, "form": form}, status=422 if form.errors else 200
    )


@page(Act.ADMINISTER)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: of what it is told, and every message to it, the last first."""
    found = get_object_or_404(Webhook, pk=pk)
    form = EventsForm(request.POST if request.method == "POST" else None, initial={"events": found.events})
    if request.method == "POST" and form.is_valid():
        try:
            choose_events(webhook=found, by=person_of(request), **form.cleaned_data)
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("It is told of these events from now on."))
            return redirect(found)
    table = DeliveryTable(found.deliveries.order_by("-pk"))
    show(request, table)
    return render(
        request,
        "factcheck/webhook.html",
        {"webhook": found, "form": form, "table": table},
        status=422 if form.errors else 200,
    )


@require_POST
@page(Act.ADMINISTER)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Webhook, pk=pk)
    is_on = request.POST.get("is_on") == "yes"
    switch_webhook(webhook=found, is_on=is_on, by=person_of(request))
    messages.success(
        request, _("Switched on.") if is_on else _("Switched off. What was waiting is not sent.")
    )
    return redirect(found)


@require_POST
@page(Act.ADMINISTER)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Webhook, pk=pk)
    try:
        send_test(webhook=found, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        messages.success(request, _("A test is on its way. What becomes of it stands in the list below."))
    return redirect(found)


@never_cache
@require_POST
@page(Act.ADMINISTER)
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Another secret, shown once, in the answer to this."""
    found = get_object_or_404(Webhook, pk=pk)
    return _secret_page(request, found, change_secret(webhook=found, by=person_of(request)))


def _secret_page(request: HttpRequest, found: Webhook, shown: str) -> HttpResponse:
    found.refresh_from_db()
    return render(request, "factcheck/webhook_secret.html", {"webhook": found, "secret": shown})
