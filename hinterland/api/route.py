"""A route of the API as data, and words about its documents that only their description needs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, TypedDict
from urllib.parse import quote

from hinterland.roles import Role

type Function = Literal["assign", "account", "oversee"]

_PARAMETER = re.compile(r"\{(\w+)\}")


class Schema:
    """Keywords of JSON Schema for a type: `Annotated[str, Schema(description="Rupees.")]`.

    Whoever makes a schema of the type calls the method below (pydantic does, by its name).
    """

    def __init__(self, **keywords: object) -> None:
        self.keywords = keywords

    def __get_pydantic_json_schema__(
        self, core_schema: object, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return {**handler(core_schema), **self.keywords}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route[Answer]:
    """One route: who may call it, what goes in, what comes out, and which function answers.

    The types are `TypedDict`s. Errors that follow from the rest are not listed: 401 and 403 of
    what is not open, 404 of a path with parameters, 400 and 413 of a body, 503 of all.
    """

    method: Literal["GET", "POST", "PUT"]
    path: str  # with its parameters in braces
    name: str  # the operation's
    summary: str
    function: Function
    answer: type[Answer]
    outcome: str  # what a good answer means
    description: str = ""
    role: Role | None = Role.OPERATOR  # that a caller must have; None: any
    is_open: bool = False  # to everybody, signed in or not
    body: type | None = None
    takes_key: str = ""  # what an Idempotency-Key does, where one is taken
    parameters: Mapping[str, object] = field(default_factory=dict)  # types of other than any text
    errors: Mapping[HTTPStatus, str] = field(default_factory=dict)  # and what each means

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """Return the names of the path's parameters, in order."""
        return tuple(_PARAMETER.findall(self.path))

    @property
    def key(self) -> str:
        """Return method and path, as API Gateway names a route."""
        return f"{self.method} {self.path}"

    def at(self, **parameters: str | int) -> str:
        """Return the path with its parameters filled in, safe to be sent."""
        return _PARAMETER.sub(lambda found: quote(str(parameters[found[1]]), safe=""), self.path)


class Nothing(TypedDict):
    """That it was done, and no more."""
