"""Citations: amended here, withdrawn with a reason, restored; never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.citation_forms import CitationForm, in_words, keep_citation
from factcheck.admin.confirming import Line, ReasonForm, one_by_one, page_that_asks, seen_of
from factcheck.admin.history import HistoryMixin
from factcheck.admin.lists import YesNoFilter
from factcheck.admin.policy import missing, person_of
from factcheck.admin.recorded import RecordedAdmin
from factcheck.admin.refusals import put_on_form
from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Desk
from factcheck.models.speech import spoken
from factcheck.services.citations import restore_citation, withdraw_citation


class ReadFilter(YesNoFilter):
    title = _("reading")
    parameter_name = "reading"
    choice_words = (("unread", _("unread")), ("read", _("read")))
    conditions = {"unread": Q(is_read=False), "read": Q(is_read=True)}


class WithdrawnFilter(YesNoFilter):
    title = _("standing")
    parameter_name = "standing"
    choice_words = (("counted", _("counted")), ("withdrawn", _("withdrawn")))
    conditions = {"counted": Q(withdrawn_at=None), "withdrawn": Q(withdrawn_at__isnull=False)}


class CitationList(ChangeList):
    """Lays the desk's settings beside each row, so that it can say how it is read without a query."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        desk = Desk.current()
        for citation in self.result_list:
            citation.desk = desk


class CitationAdmin(HistoryMixin, RecordedAdmin[Citation]):
    form = CitationForm
    added_by = changed_by = Act.RECORD
    act_of_adding = _("Record citation")
    act_of_changing = _("Amend")
    change_form_template = "admin/factcheck/citation_form.html"
    list_display = ["figure", "reading", "claim", "source", "as_of", "credibility", "standing"]
    list_select_related = ["claim", "source"]
    list_filter = [ReadFilter, WithdrawnFilter, "credibility", "claim__topic"]
    list_per_page = 50
    search_fields = ["figure", "quote", "claim__question", "source__title", "attribution__name", "ref"]
    search_help_text = _("Words of the figure, the quote, the question, the source or the attribution")
    autocomplete_fields = ["claim", "source", "attribution"]
    actions = ["withdraw", "restore"]
    fields = [
        "claim",
        "source",
        ("figure", "reading"),
        "quote",
        ("locator", "as_of"),
        ("credibility", "attribution"),
        ("scope", "ref"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return Citation.objects.identified().select_related("claim", "source", "attribution")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CitationList

    def get_fields(self, request: HttpRequest, obj: Citation | None = None) -> Any:
        fields = super().get_fields(request, obj)
        return fields if obj is None else [*fields, "standing"]

    def get_readonly_fields(self, request: HttpRequest, obj: Citation | None = None) -> list[str]:
        return ["reading"] if obj is None else ["reading", "standing", "ref"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw/", view(self.withdraw_view), name="factcheck_citation_withdraw"),
            path("<int:pk>/restore/", view(self.restore_view), name="factcheck_citation_restore"),
            *super().get_urls(),
        ]

    @admin.display(description=_("read as"))
    def reading(self, citation: Any) -> str:
        if citation.pk is None:
            return gettext("shown once it is recorded")
        return in_words(citation, getattr(citation, "desk", None) or Desk.current())

    @admin.display(description=_("standing"), ordering="withdrawn_at")
    def standing(self, citation: Citation) -> str:
        if citation.withdrawn_at is None:
            return gettext("counted")
        return gettext("withdrawn: %s") % citation.withdrawn_because

    def keep(self, request: HttpRequest, form: Any, obj: Citation, *, change: bool) -> Citation:
        return keep_citation(request, form, form.cleaned_data["claim"])

    def response_add(
        self, request: HttpRequest, obj: Citation, post_url_continue: str | None = None
    ) -> HttpResponse:
        _say_reading(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Citation) -> HttpResponse:
        _say_reading(request, obj)
        return super().response_change(request, obj)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        citation = self.get_object(request, str(pk))
        if citation is None:
            return missing(self, request, pk)
        if not self.has_record_permission(request):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                withdraw_citation(
                    citation=citation,
                    because=form.cleaned_data["because"],
                    by=person_of(request),
                    seen_version=seen_of(request, pk),
                )
            except RuleError as error:
                put_on_form(form, error)
                citation.refresh_from_db()
            else:
                messages.success(request, gettext("Withdrawn. It is kept, and compared with nothing."))
                return HttpResponseRedirect(reverse("admin:factcheck_citation_change", args=[pk]))
        return self._ask_reason(request, [citation], form, act="")

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        citation = self.get_object(request, str(pk))
        if citation is None:
            return missing(self, request, pk)
        if request.method != "POST" or not self.has_record_permission(request):
            raise PermissionDenied
        try:
            restore_citation(citation=citation, by=person_of(request))
        except RuleError as error:
            messages.error(request, spoken(error.sentence))
        else:
            messages.success(request, gettext("Restored. It is compared again."))
        return HttpResponseRedirect(reverse("admin:factcheck_citation_change", args=[pk]))

    @admin.action(description=_("Withdraw…"), permissions=["record"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Citation]) -> HttpResponse | None:
        confirmed = "confirmed" in request.POST
        form = ReasonForm(request.POST if confirmed else None)
        if confirmed and form.is_valid():
            because = form.cleaned_data["because"].strip()
            if because:
                done = one_by_one(
                    request,
                    queryset,
                    lambda one: withdraw_citation(
                        citation=one,
                        because=because,
                        by=person_of(request),
                        seen_version=seen_of(request, one.pk),
                    ),
                )
                _say_done(request, ngettext("%d citation withdrawn.", "%d citations withdrawn.", done), done)
                return None
            form.add_error("because", gettext("Not withdrawn: say why this citation is withdrawn."))
        return self._ask_reason(request, queryset, form, act="withdraw")

    @admin.action(description=_("Restore"), permissions=["record"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Citation]) -> None:
        done = one_by_one(
            request, queryset, lambda one: restore_citation(citation=one, by=person_of(request))
        )
        _say_done(request, ngettext("%d citation restored.", "%d citations restored.", done), done)

    def _ask_reason(
        self, request: HttpRequest, citations: Any, form: ReasonForm, *, act: str
    ) -> HttpResponse:
        lines = [
            Line(one.pk, one.figure, f"{one.claim.question} · {one.source.title}", one.version)
            for one in citations
        ]
        title = ngettext("Withdraw %d citation", "Withdraw %d citations", len(lines)) % len(lines)
        return page_that_asks(
            self, request, title=title, button=gettext("Withdraw"), act=act, lines=lines, form=form
        )


def _say_done(request: HttpRequest, template: str, done: int) -> None:
    if done:
        messages.success(request, template % done)


def _say_reading(request: HttpRequest, citation: Citation) -> None:
    reading = {"figure": citation.figure, "reading": in_words(citation, Desk.current())}
    if citation.is_read:
        messages.info(request, gettext("“%(figure)s” is read as %(reading)s.") % reading)
    else:
        messages.warning(request, gettext("“%(figure)s” is %(reading)s") % reading)
