"""The page on which everything is compared again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.models import Citation, Reconciliation
from factcheck.services.everything import carry_out_reconciling

pytestmark = pytest.mark.django_db


def test_a_person_starts_it_sees_how_far_it_is_and_what_changed(client, contributor, disputed):
    client.force_login(contributor)
    Citation.objects.filter(figure="about 35,000").update(stated_low=30_000, stated_high=30_000)
    assert "Never yet" in client.get("/comparing/").text
    page = client.post("/comparing/", follow=True)
    run = Reconciliation.objects.get()
    assert page.redirect_chain == [(run.get_absolute_url(), 302)]
    if run.is_at_work:
        carry_out_reconciling(run.pk, run.turn)
    shown = client.get(run.get_absolute_url()).text
    assert "Started by Contributor" in shown
    assert "1 claim was gone through." in shown
    assert "fled: value withdrawn, the citations no longer disagree" in shown


def test_while_it_is_under_way_only_its_progress_is_asked_for_again(client, contributor):
    client.force_login(contributor)
    run = Reconciliation.objects.create(claims=200, claims_done=50)
    part = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "50 of 200 claims have been gone through (25 %)." in part.text
    assert "<html" not in part.text
    Reconciliation.objects.update(state="done")
    assert client.get(run.get_absolute_url(), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_second_one_is_not_started_beside_it_and_it_can_be_stopped(client, contributor):
    client.force_login(contributor)
    run = Reconciliation.objects.create()
    assert "Everything is being compared already." in client.post("/comparing/", follow=True).text
    client.post(f"{run.get_absolute_url()}stop/")
    again = client.post(f"{run.get_absolute_url()}stop/", follow=True)
    assert "Not stopped: comparing everything is stopped." in again.text


def test_one_that_broke_off_is_taken_up_where_it_was(client, contributor):
    client.force_login(contributor)
    run = Reconciliation.objects.create(reached=7, heard_of_at=timezone.now() - timedelta(minutes=5))
    assert "Go on where it broke off" in client.get(run.get_absolute_url()).text
    client.post("/comparing/")
    assert list(Reconciliation.objects.values_list("pk", "reached")) == [(run.pk, 7)]
