"""Holds answers of the running API to its description: statuses, errors and all members."""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from hinterland.api.routes import find
from infra.api_description.openapi import openapi

type Json = Any

_WRONG_METHOD = 405


@cache
def _document() -> Mapping[str, Json]:
    """Return the description, with the rule that no answer has a member that it does not name."""
    document = deepcopy(openapi())
    for schema in document["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return document


def require_described(method: str, path: str, status: int, body: bytes) -> None:
    """Fail unless the description of a route has such an answer; what is no route is left alone."""
    found = find(method, path.partition("?")[0])
    if found is None:
        return
    route, _ = found
    answers = _document()["paths"][route.path][method.lower()]["responses"]
    assert str(status) in answers, f"{route.key} answers {status}: {body[:200]!r}"
    schema = answers[str(status)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": _document()["components"]}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    mistakes = [error.message for error in validator.iter_errors(json.loads(body))]
    assert not mistakes, f"{route.key} answers {status} with {mistakes}"
