"""`openapi.json`, made from the routes and the types of `hinterland.api`."""

import json
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import TypeAdapter

from hinterland.api.errors import Error, GatewayError
from hinterland.api.leases import DOCUMENTS
from hinterland.api.requests import LONGEST_KEY
from hinterland.api.route import Route, Schema
from hinterland.api.routes import ROUTES

type Json = dict[str, Any]

_PLACE = "#/components/schemas/{model}"
_MEANING = {
    HTTPStatus.BAD_REQUEST: "The request makes no sense as it is.",
    HTTPStatus.UNAUTHORIZED: "No valid token.",
    HTTPStatus.FORBIDDEN: "Signed in, but without the role in the catalogue.",
    HTTPStatus.NOT_FOUND: "There is no such thing, or it is not the caller's.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many at once; try again.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Busy; try again.",
}
_KEY: object = Annotated[str, Schema(maxLength=LONGEST_KEY)]


@cache
def openapi_text() -> str:
    """Return the document as it is published."""
    return json.dumps(openapi(), separators=(",", ":"), ensure_ascii=False)


def openapi() -> Json:
    """Return the document."""
    schemas = _Schemas()
    paths: dict[str, Json] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hinterland operator API",
            "version": "1",
            "description": "Lease work, upload what was keyed, submit it. Every call may be "
            "repeated.",
        },
        "security": [{"operator": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "operator": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An access or id token of the Cognito user pool.",
                }
            },
            "schemas": schemas.components,
        },
    }


class _Schemas:
    """The schemas of all types of the API; those that have a name are among the components."""

    def __init__(self) -> None:
        types: list[Any] = [Error, GatewayError, *DOCUMENTS, _KEY, str]
        for route in ROUTES:
            types += [route.answer, route.body or str, *route.parameters.values()]
        made, shared = TypeAdapter.json_schemas(
            [(id(each), "serialization", TypeAdapter(each)) for each in types],
            ref_template=_PLACE,
        )
        self._made = {key: _untitled(schema) for (key, _), schema in made.items()}
        named: Json = shared["$defs"]
        self.components = {name: _untitled(named[name]) for name in sorted(named)}

    def of(self, kind: object) -> Json:
        """Return the schema of a type: a reference, if it has a name."""
        return self._made[id(kind)]


def _untitled(schema: Json) -> Json:
    """Leave out the titles that pydantic makes up; a property may well be called so."""
    return {
        name: _inner(name, value)
        for name, value in schema.items()
        if not (name == "title" and isinstance(value, str))
    }


def _inner(name: str, value: object) -> object:
    if name == "properties" and isinstance(value, dict):
        return {each: _untitled(schema) for each, schema in value.items()}
    if isinstance(value, dict):
        return _untitled(value)
    if isinstance(value, list):
        return [_untitled(each) if isinstance(each, dict) else each for each in value]
    return value


def _operation(route: Route[Any], schemas: _Schemas) -> Json:
    described: Json = {"operationId": route.name, "summary": route.summary}
    if route.description:
        described["description"] = route.description
    if route.is_open:
        described["security"] = []
    if parameters := [*_path_parameters(route, schemas), *_headers(route, schemas)]:
        described["parameters"] = parameters
    if route.body:
        is_needed = bool(getattr(route.body, "__required_keys__", ()))
        described["requestBody"] = {"required": is_needed, **_content(schemas.of(route.body))}
    answer = {"description": route.outcome, **_content(schemas.of(route.answer))}
    described["responses"] = {"200": answer, **_refusals(route, schemas)}
    return described


def _path_parameters(route: Route[Any], schemas: _Schemas) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": schemas.of(route.parameters.get(name, str)),
        }
        for name in route.parameter_names
    ]


def _headers(route: Route[Any], schemas: _Schemas) -> list[Json]:
    if not route.takes_key:
        return []
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": route.takes_key,
            "schema": schemas.of(_KEY),
        }
    ]


def _refusals(route: Route[Any], schemas: _Schemas) -> Json:
    """Describe every other answer: those that follow from what the route takes, and its own."""
    meant = dict(route.errors)
    if not route.is_open:
        meant |= _meaning(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
        meant |= _meaning(HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
    if route.parameter_names:
        meant |= _meaning(HTTPStatus.NOT_FOUND)
    if route.body or route.takes_key:
        meant |= _meaning(HTTPStatus.BAD_REQUEST)
    if route.body:
        meant |= _meaning(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return {
        str(status.value): {"description": meant[status], **_content(_error(status, schemas))}
        for status in sorted(meant)
    }


def _meaning(*statuses: HTTPStatus) -> dict[HTTPStatus, str]:
    return {status: _MEANING[status] for status in statuses}


def _error(status: HTTPStatus, schemas: _Schemas) -> Json:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS}:
        return schemas.of(GatewayError)
    if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:  # API Gateway's own limit comes first
        return {"anyOf": [schemas.of(Error), schemas.of(GatewayError)]}
    return schemas.of(Error)


def _content(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}
