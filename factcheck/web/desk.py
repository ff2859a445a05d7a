"""The desk: what is due next, and what waits for whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.web.access import page, person_of
from factcheck.web.pages.board import board
from factcheck.web.pages.desk_page import desk_page


@page()
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, queue by queue, with the next act of each row, and the board of the whole desk below."""
    shown = desk_page(person_of(request), request.GET.get("queue", ""))
    return render(request, "factcheck/desk.html", {"shown": shown, "board": board()})
