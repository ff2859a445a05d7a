"""People and their roles. Only administrators come here, nobody is deleted, and one administrator remains."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin.policy import PolicyMixin
from factcheck.core.roles import Act, Role
from factcheck.models import Person


def administrators() -> QuerySet[Person]:
    """Everybody who can change people and settings now."""
    return Person.objects.filter(
        Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR.value), is_active=True
    )


class PersonForm(UserChangeForm):  # type: ignore[type-arg] # Django's form takes no name in brackets
    class Meta(UserChangeForm.Meta):
        model = Person
        help_texts = {
            "is_active": _("Switched off, this person cannot log in. What they did stays in the history.")
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self._remains_administrator() and self._is_last_administrator():
            field = "groups" if self.cleaned_data.get("is_active") else "is_active"
            self.add_error(
                field,
                gettext("Not saved: nobody else is an administrator. Give somebody else that role first."),
            )
        return cleaned

    def _remains_administrator(self) -> bool:
        roles = {group.name for group in self.cleaned_data.get("groups", ())}
        is_one = self.instance.is_superuser or Role.ADMINISTRATOR.value in roles
        return bool(self.cleaned_data.get("is_active")) and is_one

    def _is_last_administrator(self) -> bool:
        """Others are held until this is saved, so that two administrators cannot remove each other."""
        others = administrators().exclude(pk=self.instance.pk).select_for_update(of=("self",))
        return administrators().filter(pk=self.instance.pk).exists() and not list(others)


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg] # Django's form takes no name in brackets
    class Meta(AdminUserCreationForm.Meta):
        model = Person


class PersonAdmin(PolicyMixin, UserAdmin):  # type: ignore[type-arg] # Django's page takes no name in brackets
    viewed_by = added_by = changed_by = Act.ADMINISTER
    act_of_adding = _("Add person")
    act_of_changing = _("Change")
    form = PersonForm
    add_form = NewPersonForm
    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "roles_in_words",
        "is_active",
        "last_login",
    ]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Name"), {"fields": (("first_name", "last_name"), "email")}),
        (_("At this desk"), {"fields": ("groups", "is_active")}),
        (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "groups")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles_in_words(self, person: Person) -> str:
        held = {group.name for group in person.groups.all()}
        if person.is_superuser:
            held.add(Role.ADMINISTRATOR.value)
        return ", ".join(role.value for role in Role if role.value in held)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            order = Case(
                *(When(name=role.value, then=Value(place)) for place, role in enumerate(Role)),
                output_field=IntegerField(),
            )
            kwargs["queryset"] = Group.objects.filter(name__in=list(Role)).order_by(order)
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["label"] = _("Roles")
            kwargs["help_text"] = _("What this person may do. Somebody without a role sees nothing.")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        person = self.get_object(request, object_id)
        if person is None or not self.has_change_permission(request, person):
            return super().delete_view(request, object_id, extra_context)
        messages.error(
            request,
            gettext(
                "Not deleted: what %s did stays in the history under that name. Switch “Active” off instead."
            )
            % person,
        )
        return HttpResponseRedirect(reverse("admin:factcheck_person_change", args=[person.pk]))
