"""The protocol client, on a line that records what went over it."""

import json
from typing import Any

import pytest
import urllib3

from examples.demo.api import ApiError, OperatorApi
from hinterland.api.leases import Lease
from hinterland.work.entries import Flag


class Line(urllib3.PoolManager):
    """Answers every request with the next of its answers, and keeps the requests."""

    def __init__(self, *answers: tuple[int, object]) -> None:
        super().__init__()
        self.answers = list(answers)
        self.requests: list[dict[str, Any]] = []

    def request(
        self, method: str, url: str, *_: object, **sent: object
    ) -> urllib3.BaseHTTPResponse:
        self.requests.append({"method": method, "url": url, **sent})
        status, document = self.answers.pop(0)
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return urllib3.HTTPResponse(body, status=status)


def api_on(line: Line) -> OperatorApi:
    return OperatorApi("http://api/", "token", line)


def test_taking_names_the_request_and_carries_the_token() -> None:
    line = Line((200, {"leases": [], "retry_after": 20}))
    assert api_on(line).take(2, "request-1") == ([], 20.0)
    [sent] = line.requests
    assert (sent["method"], sent["url"]) == ("POST", "http://api/leases")
    assert sent["headers"]["Idempotency-Key"] == "request-1"
    assert sent["headers"]["Authorization"] == "Bearer token"
    assert json.loads(sent["body"]) == {"count": 2}


def test_a_link_is_fetched_without_the_token(lease: Lease) -> None:
    line = Line((200, {"work_item": "000001", "stage": "key", "records": []}))
    api_on(line).read_input(lease)
    assert "headers" not in line.requests[0]


def test_an_upload_is_a_form_whose_file_comes_last(lease: Lease) -> None:
    line = Line((204, b""))
    api_on(line).upload(lease, [{"record": "000001", "values": {}, "flag": Flag.BLANK, "ms": 1}])
    form = line.requests[0]["fields"]
    assert list(form) == ["key", "policy", "file"]
    assert json.loads(form["file"][1])["lease"] == lease["lease"]


def test_a_refusal_says_its_code_and_where_the_mistakes_are() -> None:
    details = [{"record": "000001", "field": "total", "message": "This field must be filled in."}]
    refusal = {"code": "checks_failed", "message": "Look again.", "details": details}
    with pytest.raises(ApiError, match="must be filled in") as refused:
        api_on(Line((422, refusal))).submit("lease")
    assert (refused.value.status, refused.value.code) == (422, "checks_failed")


def test_an_answer_that_is_not_ours_is_an_error_too() -> None:
    with pytest.raises(ApiError, match="AccessDenied"):
        api_on(Line((403, b"<Error><Code>AccessDenied</Code></Error>"))).held()
