"""Where somebody lands who has done something in a list: on the next of that list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from factcheck.models import Claim, Discrepancy
from factcheck.web.pages.place import LAST, address_in, known_in, list_address

_SHOWN_CHARACTERS = 80


def onwards(
    request: HttpRequest, done: Discrepancy, said: str, otherwise: Claim | Discrepancy
) -> HttpResponse:
    """Say what was done and go on to the next of the list that the form names, or back to the list after its last.

    The next one was computed before anything was done, because what was done may have moved everything. Somebody who
    came from no list lands where they otherwise would.
    """
    query = known_in(request.POST.get("place", ""))
    if not query:
        messages.success(request, said)
        return redirect(otherwise)
    question = Truncator(done.claim.question).chars(_SHOWN_CHARACTERS)
    link = format_html('<a href="{}">{}</a>', address_in(done, query), question)
    messages.success(request, format_html("{} {}", said, link))
    then = request.POST.get("then", "")
    following = _following(then)
    if following is None:
        if then == LAST:
            messages.info(request, _("That was the last one of this list."))
        return redirect(list_address(query))
    return redirect(address_in(following, query))


def _following(key: str) -> Discrepancy | None:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Discrepancy.objects.filter(pk=int(key)).first()
