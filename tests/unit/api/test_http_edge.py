"""The HTTP edge: from API Gateway's event to a call, and from an answer or an error back."""

import base64
import gzip
import json
from types import SimpleNamespace
from typing import Any, TypedDict, cast

import pytest

from hinterland.api.call import Call
from hinterland.api.route import Route
from hinterland.aws.http_edge import HttpEdge
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.port import Catalogue
from hinterland.errors import ConflictError, HinterlandError, NotFoundError, NotPossibleError
from hinterland.roles import Role

NO_UTF_8 = base64.b64encode(b'{"text": "\xff"}').decode()
SIGNED_IN = {"username": "selvi", "cognito:groups": "[operators office]"}
NOT_LISTED = {"username": "nobody", "cognito:groups": "[operators office]"}
IN_THE_OFFICE = {"username": "selvi", "cognito:groups": "[office]"}
OPERATOR = {"username": "selvi", "cognito:groups": "[operators]"}
SELVI = Operator("selvi", "Selvi", "kollumangudi", "ta", frozenset())


class Said(TypedDict):
    """What the route takes and answers."""

    text: str


class Heard(TypedDict):
    """What a call held."""

    who: str
    thing: str
    body: dict[str, Any]
    key: str


class Books:
    """A catalogue with one operator, and nobody else."""

    def operator(self, name: str) -> Operator:
        if name != "selvi":
            raise NotFoundError("no such operator")
        return SELVI

    head = staff = operator


SAY = Route(
    method="POST", path="/things/{thing}/say", name="say", summary="Say", function="account",
    body=Said, takes_key="As usual.", answer=Heard, outcome="Heard.",
)  # fmt: skip
SEE = Route(
    method="GET", path="/things/{thing}/say", name="see", summary="See", function="account",
    role=Role.OFFICE, answer=Heard, outcome="Seen.",
)  # fmt: skip
LOOK = Route(
    method="GET", path="/look", name="look", summary="Look", function="account",
    is_open=True, answer=Said, outcome="Open.",
)  # fmt: skip

edge = HttpEdge(lambda: cast(Catalogue, Books()), lambda error: {"kind": type(error).__name__})


@edge.answers(SAY)
def say(call: Call) -> Heard:
    match call.body.get("text"):
        case "conflict":
            raise ConflictError("somebody was faster")
        case "impossible":
            raise NotPossibleError("not_now", "It cannot be done now.")
        case "unforeseen":
            raise HinterlandError("what now?")
    return {
        "who": call.operator.id,
        "thing": call["thing"],
        "body": dict(call.body),
        "key": call.key,
    }


@edge.answers(SEE)
def see(call: Call) -> Heard:
    raise AssertionError(call)


@edge.answers(LOOK)
def look(_: Call) -> Said:
    return {"text": "x" * 2000}


def ask(
    body: str | None = '{"text": "hi"}',
    *,
    method: str = "POST",
    path: str = "/things/a b/say",
    route: str = "POST /things/{thing}/say",
    claims: dict[str, str] = SIGNED_IN,
    headers: dict[str, str] | None = None,
    is_base64: bool = False,
) -> tuple[int, Any, dict[str, str]]:
    event = {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers or {},
        "requestContext": {
            "stage": "$default",
            "http": {"method": method, "path": path},
            "authorizer": {"jwt": {"claims": claims, "scopes": []}},
        },
        "body": body,
        "isBase64Encoded": is_base64,
    }
    answer = edge.resolve(event, cast(Any, SimpleNamespace(aws_request_id="1")))
    content = answer["body"]
    if answer["isBase64Encoded"]:
        content = gzip.decompress(base64.b64decode(content))
    return answer["statusCode"], json.loads(content), answer["headers"]


def test_a_call_says_who_wants_what() -> None:
    status, heard, _ = ask(headers={"idempotency-key": "k"})
    assert status == 200
    assert heard == {"who": "selvi", "thing": "a b", "body": {"text": "hi"}, "key": "k"}


def test_without_a_key_every_request_has_another() -> None:
    assert ask()[1]["key"] != ask()[1]["key"]


def test_a_body_in_base64_is_the_same_body() -> None:
    # As it comes when the request names no type, or one that is no text.
    encoded = base64.b64encode(b'{"text": "hi"}').decode()
    assert ask(encoded, is_base64=True)[1]["body"] == {"text": "hi"}


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}])
def test_no_answer_is_kept_or_taken_for_a_page(headers: dict[str, str]) -> None:
    answers = [
        ask(headers=headers),
        ask("[", headers=headers),
        ask(method="DELETE", route="ANY /things/{thing}/say", headers=headers),
        ask(None, method="GET", path="/look", route="GET /look", headers=headers),
    ]
    assert [status for status, _, _ in answers] == [200, 400, 405, 200]
    for _, _, given in answers:
        assert given["Cache-Control"] == "no-store"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert given["Content-Type"] == "application/json"


def test_an_open_route_asks_for_nobody() -> None:
    status, said, given = ask(
        None, method="GET", path="/look", route="GET /look", claims={},
        headers={"accept-encoding": "gzip"},
    )  # fmt: skip
    assert (status, len(said["text"]), given["Content-Encoding"]) == (200, 2000, "gzip")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"claims": NOT_LISTED}, 403, "unknown_operator"),
        ({"claims": IN_THE_OFFICE}, 403, "wrong_role"),
        (
            {"claims": OPERATOR, "method": "GET", "route": "GET /things/{thing}/say"},
            403,
            "wrong_role",
        ),
        ({"body": "[" * 100_000}, 400, "bad_request"),
        ({"body": NO_UTF_8, "is_base64": True}, 400, "bad_request"),
        ({"body": " " * 3_000_000 + "{"}, 413, "too_large"),
        ({"headers": {"idempotency-key": "k" * 201}}, 400, "bad_request"),
        ({"path": f"/things/{'a' * 5000}/say"}, 404, "not_found"),
        ({"path": '/things/"/say'}, 404, "not_found"),
        ({"path": "/other", "route": "$default"}, 404, "not_found"),
        ({"body": '{"text": "impossible"}'}, 409, "not_now"),
        ({"body": '{"text": "conflict"}'}, 503, "conflict"),
        ({"body": '{"text": "unforeseen"}'}, 500, "error"),
    ],
)
def test_a_refusal_says_why(asked: dict[str, Any], status: int, code: str) -> None:
    got, document, _ = ask(**asked)
    assert (got, document["code"]) == (status, code)
    assert document["message"]


def test_an_error_may_bring_more_to_go_on_with() -> None:
    assert ask('{"text": "impossible"}')[1]["kind"] == "NotPossibleError"


def test_a_method_that_a_path_does_not_take_is_405_and_says_which_it_takes() -> None:
    status, document, headers = ask(method="DELETE", route="ANY /things/{thing}/say")
    assert (status, document["code"], headers["Allow"]) == (405, "wrong_method", "POST, GET")
