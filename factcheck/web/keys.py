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
    ("u", _("up: back to the list, or from the reader to the source")),
    ("d", _("from a claim to its discrepancy; from Record to adding a document")),
    (
        "p",
        _(
            "goes to the form in which you propose: to what is printed, and once that is chosen, to the answer"
        ),
    ),
    ("a", _("goes to Approve; Enter presses it. In the reader records the figure as it is filled in")),
    (
        "r",
        _(
            "on a discrepancy returns with a comment: goes to the comment, and once there is one, to the button; "
            "on a claim records a citation"
        ),
    ),
    ("c", _("goes to the comment; in the reader chooses a new claim")),
    ("o", _("opens a decision again: goes to the reason")),
    ("m", _("assigns it to you")),
    ("1, 2, 3", _("in the reader choose the claim that a figure belongs to")),
    ("f", _("in the reader looks for another claim")),
    ("i", _("in the reader ignores the figure, or heeds it again")),
    ("e", _("in the reader goes to what is filled in, to correct it")),
    ("w", _("in the reader cites words chosen by hand")),
)
"""Single keys. None of them decides anything: what one records can be amended and withdrawn by whoever sees it."""

OTHER_KEYS = (
    ("Tab", _("goes on to the next field; a list of choices takes the first letter of one")),
    ("Ctrl+Enter", _("presses the filled button of the form in which you type")),
    ("Esc", _("leaves the field, so that single keys work again; closes what is open")),
)
"""Keys that work while one types, too."""


@page()
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "factcheck/keys.html", {"single_keys": SINGLE_KEYS, "other_keys": OTHER_KEYS})
