"""Every change to moto's inside, each with its reason; nothing else here makes any.

Written against moto 5.2.5. A newer version should be met with the question which are still needed.
"""

import threading
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from botocore.client import BaseClient
from moto.awslambda.models import LambdaFunction
from moto.dynamodb.responses import DynamoHandler
from moto.s3 import notifications
from moto.stepfunctions.parser.asl.component.common.catch.catch_outcome import CatchOutcome
from moto.stepfunctions.parser.asl.component.state.exec.execute_state import ExecutionState
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.state import CommonStateField
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from localcloud.events import EventRouter
from localcloud.function_process import Invoke

type Moto = Any  # an object of moto's, whose types it does not publish


def apply(invoke: Invoke) -> None:
    """Change moto for this process, once."""
    _invoke_functions_here(invoke)
    _deliver_object_events(invoke)
    _name_executions()
    _catch_into_the_same_state()
    _share_clients_of_the_workflow()
    _change_rows_one_after_another()


def _replace(owner: object, name: str, replacement: Callable[..., object]) -> Callable[..., Any]:
    """Put something in the place of what is there, which is returned."""
    original: Callable[..., Any] = getattr(owner, name)
    setattr(owner, name, replacement)
    return original


def _invoke_functions_here(invoke: Invoke) -> None:
    """Moto runs a function in Docker; ours run in processes of their own."""

    def invoked(
        function: LambdaFunction,
        body: str | bytes | None,
        request_headers: Mapping[str, str],
        response_headers: MutableMapping[str, str],
    ) -> bytes:
        payload = body.encode() if isinstance(body, str) else body or b"{}"
        kind = request_headers.get("X-Amz-Invocation-Type", "RequestResponse")
        if kind == "Event":
            threading.Thread(target=invoke, args=(function.function_name, payload)).start()
        if kind != "RequestResponse":
            return b""
        answer = invoke(function.function_name, payload)
        if answer.failed:
            response_headers["x-amz-function-error"] = "Unhandled"
        return answer.payload

    _replace(LambdaFunction, "invoke", invoked)


def _deliver_object_events(invoke: Invoke) -> None:
    """Moto's event has another shape than AWS's, and moto delivers none to Step Functions."""
    router = EventRouter(invoke)
    _replace(notifications, "_send_event_bridge_message", router.object_event)


def _name_executions() -> None:
    """Without a name, moto's execution ARN ends in ":None"; AWS makes up a name."""

    def started(
        backend: Moto, machine: str, name: str | None = None, *rest: object, **named: object
    ) -> Moto:
        return original(backend, machine, name or str(uuid.uuid4()), *rest, **named)

    original = _replace(StepFunctionsParserBackend, "start_execution", started)


def _catch_into_the_same_state() -> None:
    """Moto ignores a Catch that leads back to its own state, and goes on to `Next`.

    The workflow's wait for the operators is such a loop: it would end at its first time-out.
    """

    def caught(state: ExecutionState, env: Moto, failure_event: Moto) -> None:
        original_catch(state, env, failure_event)
        env.localcloud_caught = env.stack[-1] == CatchOutcome.Caught

    def next_set(state: CommonStateField, env: Moto) -> None:
        if not env.__dict__.pop("localcloud_caught", False):
            original_next(state, env)

    original_catch = _replace(ExecutionState, "_handle_catch", caught)
    original_next = _replace(CommonStateField, "_set_next", next_set)


def _share_clients_of_the_workflow() -> None:
    """Moto makes a boto3 client for every task: slow, and not safe in several threads at once."""
    lock = threading.Lock()

    @lru_cache
    def made(region: str, service: str) -> BaseClient:
        client: BaseClient = original(region=region, service=service)
        return client

    def shared(region: str, service: str, state_credentials: object = None) -> BaseClient:
        del state_credentials  # moto does not use them either
        with lock:
            return made(region, service)

    original = _replace(lambda_eval_utils, "boto_client_for", shared)


def _change_rows_one_after_another() -> None:
    """A conditional write is one step in DynamoDB; moto's threads may come between its two.

    Without this, two operators could both win the lease on one work item.
    """
    lock = threading.Lock()

    def called(handler: DynamoHandler) -> Moto:
        with lock:
            return original(handler)

    original = _replace(DynamoHandler, "call_action", called)
