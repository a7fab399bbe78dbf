"""The description of the API itself."""

from typing import Any, TypedDict

from hinterland.api.route import Route


class OpenApi(TypedDict):
    """An OpenAPI 3.1 document."""

    openapi: str
    info: dict[str, Any]
    security: list[dict[str, Any]]
    paths: dict[str, Any]
    components: dict[str, Any]


OPENAPI = Route(
    method="GET",
    path="/openapi.json",
    name="getOpenapi",
    summary="This document",
    function="account",
    is_open=True,
    answer=OpenApi,
    outcome="OpenAPI 3.1.",
)
ROUTES = (OPENAPI,)
