"""The tokens with which a person's programs act for them: making one, seeing them, revoking one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import ApiToken
from factcheck.models.speech import spoken
from factcheck.services.tokens import make_token, require_own, revoke_token
from factcheck.web.access import page, person_of
from factcheck.web.forms.tokens import TokenForm
from factcheck.web.pages.tokens_page import token_rows
from factcheck.web.speech import put_on

MOST_SHOWN = 200


@never_cache
@page()
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and for administrators everybody's. A new one is shown here once, and never again."""
    person = person_of(request)
    form = TokenForm(request.POST or None, person=person)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = make_token(
                name=form.cleaned_data["name"],
                scopes=form.chosen(),
                expires_at=form.expires_at(),
                by=person,
            )
        except RuleError as error:
            put_on(form, error)
        else:
            form = TokenForm(person=person)
    now, found = timezone.now(), ApiToken.objects.for_list()
    others = found.exclude(person=person) if person.may(Act.ADMINISTER) else found.none()
    return render(
        request,
        "factcheck/tokens.html",
        {
            "section": "tokens",
            "form": form,
            "made": made,
            "secret": secret,
            "own": token_rows(found.filter(person=person)[:MOST_SHOWN], now),
            "others": token_rows(others[:MOST_SHOWN], now),
            "administers": person.may(Act.ADMINISTER),
        },
        status=422 if form.errors else 200,
    )


@page()
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token, once the person has said so twice."""
    token = get_object_or_404(ApiToken.objects.select_related("person"), pk=pk)
    require_own(token, person_of(request))
    if request.method == "POST":
        try:
            revoke_token(token=token, by=person_of(request))
        except RuleError as error:
            messages.warning(request, spoken(error.sentence))
        else:
            messages.success(
                request, _("Revoked “%(name)s”. It opens nothing any more.") % {"name": token.name}
            )
        return redirect("tokens")
    return render(request, "factcheck/revoke_token.html", {"section": "tokens", "token": token})
