"""Every change to moto, each with its reason. Nothing else here touches moto's inside.

Written against moto 5.2.5; a new version of it should be met with the question which of these are
still needed.
"""

import threading
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from botocore.client import BaseClient
from moto.awslambda.models import LambdaFunction
from moto.s3 import notifications
from moto.stepfunctions.parser.asl.component.common.catch.catch_outcome import CatchOutcome
from moto.stepfunctions.parser.asl.component.state.exec.execute_state import ExecutionState
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.state import CommonStateField
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from localcloud.events import EventRouter
from localcloud.function_process import Answer

type Invoke = Callable[[str, bytes], Answer]


def apply(invoke: Invoke) -> None:
    """Change moto for this process, once."""
    _invoke_functions_here(invoke)
    _deliver_object_events(EventRouter())
    _name_executions()
    _catch_into_the_same_state()
    _share_clients_of_the_workflow()


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

    LambdaFunction.invoke = invoked


def _deliver_object_events(router: EventRouter) -> None:
    """Moto's event has another shape than AWS's, and it delivers none to Step Functions."""

    def delivered(account_id: str, bucket: Any, event_name: str, key: Any) -> None:  # noqa: ANN401
        router.object_event(account_id, bucket, event_name, key)

    notifications._send_event_bridge_message = delivered  # noqa: SLF001


def _name_executions() -> None:
    """Without a name moto's execution ARN ends in ":None"; AWS makes a name."""
    original = StepFunctionsParserBackend.start_execution

    def started(
        backend: StepFunctionsParserBackend,
        state_machine_arn: str,
        name: str | None = None,
        *arguments: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return original(
            backend, state_machine_arn, name or str(uuid.uuid4()), *arguments, **named
        )

    StepFunctionsParserBackend.start_execution = started


def _catch_into_the_same_state() -> None:
    """Moto takes a Catch that leads back to its own state for none, and goes on to `Next`.

    The workflow's wait for the operators is such a loop: it would end at its first time-out.
    """
    original_catch = ExecutionState._handle_catch  # noqa: SLF001
    original_next = CommonStateField._set_next  # noqa: SLF001

    def caught(state: ExecutionState, env: Any, failure_event: Any) -> None:  # noqa: ANN401
        original_catch(state, env, failure_event)
        env.localcloud_caught = env.stack[-1] == CatchOutcome.Caught

    def next_set(state: CommonStateField, env: Any) -> None:  # noqa: ANN401
        if not vars(env).pop("localcloud_caught", False):
            original_next(state, env)

    ExecutionState._handle_catch = caught  # noqa: SLF001
    CommonStateField._set_next = next_set  # noqa: SLF001


def _share_clients_of_the_workflow() -> None:
    """Moto makes a boto3 client for every task: slow, and not safe from several threads at once."""
    original = lambda_eval_utils.boto_client_for
    lock = threading.Lock()

    @lru_cache
    def made(region: str, service: str) -> BaseClient:
        return original(region=region, service=service)

    def shared(region: str, service: str, state_credentials: object = None) -> BaseClient:
        del state_credentials  # moto does not use them either
        with lock:
            return made(region, service)

    lambda_eval_utils.boto_client_for = shared
