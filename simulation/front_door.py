"""The HTTP API in front of Assign and Account, as API Gateway calls them, and Assign's clock."""

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import BaseRouter

from functions.account import handler as own_affairs
from functions.assign import handler as assign
from hinterland import workflow
from hinterland.api.routes import find
from hinterland.errors import ConflictError, ThrottledError
from hinterland.roles import GROUPS, Role
from simulation.account import start_afresh
from simulation.faults import Faults, Killed

SECONDS = 29  # that Assign may run
_SERVER_ERROR = 500
_NO_ROUTE = 404


type Handle = Callable[[dict[str, Any], Any], dict[str, Any]]
_HANDLERS: Mapping[str, Handle] = {"assign": assign.handle, "account": own_affairs.handle}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Without a body it is API Gateway's own word that something broke."""

    status: int
    body: dict[str, Any]

    @property
    def is_final(self) -> bool:
        """Say whether asking again would change nothing."""
        return self.status < _SERVER_ERROR


CONTEXT: Any = SimpleNamespace(
    function_name="simulated",
    function_version="1",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:ap-south-1:123456789012:function:simulated",
    aws_request_id="simulated",
)


class FrontDoor:
    """Lets operators in."""

    def __init__(self, faults: Faults, broke: Callable[[str], None]) -> None:
        """Report to `broke` what no caller should ever see."""
        self._faults = faults
        self._broke = broke

    def ask(
        self, operator: str, method: str, path: str, body: object = None, key: str = ""
    ) -> Answer:
        """Have a request carried out; a function that dies or breaks answers 500."""
        found = find(method, path)
        if found is None:
            return Answer(_NO_ROUTE, {})
        route, _ = found
        event = _event(operator, route.key, method, path, json.dumps(body or {}), key)
        answer = self._call(event, _HANDLERS[route.function])
        if answer is None:
            return Answer(_SERVER_ERROR, {})
        return Answer(answer["statusCode"], json.loads(answer["body"]))

    def recover(self) -> None:
        """Do what happens every minute."""
        self._call({workflow.ACTION: workflow.Action.RECOVER.value})

    def announce(self, key: str) -> bool:
        """Tell of an upload, as S3 does; return whether Assign took note."""
        return self._call({"source": "aws.s3", "detail": {"object": {"key": key}}}) is not None

    def _call(self, event: dict[str, Any], handle: Handle = assign.handle) -> dict[str, Any] | None:
        # All functions are in this one process, where Powertools knows one request at a time.
        under_way = {
            name: getattr(BaseRouter, name)
            for name in ("current_event", "lambda_context")
            if hasattr(BaseRouter, name)
        }
        try:
            with self._faults.function(SECONDS):
                answer: dict[str, Any] = handle(event, CONTEXT)
                return answer
        except Killed:
            start_afresh()
            return None
        except (ConflictError, ThrottledError):
            # From what nobody asked for; the next minute, or Lambda's next attempt, does it.
            return None
        except Exception as error:  # noqa: BLE001 - as Lambda does
            where = event.get("rawPath", "recover")
            self._broke(f"a function broke on {where}: {told(error)}")
            return None
        finally:
            for name, value in under_way.items():
                setattr(BaseRouter, name, value)


def told(error: BaseException) -> str:
    """Describe an error by its kind and its way through our code."""
    ours = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "site-packages" not in frame.filename or "pynamodb" in frame.filename
    ]
    return f"{error!r} at {' '.join(ours[-6:])}"


def _claims(operator: str) -> dict[str, str]:
    return {"username": operator, "cognito:groups": f"[{GROUPS[Role.OPERATOR]}]"}


def _event(
    operator: str, route: str, method: str, path: str, body: str, key: str
) -> dict[str, Any]:
    return {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"idempotency-key": key} if key else {},
        "requestContext": {
            "stage": "$default",
            "http": {"method": method, "path": path},
            "authorizer": {"jwt": {"claims": _claims(operator), "scopes": []}},
        },
        "body": body,
        "isBase64Encoded": False,
    }
