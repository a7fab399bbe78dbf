"""One address for page and API, as CloudFront gives them: API routes first, then the page."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from localcloud.authorizer import Claims, ForbiddenError, UnauthorizedError, require_scope
from localcloud.function_process import Answer
from localcloud.http_events import message, request_event, response
from localcloud.page import Page
from localcloud.page_headers import PageHeaders
from localcloud.routes import Route, find

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_LARGEST_BODY = 10_000_000  # bytes, as API Gateway has it
_LARGEST_EVENT = 6_291_456  # bytes, as Lambda takes them in one call


class FrontDoor:
    """The WSGI application behind the site's address."""

    def __init__(
        self,
        routes: list[Route],
        page: Page,
        headers: PageHeaders,
        invoke: Callable[[str, bytes], Answer],
    ) -> None:
        self._routes = routes
        self._headers = headers
        self._page = page
        self._invoke = invoke

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            answer = self._answer(request)
        except HTTPException as refused:
            answer = message(refused.code or 400, refused.name)
        answer.headers.update(self._headers.of(request.path.lstrip("/")))
        return answer(environ, start_response)

    def _answer(self, request: Request) -> Response:
        # To its end in any case: the connection stays open for the next request.
        if len(request.get_data()) > _LARGEST_BODY:
            return message(413, "Request Entity Too Large")
        found = find(self._routes, request.method, _raw_path(request))
        if found is None:
            return self._page.respond(request) or message(404, "Not Found")
        route, parameters = found
        now = datetime.now(UTC)
        try:
            claims = _claims(route, request, now)
        except UnauthorizedError:
            refused = message(401, "Unauthorized")
            refused.headers["WWW-Authenticate"] = "Bearer"
            return refused
        except ForbiddenError:
            return message(403, "Forbidden")
        event = json.dumps(request_event(request, route, parameters, claims, now)).encode()
        if len(event) > _LARGEST_EVENT:
            return message(413, "Request Entity Too Large")
        return response(self._invoke(route.function, event))


def _claims(route: Route, request: Request, now: datetime) -> Claims | None:
    """Return the claims of the request's token; None when the route asks for no token."""
    if route.authorizer is None:
        return None
    claims = route.authorizer.claims(request.headers.get("Authorization"), now.timestamp())
    require_scope(claims, route.scopes)
    return claims


def _raw_path(request: Request) -> str:
    """Return the path as it was sent: an encoded slash is part of a parameter, not a border."""
    return urlsplit(str(request.environ["REQUEST_URI"])).path
