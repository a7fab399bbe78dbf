"""The HTTP edge of a function: from API Gateway's event to a call, and from an answer back.

All of the functions behind the API answer through this, so that tokens, bodies, errors and headers
are treated alike whichever function it is.
"""

import base64
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from hinterland.api.call import NOBODY, Call, require_role
from hinterland.api.problems import Problem, problem_of
from hinterland.api.requests import (
    BadRequestError,
    idempotency_key,
    json_object,
    path_parameter,
)
from hinterland.api.route import Route
from hinterland.aws.observability import logger
from hinterland.catalogue.people import Person, person_of
from hinterland.catalogue.port import Catalogue
from hinterland.errors import HinterlandError, NotFoundError

# What somebody may see is not for any cache on the way, and is no page.
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# Shorter than this, a compressed answer takes as many packets.
_WORTH_COMPRESSING = 1000

type Extra = Callable[[HinterlandError], Mapping[str, Any]]


class HttpEdge:
    """Answers the requests of a function's routes.

    `catalogue` says who is who; `extra` what a caller is told of an error beside code and message.
    """

    def __init__(self, catalogue: Callable[[], Catalogue], extra: Extra = lambda _: {}) -> None:
        self._catalogue = catalogue
        self._extra = extra
        self._methods: dict[str, list[str]] = {}
        self._app = APIGatewayHttpResolver()
        self._app.exception_handler(HinterlandError)(self._refuse)
        self._app.not_found(self._no_route)

    def answers[Answer](
        self, route: Route[Answer]
    ) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
        """Decorate the function that answers a route."""

        def decorate(handler: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
            def answer(**parameters: str) -> Response[str]:
                return self._answer(route, handler, parameters)

            rule = route.path.replace("{", "<").replace("}", ">")
            self._app.route(rule, method=route.method)(answer)
            self._methods.setdefault(route.path, []).append(route.method)
            return handler

        return decorate

    def resolve(self, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        """Answer one event of API Gateway (payload format 2.0)."""
        return self._app.resolve(event, context)

    def _answer[Answer](
        self,
        route: Route[Answer],
        handler: Callable[[Call], Answer],
        parameters: Mapping[str, str],
    ) -> Response[str]:
        event = self._app.current_event
        person = NOBODY if route.is_open else self._person(event)
        require_role(person, None if route.is_open else route.role)
        call = Call(
            person,
            {name: path_parameter(value) for name, value in parameters.items()},
            json_object(text_of(event)) if route.body else {},
            idempotency_key(event.headers.get("idempotency-key") or str(uuid4())),
        )
        return _response(HTTPStatus.OK, handler(call))

    def _person(self, event: APIGatewayProxyEventV2) -> Person:
        return person_of(self._catalogue(), event.request_context.authorizer.jwt_claim or {})

    def _refuse(self, error: HinterlandError) -> Response[str]:
        """Answer an error that was foreseen."""
        problem = problem_of(error)
        logger.info("refused", code=problem.code, status=problem.status)
        return _response(problem.status, {**problem.document(), **self._extra(error)})

    def _no_route(self, error: Exception) -> Response[str]:
        """Answer what no route takes.

        API Gateway hands on all methods of our paths, those that are no route's as `ANY`.
        """
        del error  # it says no more
        method, _, path = self._app.current_event.raw_event["routeKey"].partition(" ")
        allowed = self._methods.get(path, ()) if method == "ANY" else ()
        if not allowed:
            # Nothing of ours has a name with such characters.
            return self._refuse(NotFoundError("there is nothing at this path"))
        listed = ", ".join(allowed)
        problem = Problem(HTTPStatus.METHOD_NOT_ALLOWED, "wrong_method", f"This takes {listed}.")
        return _response(problem.status, problem.document(), {"Allow": listed})


def text_of(event: APIGatewayProxyEventV2) -> str | None:
    """Return a request's body; None when it has none. Raise `BadRequestError` if it is no text.

    API Gateway hands on in base64 what the request does not call text: JSON without a Content-Type,
    for one.
    """
    body = event.body
    if body is None or not event.is_base64_encoded:
        return body
    try:
        return base64.b64decode(body).decode()
    except ValueError as error:
        raise BadRequestError("the body is not UTF-8") from error


def _response(
    status: int, document: object, headers: Mapping[str, str] | None = None
) -> Response[str]:
    body = json.dumps(document, separators=(",", ":"))
    return Response(
        int(status),
        "application/json",
        body,
        {**HEADERS, **(headers or {})},
        compress=len(body) > _WORTH_COMPRESSING,
    )
