"""People, roles and the desk's settings: for administrators only."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group

from factcheck.core.roles import Act, Role
from factcheck.models import Desk, Person
from tests.admin.conftest import address, errors_on, words_on
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(entering, administrator):
    return entering(administrator)


def roles(*named: Role) -> list[int]:
    return list(Group.objects.filter(name__in=named).values_list("pk", flat=True))


def person_form(somebody: Person, **changed) -> dict:
    form = {"username": somebody.username, "first_name": somebody.first_name, "last_name": "", "email": ""}
    form |= {"groups": list(somebody.groups.values_list("pk", flat=True)), "is_active": "on"} | changed
    return {name: value for name, value in form.items() if value is not None}


def test_an_administrator_gives_somebody_a_log_in_and_roles(door, entering):
    form = {
        "username": "newcomer",
        "first_name": "New",
        "last_name": "",
        "email": "",
        "groups": roles(Role.CONTRIBUTOR, Role.APPROVER),
        "usable_password": "true",
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    }
    page = words_on(door.post(address("person", "add"), form, follow=True))
    assert "was added successfully" in page
    newcomer = Person.objects.get(username="newcomer")
    assert newcomer.roles == {Role.CONTRIBUTOR, Role.APPROVER}
    assert entering(newcomer).get(address("claim", "add")).status_code == 200


def test_roles_are_changed_by_ticking_them(door, contributor):
    form = person_form(contributor, groups=roles(Role.REVIEWER))
    door.post(address("person", "change", contributor.pk), form)
    assert Person.objects.get(pk=contributor.pk).roles == {Role.REVIEWER}


@pytest.mark.parametrize("changed", [{"groups": []}, {"is_active": None}])
def test_the_last_administrator_stays_one(door, administrator, changed):
    response = door.post(
        address("person", "change", administrator.pk),
        person_form(administrator, first_name="Typed", **changed),
    )
    assert "nobody else is an administrator" in errors_on(response)
    assert 'value="Typed"' in words_on(response)
    assert Person.objects.get(pk=administrator.pk).may(Act.ADMINISTER)


@pytest.mark.parametrize("changed", [{"groups": []}, {"is_active": None}])
def test_one_of_two_administrators_may_go(door, administrator, changed):
    person("second", Role.ADMINISTRATOR)
    door.post(address("person", "change", administrator.pk), person_form(administrator, **changed))
    assert not Person.objects.get(pk=administrator.pk).may(Act.ADMINISTER)


def test_an_administrator_who_is_switched_off_does_not_count(door, administrator):
    second = person("second", Role.ADMINISTRATOR)
    Person.objects.filter(pk=second.pk).update(is_active=False)
    form = person_form(administrator, groups=[])
    assert "nobody else" in errors_on(door.post(address("person", "change", administrator.pk), form))


def test_a_person_is_not_deleted_but_switched_off(door, contributor, entering):
    page = words_on(door.post(address("person", "delete", contributor.pk), {"post": "yes"}, follow=True))
    assert "Not deleted: what Contributor did stays in the history" in page
    assert Person.objects.filter(pk=contributor.pk).exists()
    door.post(address("person", "change", contributor.pk), person_form(contributor, is_active=None))
    assert entering(contributor).get(address("claim")).status_code == 302


def test_a_password_is_set_anew_by_an_administrator(door, contributor):
    form = {
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
        "usable_password": "true",
    }
    door.post(f"/admin/factcheck/person/{contributor.pk}/password/", form)
    contributor.refresh_from_db()
    assert contributor.check_password("a long enough phrase")


def test_nobody_makes_themselves_more_by_a_posted_field(door, contributor):
    form = person_form(contributor, is_superuser="on", is_staff="on")
    door.post(address("person", "change", contributor.pk), form)
    contributor.refresh_from_db()
    assert not contributor.is_superuser


@pytest.mark.parametrize("who", ["contributor", "reviewer", "approver"])
@pytest.mark.parametrize("page", ["person", "desk"])
def test_others_see_neither_people_nor_settings(entering, request, who, page):
    door = entering(request.getfixturevalue(who))
    assert door.get(address(page)).status_code in {302, 403}
    assert door.get(address(page, "change", 1), follow=True).status_code == 403


def test_the_settings_are_changed_and_the_claims_compared_again(door, disputed, entering):
    page = words_on(door.get(address("desk"), follow=True))
    assert 'value="0.0500"' in page or 'value="0.05"' in page
    door.post(address("desk", "change", 1), {"tolerance": "0.1", "single_review": "on"})
    assert (Desk.current().tolerance, Desk.current().single_review) == (Decimal("0.1"), True)
    assert disputed.discrepancies.get().state == "withdrawn"
    assert "0.1" in words_on(door.get(address("desk", "history", 1)))


def test_an_administrator_lets_readers_in_and_out_and_the_history_tells_it(door, client):
    settings = {"tolerance": "0.05", "name": "The Northern Review"}
    door.post(address("desk", "change", 1), settings | {"publishes": "on"})
    assert "The Northern Review" in words_on(client.get("/verified/"))
    door.post(address("desk", "change", 1), settings)
    assert client.get("/verified/").headers["Location"] == "/log-in/?next=/verified/"
    assert "eaders see verified claims" in words_on(door.get(address("desk", "history", 1)))


def test_a_tolerance_that_is_no_share_is_refused(door):
    response = door.post(address("desk", "change", 1), {"tolerance": "1.5"})
    assert "more than 0 and less than 1" in errors_on(response)
    assert Desk.current().tolerance == Decimal("0.05")


def test_there_is_no_second_desk_and_no_page_of_groups(door):
    assert door.get(address("desk", "add")).status_code == 403
    assert door.get("/admin/auth/group/").status_code == 404
