"""The waiting workflow, on Step Functions."""

from botocore.exceptions import ClientError

from hinterland.aws.clients import client
from hinterland.aws.errors import translated

# The wait ended already: somebody else reported the job as worked, or it looked again by itself.
_SPENT = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}


class StepFunctionsWorkflow:
    """Answers task tokens; see `port.Workflow`."""

    def work_done(self, token: str) -> None:
        """End the wait for the operators."""
        try:
            with translated("task token"):
                client("stepfunctions").send_task_success(taskToken=token, output="{}")
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in _SPENT:
                raise
