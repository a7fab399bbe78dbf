"""The waiting workflow, on Step Functions."""

import json

from botocore.exceptions import ClientError

from hinterland.aws.clients import client
from hinterland.aws.errors import translated
from hinterland.workflow import OUTCOME, Outcome

# The wait ended already: somebody else reported the job as worked, or it looked again by itself.
_SPENT = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}


class StepFunctionsWorkflow:
    """Answers task tokens; see `hinterland.jobs.port.Workflow`."""

    def work_done(self, token: str, outcome: Outcome = Outcome.ACCEPTED) -> None:
        """End the wait for the operators."""
        try:
            with translated("task token"):
                client("stepfunctions").send_task_success(
                    taskToken=token, output=json.dumps({OUTCOME: outcome.value})
                )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in _SPENT:
                raise
