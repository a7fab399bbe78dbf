"""The executions of the workflow, on Step Functions."""

import json
from collections.abc import Mapping

from botocore.exceptions import ClientError

from hinterland.aws.clients import client
from hinterland.aws.errors import translated


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

    def stop(self, name: str, reason: str) -> None:
        """Stop an execution; one that is over, or never was, does no harm."""
        execution = f"{self._machine.replace(':stateMachine:', ':execution:')}:{name}"
        try:
            with translated("workflow"):
                client("stepfunctions").stop_execution(executionArn=execution, error=reason)
        except ClientError as error:
            if _code(error) != "ExecutionDoesNotExist":
                raise


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")
