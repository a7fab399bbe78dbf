"""HTTP requests as Lambda sees them and its answers as HTTP: API Gateway's payload format 2.0."""

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from werkzeug.wrappers import Request, Response

from localcloud.authorizer import Claims, as_strings
from localcloud.function_process import Answer
from localcloud.naming import ACCOUNT
from localcloud.routes import Route

_STAGE = "$default"
_TEXTS = ("text/", "application/json", "application/xml", "application/javascript")


def request_event(
    request: Request,
    route: Route,
    parameters: Mapping[str, str],
    claims: Claims | None,
    now: datetime,
) -> dict[str, Any]:
    """Return the event of a request; `claims` are the token's, if the route asks for one."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    cookies = headers.pop("cookie", "")
    query = {name: ",".join(values) for name, values in request.args.lists()}
    event = {
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": request.path,
        "rawQueryString": request.query_string.decode(),
        "headers": headers,
        "requestContext": _context(request, route, claims, now),
        **_body(request),
    }
    optional = {
        "cookies": cookies.split("; ") if cookies else None,
        "queryStringParameters": query,
        "pathParameters": dict(parameters),
    }
    return event | {name: value for name, value in optional.items() if value}


def response(answer: Answer) -> Response:
    """Return what the client gets for a function's answer."""
    if answer.failed:
        return message(500, "Internal Server Error")
    document = json.loads(answer.payload)
    if not isinstance(document, dict) or "statusCode" not in document:
        return Response(answer.payload, 200, content_type="application/json")
    body = document.get("body") or ""
    content = base64.b64decode(body) if document.get("isBase64Encoded") else str(body).encode()
    made = Response(content, int(document["statusCode"]), content_type="text/plain")
    for name, value in (document.get("headers") or {}).items():
        made.headers[name] = str(value)
    for cookie in document.get("cookies") or []:
        made.headers.add("Set-Cookie", cookie)
    return made


def message(status: int, text: str) -> Response:
    """Return an answer that API Gateway gives by itself."""
    return Response(
        json.dumps({"message": text}, separators=(",", ":")),
        status,
        content_type="application/json",
    )


def _context(
    request: Request, route: Route, claims: Claims | None, now: datetime
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "accountId": ACCOUNT,
        "apiId": "local",
        "domainName": request.host,
        "domainPrefix": request.host.split(".")[0],
        "http": {
            "method": request.method,
            "path": request.path,
            "protocol": request.environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
            "sourceIp": request.remote_addr,
            "userAgent": request.headers.get("User-Agent", ""),
        },
        "requestId": str(uuid.uuid4()),
        "routeKey": route.key,
        "stage": _STAGE,
        "time": now.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "timeEpoch": int(now.timestamp() * 1000),
    }
    if claims is not None:
        scopes = sorted(route.scopes) or None
        context["authorizer"] = {"jwt": {"claims": as_strings(claims), "scopes": scopes}}
    return context


def _body(request: Request) -> dict[str, Any]:
    """Return the body as text if its type says so, else in base64."""
    content = request.get_data()
    if not content:
        return {"isBase64Encoded": False}
    if (request.mimetype or "application/json").startswith(_TEXTS):
        return {"body": content.decode("utf-8", "replace"), "isBase64Encoded": False}
    return {"body": base64.b64encode(content).decode(), "isBase64Encoded": True}
