"""What is made from the routes: `openapi.json`, and the page's types."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from hinterland.api.routes import ROUTES, find
from infra.api_description.openapi import openapi, openapi_text
from infra.api_description.typescript import FILE, declarations


def test_the_description_is_openapi() -> None:
    validate(json.loads(openapi_text()))


def test_every_route_is_described_with_its_refusals() -> None:
    described = {
        f"{method.upper()} {path}": operation
        for path, operations in openapi()["paths"].items()
        for method, operation in operations.items()
    }
    assert described.keys() == {route.key for route in ROUTES}
    assert len({operation["operationId"] for operation in described.values()}) == len(ROUTES)
    assert described["POST /leases/{lease}/submit"]["responses"].keys() == {
        *("200", "401", "403", "404", "409", "422", "429", "503")
    }
    assert described["POST /leases"]["responses"].keys() == {
        *("200", "400", "401", "403", "413", "429", "503")
    }
    assert described["GET /openapi.json"]["responses"].keys() == {"200"}


def test_a_work_type_says_what_its_form_shows() -> None:
    schemas = openapi()["components"]["schemas"]
    assert {"pay_per_kept_record", "languages"} <= set(schemas["WorkType"]["required"])
    assert "zone" in schemas["Field"]["required"]
    assert schemas["Zone"]["minItems"] == schemas["Zone"]["maxItems"] == 4


def test_each_document_has_a_name_of_its_own() -> None:
    # pydantic tells two classes of one name apart by the modules they are in.
    assert not [name for name in openapi()["components"]["schemas"] if "__" in name]


def test_the_pages_types_are_made_from_the_routes_as_they_are() -> None:
    assert Path(FILE).read_text(encoding="utf-8") == declarations(), (
        "run: python -m infra.api_description.typescript"
    )


def test_a_route_is_found_by_its_path_and_fills_it_in() -> None:
    found = find("POST", "/leases/a%2Fb.1/renew")
    assert found is not None
    route, parameters = found
    assert parameters == {"lease": "a/b.1"}
    assert route.at(**parameters) == "/leases/a%2Fb.1/renew"


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/leases/a/renew"), ("GET", "/me/too"), ("GET", "/leasesX")]
)
def test_what_is_no_route_is_not_found(method: str, path: str) -> None:
    assert find(method, path) is None
