"""The keys of the whole app on one page, for whoever has no scripts or wants to read them at leisure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from factcheck.web.access import page

SINGLE_KEYS = (
    ("?", _("shows the keys of the page that you look at")),
    ("/", _("goes to the search")),
    ("h", _("home: to the desk")),
    ("v", _("to what is verified")),
    ("n", _("next: from the desk to the first that waits, from a discrepancy to the next one of the list")),
    ("b", _("back: to the one before in the list")),
    ("u", _("up: back to the list")),
    ("d", _("from a claim to its discrepancy")),
    (
        "p",
        _(
            "goes to the form in which you propose: to what is printed, and once that is chosen, to the answer"
        ),
    ),
    ("a", _("goes to Approve; Enter presses it")),
    (
        "r",
        _(
            "on a discrepancy returns with a comment: goes to the comment, and once there is one, to the button; "
            "on a claim records a citation"
        ),
    ),
    ("c", _("goes to the comment")),
    ("o", _("opens a decision again: goes to the reason")),
    ("m", _("assigns it to you")),
)
"""Single keys; none of them does anything that another person would have to take back."""

OTHER_KEYS = (
    ("Tab", _("goes on to the next field; a list of choices takes the first letter of one")),
    ("Ctrl+Enter", _("presses the filled button of the form in which you type")),
    ("Esc", _("leaves the field, so that single keys work again; closes what is open")),
)
"""Keys that work while one types, too."""


@page()
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "factcheck/keys.html", {"single_keys": SINGLE_KEYS, "other_keys": OTHER_KEYS})
