"""The description of the API: complete, exact, with examples that work."""

from __future__ import annotations

import jsonschema_rs
import pytest

from factcheck.api.description import description, operations_in
from factcheck.core.resolutions import Cause
from factcheck.core.roles import Role
from factcheck.filters.claims import ClaimFilter
from factcheck.models import SourceKind
from tests.web.seen import words

pytestmark = pytest.mark.django_db

SCHEMAS = description()["components"]["schemas"]


def parameters(path: str) -> dict[str, dict]:
    return {one["name"]: one for one in description()["paths"][f"/api/v1{path}"]["get"]["parameters"]}


def test_it_is_openapi_and_everybody_may_have_it(client):
    found = client.get("/api/v1/openapi.json")
    assert (found.status_code, found.json()["openapi"]) == (200, "3.1.0")
    assert found.json() == description()


def test_every_body_takes_what_it_names_and_nothing_else():
    sent = {name: one for name, one in SCHEMAS.items() if name.endswith(("Sent", "Amended"))}
    assert len(sent) >= 12
    for name, schema in sent.items():
        assert schema["additionalProperties"] is False, name


def test_every_body_has_an_example_that_fits_it():
    for _path, _method, operation in operations_in(description()):
        body = operation.get("requestBody")
        if body is None:
            continue
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
        for example in SCHEMAS[name]["examples"]:
            assert jsonschema_rs.validator_for(whole).is_valid(example), (name, example)


def test_what_is_sent_is_as_long_as_what_is_kept():
    claim = SCHEMAS["ClaimSent"]["properties"]
    assert claim["question"]["maxLength"] == 500
    assert claim["unit"]["maxLength"] == 60
    assert SCHEMAS["CitationSent"]["properties"]["quote"]["maxLength"] == 5_000


def test_codes_are_those_of_the_desk():
    assert set(SCHEMAS["SourceSent"]["properties"]["kind"]["enum"]) == {"", *SourceKind.values}
    assert set(SCHEMAS["DecisionSent"]["properties"]["cause"]["enum"]) == {"", *Cause}


def test_the_filters_of_a_list_are_in_the_description_of_its_address():
    assert set(parameters("/claims")) == {*ClaimFilter.base_filters, "cursor", "limit"}
    assert parameters("/claims")["limit"]["schema"]["maximum"] == 200
    assert "disputed" in parameters("/claims")["state"]["schema"]["enum"]


def test_every_operation_says_how_it_refuses():
    for path, method, operation in operations_in(description()):
        assert {"401", "403", "404", "422"} <= set(operation["responses"]), path
        if method != "get":
            assert "409" in operation["responses"], path
        assert operation["summary"], path


@pytest.mark.parametrize("role", [*Role, "stranger"])
def test_the_page_for_people_says_the_same(role, client, request):
    client.force_login(request.getfixturevalue(str(role)))
    found = client.get("/api/")
    if role == "stranger":
        assert found.status_code == 403
        return
    seen = words(found)
    for path, _method, operation in operations_in(description()):
        assert path in seen
        assert operation["summary"] in seen
    assert "urn:factcheck:problem:stale" in seen


def test_whoever_is_not_logged_in_is_asked_to_before_the_page_for_people(client):
    assert client.get("/api/").headers["Location"].startswith("/log-in/")
