"""The forms of webhooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.core.webhooks import VerdictEvent
from factcheck.models.webhooks import EVENT_CHOICES
from factcheck.web.forms.asked import AskedField


class EventsForm(forms.Form):
    """Of what an address is told. The service asks for one event at least."""

    events = forms.MultipleChoiceField(
        label=_("Told when"), required=False, choices=EVENT_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    events.is_asked = True  # type: ignore[attr-defined] # the service's own sentence asks for it

    def clean_events(self) -> list[VerdictEvent]:
        return [VerdictEvent(code) for code in self.cleaned_data["events"]]


class WebhookForm(EventsForm):
    field_order = ("address", "events")

    address = AskedField(
        max_length=2_000,
        label=_("Address"),
        help_text=_("Where the other program takes messages: https://news.example.org/factcheck."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("initial", {"events": [event.value for event in VerdictEvent]})
        super().__init__(*args, **kwargs)
