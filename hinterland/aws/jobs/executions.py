"""The executions of the workflow, on Step Functions."""

import json
from collections.abc import Mapping

from botocore.exceptions import ClientError

from hinterland.aws.clients import client
from hinterland.aws.errors import translated
from hinterland.jobs.execution import ExecutionEnd

_NOT_OVER = {"RUNNING", "PENDING_REDRIVE"}


class StepFunctionsExecutions:
    """See `functions.oversee.port.Executions`."""

    def __init__(self, machine_arn: str) -> None:
        self._machine = machine_arn

    def start(self, name: str, given: Mapping[str, object]) -> None:
        """Start an execution; if there is one of that name, do nothing."""
        try:
            with translated("workflow"):
                client("stepfunctions").start_execution(
                    stateMachineArn=self._machine, name=name, input=json.dumps(given)
                )
        except ClientError as error:
            if _code(error) != "ExecutionAlreadyExists":
                raise

    def end_of(self, name: str) -> ExecutionEnd | None:
        """Return how an execution ended; None while it runs."""
        try:
            with translated("workflow"):
                found = client("stepfunctions").describe_execution(executionArn=self._arn(name))
        except ClientError as error:
            if _code(error) != "ExecutionDoesNotExist":
                raise
            return ExecutionEnd("NOT_FOUND")
        if found["status"] in _NOT_OVER:
            return None
        return ExecutionEnd(found["status"], found.get("error", ""), found.get("cause", ""))

    def stop(self, name: str, reason: str) -> None:
        """Stop an execution; one that is over, or never was, does no harm."""
        try:
            with translated("workflow"):
                client("stepfunctions").stop_execution(executionArn=self._arn(name), error=reason)
        except ClientError as error:
            if _code(error) != "ExecutionDoesNotExist":
                raise

    def _arn(self, name: str) -> str:
        return f"{self._machine.replace(':stateMachine:', ':execution:')}:{name}"


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")
