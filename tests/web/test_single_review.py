"""What one person decided alone says so, on every page and in every export; what two decided does not."""

from __future__ import annotations

import csv
import io
import json

import pytest

from factcheck.core.resolutions import Outcome
from factcheck.exports.exporting import export_list
from factcheck.exports.formats import FORMATS
from factcheck.exports.manifests import manifest_beside
from factcheck.exports.verified import verified_claims
from factcheck.models import ExportedList
from factcheck.services.desk import change_desk_settings
from tests.exports.abouts import about_verified
from tests.services.desk_work import PREFER_30, settle
from tests.web.seen import words

pytestmark = pytest.mark.django_db


def _exported(name: str) -> str:
    return "".join(FORMATS[name].write(verified_claims(by=None), about_verified(by=None)))


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_exported("csv"))))


def _json():
    return json.loads(_exported("json"))["claims"]


def test_a_decision_of_one_person_says_so_on_every_page_and_in_every_export(disputed, administrator, browse):
    change_desk_settings(tolerance="0.05", single_review=True, by=administrator)
    settle(disputed, administrator, administrator, standings=PREFER_30)
    found = disputed.discrepancies.get()
    for address in ("/claims/fled/", found.get_absolute_url(), "/claims/fled/history/", "/desk/verified/"):
        assert "single review" in words(browse(administrator).get(address)), address
    assert {row["review"] for row in _rows()} == {"single review"}
    (claim,) = _json()
    assert (claim["review"], claim["decisions"][0]["review"]) == ("single review", "single review")


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("listed", [ExportedList.VERIFIED, ExportedList.CLAIMS, ExportedList.DISCREPANCIES])
def test_so_does_the_manifest_of_every_export(listed, name, disputed, administrator):
    change_desk_settings(tolerance="0.05", single_review=True, by=administrator)
    settle(disputed, administrator, administrator, standings=PREFER_30)
    assert _manifest(listed, name)["review"] == "single review"


def test_the_manifest_of_what_two_people_decided_says_so(disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    assert _manifest(ExportedList.VERIFIED, "csv")["review"] == "two people"


def _manifest(listed: ExportedList, name: str):
    exporting = export_list(by=None, listed=listed, file_format=name)
    list(exporting.pieces)
    exporting.export.refresh_from_db()
    return manifest_beside(exporting.export)


def test_a_decision_of_two_people_does_not(disputed, reviewer, approver, browse):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    for address in ("/claims/fled/", "/desk/verified/"):
        assert "single review" not in words(browse(reviewer).get(address))
    (claim,) = _json()
    assert (claim["review"], claim["decisions"][0]["review"]) == ("two people", "two people")


def test_a_printed_series_goes_out_date_by_date(make_claim, cite, reviewer, approver):
    claim = make_claim("How many live there?")
    cite(claim, "120", as_of="2019")
    cite(claim, "90", as_of="2016")
    said = {"outcome": Outcome.SERIES, "answer": "90 to 120", "sentence": "90 in 2016, 120 in 2019."}
    settle(claim, reviewer, approver, **said)
    (decision,) = _json()[0]["decisions"]
    assert [(row["as_of"], row["figure"]) for row in decision["series"]] == [("2016", "90"), ("2019", "120")]
