"""Answering a task token, when Step Functions is busy or waits no more."""

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hinterland.aws.jobs import workflow
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.errors import ThrottledError


def refuse_with(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Step Functions refuse the next token with an error of this code."""

    def send_task_success(**_: object) -> None:
        answer: Any = {"Error": {"Code": code, "Message": "simulated"}}
        raise ClientError(answer, "SendTaskSuccess")

    refusing = SimpleNamespace(send_task_success=send_task_success)
    monkeypatch.setattr(workflow, "client", lambda _service: refusing)


@pytest.mark.parametrize("code", ["ThrottlingException", "ServiceUnavailable", "SlowDown"])
def test_a_busy_step_functions_may_be_asked_again(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(code, monkeypatch)
    with pytest.raises(ThrottledError):
        StepFunctionsWorkflow().work_done("token")


@pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"])
def test_a_spent_token_does_no_harm(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(code, monkeypatch)
    StepFunctionsWorkflow().work_done("token")


def test_a_missing_right_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with("AccessDeniedException", monkeypatch)
    with pytest.raises(ClientError):
        StepFunctionsWorkflow().work_done("token")
